package io.plumbline.dashboards.control;

import java.nio.file.Path;

/**
 * Where the control store is.
 *
 * @param url JDBC address
 * @param password empty when there is none
 */
public record ControlSettings(String url, String user, String password) {

    private static final String POSTGRESQL = "jdbc:postgresql:";

    /** A file of this process in the data directory; nobody else can open it meanwhile. */
    public static ControlSettings embedded(Path folder) {
        // Written through at each commit; without the trace file H2 writes nothing but its one database file.
        return new ControlSettings(
                "jdbc:h2:file:" + folder.toAbsolutePath().resolve("control")
                        + ";WRITE_DELAY=0;TRACE_LEVEL_FILE=0;DB_CLOSE_ON_EXIT=FALSE",
                "plumbline",
                "");
    }

    /** @param url such as {@code jdbc:postgresql://db.example.org:5432/plumbline} */
    public static ControlSettings postgresql(String url, String user, String password) {
        return new ControlSettings(url, user, password);
    }

    public static boolean isPostgresql(String url) {
        return url.startsWith(POSTGRESQL);
    }

    /** Without the password, so that a log line cannot leak it. */
    @Override
    public String toString() {
        return "ControlSettings[" + url + ", user " + user + "]";
    }
}
