package io.plumbline.standalone.process;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a running Plumbline can be reached; the content of {@code DATA/endpoints.properties}.
 *
 * @param http pages and webhooks; empty while only an import runs
 * @param kafka bootstrap servers, host:port,..
 * @param clickhouse HTTP interface of ClickHouse
 */
public record Endpoints(String http, String kafka, String clickhouse, long pid) {

    /** Empty when nothing is written, which is so when nothing runs or it is still starting. */
    public static Optional<Endpoints> read(DataDirectory data) {
        try {
            if (!Files.exists(data.endpointsFile())) {
                return Optional.empty();
            }
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(data.endpointsFile())));
            return Optional.of(new Endpoints(
                    properties.getProperty("http", ""),
                    properties.getProperty("kafka", ""),
                    properties.getProperty("clickhouse", ""),
                    Long.parseLong(properties.getProperty("pid", "0"))));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + data.endpointsFile(), e);
        }
    }

    void write(DataDirectory data) {
        data.writeAtomically(
                data.endpointsFile(),
                "# Written when everything below can be used; removed at the end.\nhttp=" + http + "\nkafka=" + kafka
                        + "\nclickhouse=" + clickhouse + "\npid=" + pid + "\n");
    }

    static void remove(DataDirectory data) {
        try {
            Files.deleteIfExists(data.endpointsFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot remove " + data.endpointsFile(), e);
        }
    }
}
