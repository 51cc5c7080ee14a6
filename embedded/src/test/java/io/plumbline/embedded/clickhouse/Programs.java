package io.plumbline.embedded.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;

/** What the tests let other JVMs do. */
final class Programs {
    private Programs() {}

    /** Prints each number once the engine has acknowledged the row; goes on until it is killed. */
    static final class InsertUntilKilled {
        private InsertUntilKilled() {}

        public static void main(String[] arguments) throws SQLException {
            EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(Path.of(arguments[0]), 0);
            try (Connection connection = ClickHouseEndpoint.of(clickHouse).asPipeline();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE IF NOT EXISTS acknowledged (n UInt64) ENGINE = MergeTree ORDER BY n");
                for (long n = Long.parseLong(arguments[1]); ; n++) {
                    statement.execute("INSERT INTO acknowledged VALUES (" + n + ")");
                    System.out.println("acknowledged " + n);
                }
            }
        }
    }

    /** Starts, asks something that never ends, and leaves: by the end of main, or by System.exit. */
    static final class LeaveWithoutClosing {
        private LeaveWithoutClosing() {}

        public static void main(String[] arguments) throws InterruptedException {
            EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(Path.of(arguments[0]), 0);
            Thread endless = new Thread(() -> {
                try (Connection connection = ClickHouseEndpoint.of(clickHouse).asReader();
                        Statement statement = connection.createStatement()) {
                    statement.execute("SELECT count() FROM numbers(1000000000000) WHERE NOT ignore(sipHash64(number))");
                } catch (SQLException e) {
                    System.out.println("The endless query ended");
                }
            });
            endless.setDaemon(true);
            endless.start();
            endless.join(1000);
            System.out.println("leaving");
            if (arguments[1].equals("exit")) {
                System.exit(0);
            }
        }
    }

    /** Starts and stops; prints why it could not. */
    static final class StartAndStop {
        private StartAndStop() {}

        public static void main(String[] arguments) {
            try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(Path.of(arguments[0]), 0)) {
                System.out.println("started " + clickHouse.httpUrl());
            } catch (IllegalStateException e) {
                System.out.println("refused: " + e.getMessage());
            }
        }
    }

    /** One gigabyte in, ten million rows out. */
    static final class LotsOfData {
        private static final int ROWS = 1_000_000;

        private LotsOfData() {}

        public static void main(String[] arguments) throws SQLException, IOException, InterruptedException {
            try (EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(Path.of(arguments[0]), 0);
                    Connection connection = ClickHouseEndpoint.of(clickHouse).asPipeline();
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE TABLE wide (n UInt32, text String) ENGINE = MergeTree ORDER BY n");
                System.out.println("inserted " + insert(clickHouse));
                try (ResultSet row = statement.executeQuery("SELECT count(), sum(length(text)) FROM wide")) {
                    row.next();
                    System.out.println("stored " + row.getLong(1) + " rows, " + row.getLong(2) + " bytes");
                }
                long rows = 0;
                try (ResultSet result =
                        statement.executeQuery("SELECT number, toString(number) FROM numbers(10000000)")) {
                    while (result.next()) {
                        rows++;
                    }
                }
                System.out.println("read " + rows + " rows");
            }
        }

        private static int insert(EmbeddedClickHouse clickHouse) throws IOException, InterruptedException {
            byte[] line = new byte[1002];
            Arrays.fill(line, (byte) 'x');
            line[0] = '1';
            line[1] = ',';
            line[line.length - 1] = '\n';
            URI uri = URI.create(clickHouse.httpUrl() + "/?query=INSERT+INTO+wide+FORMAT+CSV");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .header("X-ClickHouse-User", clickHouse.pipelineUser())
                    .header("X-ClickHouse-Key", clickHouse.pipelinePassword())
                    .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new Repeated(line, ROWS)))
                    .build();
            return HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        }
    }

    /** The same bytes again and again. */
    private static final class Repeated extends InputStream {
        private final byte[] bytes;
        private final long length;
        private long position;

        Repeated(byte[] bytes, int times) {
            this.bytes = bytes;
            this.length = (long) bytes.length * times;
        }

        @Override
        public int read() {
            return position == length ? -1 : bytes[(int) (position++ % bytes.length)];
        }

        @Override
        public int read(byte[] target, int offset, int wanted) {
            if (position == length) {
                return -1;
            }
            int from = (int) (position % bytes.length);
            int size = Math.min(wanted, bytes.length - from);
            System.arraycopy(bytes, from, target, offset, size);
            position += size;
            return size;
        }
    }
}
