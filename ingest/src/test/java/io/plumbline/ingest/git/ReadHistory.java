package io.plumbline.ingest.git;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What an import sent, as a test asks for it. */
final class ReadHistory implements RawSink {

    private static final ObjectMapper JSON = new ObjectMapper();

    final List<RawEvent> events = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();
    final Map<String, JsonNode> commits = new LinkedHashMap<>();
    GitImportResult result;

    static ReadHistory of(Path clone, String repo) throws GitException, IOException {
        var read = new ReadHistory();
        var checkpoints = Files.createTempDirectory("checkpoints");
        var listener = new GitListener() {
            @Override
            public void warning(String text) {
                read.warnings.add(text);
            }
        };
        read.result = new GitImport(clone, read, checkpoints, listener, Clock.systemUTC())
                .ofRepository(repo)
                .run();
        return read;
    }

    @Override
    public CompletionStage<Void> send(RawEvent event) {
        events.add(event);
        if (event.getEventType().equals(GitImport.COMMIT)) {
            var node = json(event);
            commits.put(node.get("sha").asText(), node);
        }
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletionStage<Void> send(DeadLetter letter) {
        throw new AssertionError("no dead letters: " + letter.getReason());
    }

    @Override
    public void flush() {
        // Everything is there already.
    }

    static JsonNode json(RawEvent event) {
        try {
            return JSON.readTree(StandardCharsets.UTF_8
                    .decode(event.getPayload().duplicate())
                    .toString());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    List<String> types() {
        return events.stream().map(RawEvent::getEventType).toList();
    }

    JsonNode commit(String sha) {
        return commits.get(sha);
    }

    JsonNode file(String sha, String path) {
        for (var file : commits.get(sha).get("files")) {
            if (file.get("path").asText().equals(path)) {
                return file;
            }
        }
        return null;
    }

    int born(String sha) {
        return commits.get(sha).get("born").asInt();
    }

    /** Lines that the commit ended, by the commit that had written them. */
    Map<String, Integer> ended(String sha) {
        var ended = new TreeMap<String, Integer>();
        for (var one : commits.get(sha).get("ended")) {
            ended.put(one.get(0).asText(), one.get(2).asInt());
        }
        return ended;
    }

    /** Lines that are left of each commit, as the events tell; commits without any are left out. */
    Map<String, Integer> alive() {
        var alive = new TreeMap<String, Integer>();
        commits.forEach((sha, commit) -> {
            alive.merge(sha, commit.get("born").asInt(), Integer::sum);
            ended(sha).forEach((owner, lines) -> alive.merge(owner, -lines, Integer::sum));
        });
        alive.values().removeIf(lines -> lines == 0);
        return alive;
    }
}
