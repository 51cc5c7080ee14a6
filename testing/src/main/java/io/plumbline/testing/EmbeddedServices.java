package io.plumbline.testing;

import io.plumbline.embedded.clickhouse.EmbeddedClickHouse;
import io.plumbline.embedded.kafka.EmbeddedKafka;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * What {@code plumbline serve} runs, in this JVM, on a directory of this process.
 *
 * <p>The directories stay behind when the JVM ends, killed or not, and go when the next one starts: while a JVM ends
 * the engine closes itself, and its files cannot be deleted under it.
 */
final class EmbeddedServices implements ServiceBackend {
    /** Surefire names the module's directory; elsewhere, as in an editor, the working directory has to do. */
    private static final Path ALL = Path.of(System.getProperty("basedir", ""), "target", "test-services")
            .toAbsolutePath();

    private EmbeddedKafka kafka;

    @Override
    public KafkaService startKafka() throws IOException {
        kafka = EmbeddedKafka.start(emptyDirectory("kafka"), 0);
        return new KafkaService(kafka.bootstrapServers());
    }

    /** Nobody closes this one: the engine has a shutdown hook of its own. */
    @Override
    public ClickHouseService startClickHouse() throws IOException {
        EmbeddedClickHouse clickHouse = EmbeddedClickHouse.start(emptyDirectory("clickhouse"), 0);
        return new ClickHouseService(
                "jdbc:clickhouse://" + clickHouse.httpUrl().getAuthority() + "/",
                clickHouse.httpUrl().toString(),
                clickHouse.pipelineUser(),
                clickHouse.pipelinePassword(),
                clickHouse.readOnlyUser(),
                "",
                clickHouse.consoleUser(),
                "");
    }

    @Override
    public void close() {
        if (kafka != null) {
            kafka.close();
        }
    }

    private static Path emptyDirectory(String service) throws IOException {
        Files.createDirectories(ALL);
        deleteLeftovers();
        long process = ProcessHandle.current().pid();
        Path directory = ALL.resolve(service + "-" + process);
        delete(directory);
        return Files.createDirectory(directory);
    }

    private static void deleteLeftovers() throws IOException {
        List<Path> directories;
        try (Stream<Path> listed = Files.list(ALL)) {
            directories = listed.toList();
        }
        for (Path directory : directories) {
            if (!isInUse(directory)) {
                delete(directory);
            }
        }
    }

    private static boolean isInUse(Path directory) {
        String name = directory.getFileName().toString();
        long process = Long.parseLong(name.substring(name.lastIndexOf('-') + 1));
        return ProcessHandle.of(process).map(ProcessHandle::isAlive).orElse(false);
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
