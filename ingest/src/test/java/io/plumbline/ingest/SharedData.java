package io.plumbline.ingest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** Real payloads that lie beside the checkout; tests that need them are skipped, visibly, where they are not. */
public final class SharedData {

    public static final ObjectMapper JSON = new ObjectMapper();

    private static final Instant RECEIVED = Instant.parse("2026-01-02T03:04:05Z");

    private SharedData() {}

    public static Path folder(String name) {
        var root = Path.of(System.getProperty("plumbline.root", ".."));
        var folder = root.resolve("../shared").resolve(name).normalize();
        assumeTrue(Files.isDirectory(folder), "skipped: no shared data at " + folder);
        return folder;
    }

    /** Every example of GitHub's documentation, as it would arrive by webhook. */
    public static List<RawEvent> octokitExamples() throws IOException {
        var index = JSON.readTree(folder("data/octokit_webhooks")
                .resolve("api.github.com/index.json")
                .toFile());
        var events = new ArrayList<RawEvent>();
        for (var event : index) {
            for (var example : event.get("examples")) {
                events.add(webhook(
                        event.get("name").asText(), "octokit-" + events.size(), JSON.writeValueAsBytes(example)));
            }
        }
        return events;
    }

    public static List<RawEvent> goPlaygroundBodies() throws IOException {
        var events = new ArrayList<RawEvent>();
        try (var files = Files.list(folder("data/goplayground/github"))) {
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString().replace(".json", "").replace('-', '_');
                var type =
                        switch (name) {
                            case "pull_request_issue_comment" -> "issue_comment";
                            case "repository_edited" -> "repository";
                            default -> name;
                        };
                events.add(webhook(type, "goplayground-" + name, Files.readAllBytes(file)));
            }
        }
        return events;
    }

    public static Path archiveFile() {
        return folder("data/gharchive_pinot").resolve("2021-07-21-few-hours.json");
    }

    public static List<RawEvent> archiveLines() throws IOException {
        var events = new ArrayList<RawEvent>();
        for (var line : Files.readAllLines(archiveFile())) {
            var tree = JSON.readTree(line);
            events.add(RawEvent.newBuilder()
                    .setSource("gharchive")
                    .setDeliveryId(tree.get("id").asText())
                    .setEventType(tree.get("type").asText())
                    .setRepo(tree.at("/repo/name").asText(null))
                    .setReceivedAt(Instant.parse(tree.get("created_at").asText()))
                    .setPayload(ByteBuffer.wrap(JSON.writeValueAsBytes(tree)))
                    .build());
        }
        return events;
    }

    /** The data set of agents' pull requests as deliveries; the script that makes them needs python3. */
    public static Path aidevDeliveries(String agent, Path into) throws IOException, InterruptedException {
        var script = folder("tools").resolve("aidev_deliveries.py");
        var data = folder("data/aidev/AIDev-pop").resolve(agent);
        var file = into.resolve(agent + ".ndjson");
        Process process;
        try {
            process = new ProcessBuilder("python3", script.toString(), data.toString())
                    .redirectOutput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            assumeTrue(false, "skipped: python3 cannot be started: " + e.getMessage());
            throw e;
        }
        if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new IOException("aidev_deliveries.py failed for " + agent);
        }
        return file;
    }

    public static RawEvent webhook(String type, String deliveryId, byte[] payload) {
        return RawEvent.newBuilder()
                .setSource("github")
                .setDeliveryId(deliveryId)
                .setEventType(type)
                .setRepo(repo(payload))
                .setReceivedAt(RECEIVED)
                .setHeaders(Map.of())
                .setPayload(ByteBuffer.wrap(payload))
                .build();
    }

    private static String repo(byte[] payload) {
        var match = Pattern.compile("\"full_name\"\\s*:\\s*\"([^\"]+)\"")
                .matcher(new String(payload, StandardCharsets.UTF_8));
        return match.find() ? match.group(1) : null;
    }
}
