package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What people have decided, from raw events of source {@code plumbline}: directory, identity links, rules, and who wrote a
 * pull request. Of each matter the newest usable decision counts, by its time, then its id; what is taken back has never been.
 */
final class Decided {

    static final String SOURCE = "plumbline";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Comparator<Decision> NEWEST_FIRST =
            Comparator.comparing(Decision::at).thenComparing(Decision::id).reversed();

    /** @param matter what it is about; decisions on one matter replace one another */
    private record Decision(String matter, String id, Instant at, JsonNode payload) {

        boolean retracted() {
            return payload.path("retracted").asBoolean();
        }

        String text(String field) {
            return payload.path(field).asText("");
        }
    }

    /** Somebody says who wrote a pull request. */
    record Stated(String origin, String tool, String by, String reason) {}

    private final Map<String, List<Decision>> matters = new TreeMap<>();

    void add(RawRow row) {
        try {
            var bytes = new byte[row.payload().remaining()];
            row.payload().duplicate().get(bytes);
            var payload = JSON.readTree(bytes);
            var matter = row.eventType().equals("config")
                    ? payload.path("kind").asText() + "/" + payload.path("id").asText()
                    : override(
                            payload.path("provider").asText(),
                            payload.path("repo").asText(),
                            payload.path("number").asInt());
            var decision = new Decision(
                    matter,
                    row.eventType() + "-" + row.deliveryId(),
                    Instant.parse(payload.path("at").asText()),
                    payload);
            matters.computeIfAbsent(matter, any -> new ArrayList<>()).add(decision);
        } catch (IOException | DateTimeException e) {
            // Nothing can be decided by what cannot be read: the line keeps it as a dead letter.
            return;
        }
    }

    Optional<Stated> overrideOf(String provider, String repo, int number) {
        return newestFirst(override(provider, repo, number)).stream()
                .findFirst()
                .filter(decision -> !decision.retracted())
                .map(decision -> new Stated(
                        decision.text("origin"),
                        decision.payload().path("tool").isTextual() ? decision.text("tool") : "",
                        decision.text("author"),
                        decision.text("reason")));
    }

    Signals signals(Signals standard) {
        return newest("attribution-rules/main", standard::with).orElse(standard);
    }

    People people() {
        var links = matters.keySet().stream()
                .filter(matter -> matter.startsWith("identity-link/"))
                .map(matter -> newestFirst(matter).get(0))
                .filter(decision -> !decision.retracted())
                .map(decision -> decision.text("content"))
                .toList();
        return newest("directory/main", yaml -> People.read(yaml, links)).orElseGet(() -> People.read("", links));
    }

    /** One that cannot be used leaves the one before it in force; one that is taken back leaves none. */
    private <T> Optional<T> newest(String matter, Function<String, T> read) {
        return newestFirst(matter).stream()
                .takeWhile(decision -> !decision.retracted())
                .map(decision -> usable(read, decision.text("content")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static <T> Optional<T> usable(Function<String, T> read, String content) {
        try {
            return Optional.of(read.apply(content));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private List<Decision> newestFirst(String matter) {
        return matters.getOrDefault(matter, List.of()).stream()
                .sorted(NEWEST_FIRST)
                .collect(Collectors.toList());
    }

    private static String override(String provider, String repo, int number) {
        return "override/" + provider + ":" + repo + "#" + number;
    }
}
