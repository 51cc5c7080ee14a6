package io.plumbline.standalone.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.github.GitHubEvents;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Mapping payloads to events, beside Jackson reading the same bytes into a tree. */
final class NormaliseBench {

    private static final int MOST_PAYLOADS = 20_000;
    private static final int ROUNDS = 5;

    private NormaliseBench() {}

    static void run(Path deliveries, Consumer<String> out) throws IOException {
        var mapper = new ObjectMapper();
        var payloads = new ArrayList<RawEvent>();
        long bytes = 0;
        try (var lines = Files.lines(deliveries)) {
            for (var line : (Iterable<String>) lines.limit(MOST_PAYLOADS)::iterator) {
                var delivery = mapper.readTree(line);
                var payload = delivery.get("request").get("payload").toString().getBytes(StandardCharsets.UTF_8);
                bytes += payload.length;
                payloads.add(new RawEvent(
                        GitHubEvents.WEBHOOK,
                        delivery.get("guid").asText(),
                        delivery.get("event").asText(),
                        null,
                        null,
                        Instant.parse(delivery.get("delivered_at").asText()),
                        Map.of(),
                        ByteBuffer.wrap(payload)));
            }
        }
        double tree = best(() -> readTrees(mapper, payloads));
        double mapped = best(() -> map(payloads));
        out.accept(
                String.format(Locale.ROOT, "normalise                              %,9.0f MB/s", bytes / mapped / 1e6));
        out.accept(
                String.format(Locale.ROOT, "baseline: Jackson, tree of the same    %,9.0f MB/s", bytes / tree / 1e6));
        out.accept(String.format(Locale.ROOT, "normalise / baseline                   %9.2f", tree / mapped));
    }

    private static long readTrees(ObjectMapper mapper, List<RawEvent> payloads) {
        long nodes = 0;
        for (var payload : payloads) {
            try {
                nodes += mapper.readTree(payload.getPayload().array()).size();
            } catch (IOException e) {
                throw new IllegalStateException("simulated payloads are JSON", e);
            }
        }
        return nodes;
    }

    private static long map(List<RawEvent> payloads) {
        long mapped = 0;
        for (var payload : payloads) {
            mapped += GitHubEvents.map(payload).hashCode() & 1;
        }
        return mapped;
    }

    /** Best of several rounds, the first of which only warms up. */
    private static double best(java.util.function.LongSupplier work) {
        double best = Double.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round <= ROUNDS; round++) {
            long start = System.nanoTime();
            sum += work.getAsLong();
            double took = (System.nanoTime() - start) / 1e9;
            if (round > 0) {
                best = Math.min(best, took);
            }
        }
        if (sum == Long.MIN_VALUE) {
            throw new IllegalStateException("keeps the work from being optimised away");
        }
        return best;
    }
}
