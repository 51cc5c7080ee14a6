package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** The plumbline command in a JVM of its own, as a user runs it. */
final class PlumblineProcess implements AutoCloseable {

    private final Process process;
    private final Path output;
    private final Path data;

    private PlumblineProcess(Process process, Path output, Path data) {
        this.process = process;
        this.output = output;
        this.data = data;
    }

    static PlumblineProcess start(Path data, String... arguments) throws IOException {
        Files.createDirectories(data);
        var output = Files.createTempFile(data, "command-", ".log");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx768m",
                "-cp",
                System.getProperty("java.class.path"),
                "io.plumbline.standalone.Plumbline"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--data", data.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        // Two data directories can be compared only when they name people alike.
        builder.environment().put("PLUMBLINE_PSEUDONYM_KEY", "the same in every run of this test");
        return new PlumblineProcess(builder.start(), output, data);
    }

    /** Runs to the end and expects success. */
    static String run(Path data, String... arguments) throws IOException, InterruptedException {
        try (var process = start(data, arguments)) {
            return process.finish(0);
        }
    }

    String finish(int expectedExit) throws IOException, InterruptedException {
        return finish(expectedExit, Duration.ofMinutes(5));
    }

    String finish(int expectedExit, Duration longest) throws IOException, InterruptedException {
        assertThat(process.waitFor(longest.toSeconds(), TimeUnit.SECONDS))
                .as("finished in time; it said:%n%s", output())
                .isTrue();
        assertThat(process.exitValue()).as("exit code; it said:%n%s", output()).isEqualTo(expectedExit);
        return output();
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** The addresses, once the process says that they can be used. */
    Properties endpoints() throws IOException, InterruptedException {
        var file = data.resolve("endpoints.properties");
        await(Duration.ofMinutes(2), () -> isMine(read(file)) || !process.isAlive());
        var endpoints = read(file);
        assertThat(isMine(endpoints)).as("the process said:%n%s", output()).isTrue();
        return endpoints;
    }

    /** One that was killed leaves its addresses behind until the next one removes them. */
    private boolean isMine(Properties endpoints) {
        return endpoints.getProperty("pid", "").equals(Long.toString(process.pid()));
    }

    private static Properties read(Path file) {
        var endpoints = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newInputStream(file)) {
                endpoints.load(in);
            } catch (IOException e) {
                // Removed in between.
                return new Properties();
            }
        }
        return endpoints;
    }

    void killHard() throws InterruptedException {
        process.destroyForcibly();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }

    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("did not stop within 60 s of SIGTERM");
        }
    }

    static void await(Duration longest, BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
