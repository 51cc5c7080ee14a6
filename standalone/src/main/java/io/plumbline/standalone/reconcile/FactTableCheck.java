package io.plumbline.standalone.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Recomputes facts in SQL from normalised events and from other facts, and compares them column by column with what the
 * topology told.
 *
 * <p>A fact is checked by putting {@code facts/<name>/recomputed.sql} and {@code facts/<name>/stored.sql} there and its
 * name here. Both are a SELECT of {@code repo}, {@code id} and {@code fields}, a Map(String, String) with equal keys.
 */
final class FactTableCheck {

    /** Each with its two statements, in the order of the flow. */
    static final List<String> FACTS =
            List.of("findings", "rework", "deployment", "incident", "delivery", "line-history");

    private static final String JOINED = """
            WITH
            recomputed AS (
            SELECT toString(repo) AS repo, toString(id) AS id, fields FROM (
            %s
            )),
            stored AS (
            SELECT toString(repo) AS repo, toString(id) AS id, fields FROM (
            %s
            )),
            joined AS (
            SELECT if(stored.id IS NULL, recomputed.repo, stored.repo) AS its_repo,
                   if(stored.id IS NULL, recomputed.id, stored.id) AS its_id,
                   stored.id IS NULL OR recomputed.id IS NULL AS missing,
                   stored.id IS NULL AS not_stored,
                   stored.fields AS kept, recomputed.fields AS found,
                   missing OR kept != found AS differs
            FROM recomputed FULL OUTER JOIN stored ON recomputed.id = stored.id
            %s
            )
            """;

    private final Warehouse warehouse;
    private final Collection<String> repositories;
    private final int limit;

    /** @param repositories empty = all */
    FactTableCheck(Warehouse warehouse, Collection<String> repositories, int limit) {
        this.warehouse = warehouse;
        this.repositories = repositories;
        this.limit = limit;
    }

    static String nameOf(String fact) {
        return "facts/" + fact;
    }

    CheckResult of(String fact) {
        long start = System.nanoTime();
        var joined = JOINED.formatted(
                read(fact, "recomputed"),
                read(fact, "stored"),
                repositories.isEmpty() ? "" : "WHERE has(" + Warehouse.list(repositories) + ", its_repo)");
        var counts = warehouse
                .rows(joined + "SELECT count() AS facts, countIf(differs) AS differences FROM joined", Map.of())
                .get(0);
        long differences = counts.get("differences").asLong();
        var listed = new ArrayList<Difference>();
        if (differences > 0) {
            warehouse.each(
                    joined + "SELECT * FROM joined WHERE differs ORDER BY its_repo, its_id LIMIT " + limit,
                    Map.of(),
                    row -> listed.addAll(differences(nameOf(fact), row)));
        }
        return new CheckResult(
                nameOf(fact),
                counts.get("facts").asLong(),
                0,
                differences,
                listed.subList(0, Math.min(limit, listed.size())),
                CounterCheck.since(start),
                true);
    }

    private static List<Difference> differences(String check, JsonNode row) {
        var repo = row.get("its_repo").asText();
        var id = row.get("its_id").asText();
        if (row.get("missing").asBoolean()) {
            boolean notStored = row.get("not_stored").asBoolean();
            return List.of(new Difference(check, repo, id, "row", notStored ? "" : "a row", notStored ? "a row" : ""));
        }
        var found = new ArrayList<Difference>();
        for (var field : row.get("kept").properties()) {
            var kept = field.getValue().asText();
            var other = row.get("found").path(field.getKey()).asText();
            if (!kept.equals(other)) {
                found.add(new Difference(check, repo, id, field.getKey(), kept, other));
            }
        }
        return found;
    }

    static String read(String fact, String side) {
        var name = "facts/" + fact + "/" + side + ".sql";
        try (var in = FactTableCheck.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("Missing " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name, e);
        }
    }
}
