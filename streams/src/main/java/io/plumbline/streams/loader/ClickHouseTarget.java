package io.plumbline.streams.loader;

import java.net.URI;

/**
 * The ClickHouse that is loaded into: the embedded engine or any other.
 *
 * @param url http(s)://host:port
 * @param database where the tables are
 */
public record ClickHouseTarget(URI url, String user, String password, String database) {

    public static final String DATABASE = "plumbline";

    /** In the database that the migrations create. */
    public static ClickHouseTarget of(URI url, String user, String password) {
        return new ClickHouseTarget(url, user, password, DATABASE);
    }

    /** Without the password. */
    @Override
    public String toString() {
        return user + "@" + url + "/" + database;
    }
}
