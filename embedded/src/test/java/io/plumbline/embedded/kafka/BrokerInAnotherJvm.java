package io.plumbline.embedded.kafka;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A process with an embedded broker and its own producer in it, as the product is one, so that it can be killed. */
final class BrokerInAnotherJvm implements AutoCloseable {
    static final String TOPIC = "numbers";

    private final Process process;
    private final BufferedReader output;

    private BrokerInAnotherJvm(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    static BrokerInAnotherJvm start(Path directory, String job) throws IOException {
        return new BrokerInAnotherJvm(new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx384m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        BrokerInAnotherJvm.class.getName(),
                        directory.toString(),
                        job)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** The next line it printed; null when it is gone and all was read. */
    String nextLine() throws IOException {
        return output.readLine();
    }

    void awaitLine(String expected) throws IOException {
        for (String line = nextLine(); !expected.equals(line); line = nextLine()) {
            if (line == null) {
                throw new AssertionError("The other process ended without printing: " + expected);
            }
        }
    }

    /** SIGKILL: no shutdown hook runs, nothing is flushed. */
    void kill() throws InterruptedException {
        process.toHandle().destroyForcibly();
        process.waitFor();
    }

    @Override
    public void close() throws InterruptedException, IOException {
        kill();
        output.close();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(Path.of(arguments[0]), 0);
        switch (arguments[1]) {
            case "hold" -> {}
            case "count" -> countFor(kafka.bootstrapServers());
            case "transaction" -> leaveTransactionOpenAt(kafka.bootstrapServers());
            default -> throw new IllegalArgumentException(arguments[1]);
        }
        System.out.println("ready");
        // Ends with its parent, should that one die without killing it.
        System.in.transferTo(OutputStream.nullOutputStream());
        kafka.close();
    }

    /** Sends 0, 1, 2, .. for ever and prints each number once it is acknowledged. */
    private static void countFor(String bootstrapServers) throws Exception {
        Clients.createTopic(bootstrapServers, TOPIC, Map.of());
        KafkaProducer<String, String> producer = Clients.producer(bootstrapServers, Map.of("linger.ms", 1));
        for (long number = 0; ; number++) {
            String value = Long.toString(number);
            var unused = producer.send(new ProducerRecord<>(TOPIC, value), (metadata, failure) -> {
                if (failure == null) {
                    System.out.println("acknowledged " + value + ".");
                }
            });
        }
    }

    private static void leaveTransactionOpenAt(String bootstrapServers) throws Exception {
        Clients.createTopic(bootstrapServers, TOPIC, Map.of());
        KafkaProducer<String, String> producer = Clients.producer(
                bootstrapServers, Map.of("transactional.id", "the-one", "transaction.timeout.ms", 2_000));
        producer.initTransactions();
        producer.beginTransaction();
        for (String value : List.of("committed 1", "committed 2")) {
            Clients.await(producer, new ProducerRecord<>(TOPIC, value));
        }
        producer.commitTransaction();
        producer.beginTransaction();
        for (String value : List.of("open 1", "open 2")) {
            Clients.await(producer, new ProducerRecord<>(TOPIC, value));
        }
    }
}
