package io.plumbline.testing;

import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What {@code plumbline serve} runs, in this JVM, on directories that live as long as it does. */
final class EmbeddedServices implements ServiceBackend {
    /** Surefire names the module's directory; elsewhere, as in an editor, the working directory has to do. */
    private final Path directory = Path.of(
            System.getProperty("basedir", ""),
            "target",
            "test-services",
            Long.toString(ProcessHandle.current().pid()));

    private EmbeddedKafka kafka;
    private EmbeddedClickHouse clickHouse;

    @Override
    public KafkaService startKafka() throws IOException {
        kafka = EmbeddedKafka.start(emptyDirectory("kafka"), 0);
        return new KafkaService(kafka.bootstrapServers());
    }

    @Override
    public ClickHouseService startClickHouse() throws IOException {
        clickHouse = EmbeddedClickHouse.start(emptyDirectory("clickhouse"), 0);
        return new ClickHouseService(
                clickHouse.jdbcUrl().replaceFirst("/[^/]*$", "/"),
                clickHouse.httpUrl().toString(),
                clickHouse.pipelineUser(),
                clickHouse.pipelinePassword(),
                clickHouse.readOnlyUser(),
                "");
    }

    /** A killed JVM may have left its directory behind, and process ids come round again. */
    private Path emptyDirectory(String name) throws IOException {
        Path path = directory.resolve(name).toAbsolutePath();
        delete(path);
        return Files.createDirectories(path);
    }

    @Override
    public void close() throws IOException {
        if (kafka != null) {
            kafka.close();
        }
        if (clickHouse != null) {
            clickHouse.close();
        }
        delete(directory);
    }

    private static void delete(Path root) throws IOException {
        if (Files.notExists(root)) {
            return;
        }
        List<Path> deepestFirst;
        try (Stream<Path> tree = Files.walk(root)) {
            deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : deepestFirst) {
            Files.deleteIfExists(path);
        }
    }
}
