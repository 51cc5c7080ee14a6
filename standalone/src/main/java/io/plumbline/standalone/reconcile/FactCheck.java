package io.plumbline.standalone.reconcile;

import com.fasterxml.jackson.databind.JsonNode;
import io.plumbline.standalone.reconcile.recount.RawRow;
import io.plumbline.standalone.reconcile.recount.Recount;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Recomputes the facts of pull requests from raw events and compares them column by column. Works through the repositories
 * in portions: what is held at a time are the events of one portion, reduced to what the columns need. One repository is
 * never split.
 */
final class FactCheck {

    static final String CHECK = "facts/pull-request";

    private static final long PORTION_BYTES = 64L << 20;
    private static final String SOURCES = "source IN ('github', 'gharchive', 'git')";

    /** Not compared where Agent Trace records speak of a commit: the second implementation does not read those. */
    private static final Set<String> OF_COMMITS = Set.of(
            "ai_commits",
            "origin",
            "tool",
            "attribution_confidence",
            "evidence_rules",
            "accountable_login",
            "team",
            "team_source");

    private static final String KNOWN_COMMITS = "known_commits";

    /** How each compared column reads from the table; everything else of the table is not compared. */
    private static final Map<String, String> COLUMNS = columns();

    private final Warehouse warehouse;
    private final int limit;
    private final List<Difference> listed = new ArrayList<>();
    private Recount decisions;
    private long compared;
    private long withCommits;
    private long differences;

    FactCheck(Warehouse warehouse, int limit) {
        this.warehouse = warehouse;
        this.limit = limit;
    }

    /** Names of the columns that are compared. */
    static List<String> comparedColumns() {
        return List.copyOf(COLUMNS.keySet());
    }

    /**
     * @param repositories empty = all
     * @param progress told how many of how many bytes are done
     */
    CheckResult run(Collection<String> repositories, BiConsumer<Long, Long> progress) {
        long start = System.nanoTime();
        var decided = new ArrayList<RawRow>();
        read("source = 'plumbline' AND event_type IN ('config', 'origin_override')", decided::add);
        decisions = Recount.by(decided);
        var sizes = sizes(repositories);
        long all = sizes.values().stream().mapToLong(Long::longValue).sum();
        long done = 0;
        long held = 0;
        var portion = new ArrayList<String>();
        for (var repository : sizes.entrySet()) {
            portion.add(repository.getKey());
            held += repository.getValue();
            if (held >= PORTION_BYTES) {
                compare(portion);
                progress.accept(done += held, all);
                portion.clear();
                held = 0;
            }
        }
        if (!portion.isEmpty()) {
            compare(portion);
            progress.accept(done + held, all);
        }
        return new CheckResult(CHECK, compared, withCommits, differences, listed, CounterCheck.since(start), true);
    }

    /** Repositories with raw events or with facts, and the bytes of their raw events. */
    private Map<String, Long> sizes(Collection<String> repositories) {
        var where = repositories.isEmpty() ? "" : " AND has(" + Warehouse.list(repositories) + ", repo)";
        var sizes = new TreeMap<String, Long>();
        warehouse.each(
                "SELECT repo, sum(bytes) AS bytes FROM (SELECT toString(repo) AS repo, sum(length(payload)) AS bytes "
                        + "FROM plumbline.raw_event WHERE " + SOURCES + where + " GROUP BY repo UNION ALL "
                        + "SELECT DISTINCT toString(repo) AS repo, 0 AS bytes FROM plumbline.pull_request "
                        + "WHERE provider = 'github'" + where + ") GROUP BY repo",
                Map.of(),
                row -> sizes.put(row.get("repo").asText(), row.get("bytes").asLong()));
        return sizes;
    }

    private void compare(List<String> repositories) {
        var recount = decisions.another();
        read(SOURCES + " AND has(" + Warehouse.list(repositories) + ", repo)", recount::add);
        var recomputed = recount.pullRequests();
        var select = new StringBuilder("SELECT repo");
        COLUMNS.forEach((name, sql) ->
                select.append(", ").append(sql).append(" AS `").append(name).append('`'));
        warehouse.each(
                select
                        + " FROM plumbline.pull_request AS stored FINAL WHERE is_deleted = 0 AND provider = 'github' AND has("
                        + Warehouse.list(repositories) + ", repo)",
                Map.of(),
                row -> compare(row, recomputed.remove(row.get("id").asText())));
        recomputed.forEach((id, columns) -> {
            compared++;
            found(new Difference(CHECK, repositoryOf(id), id, "row", "", "a pull request " + columns.get("outcome")));
        });
    }

    private void compare(JsonNode stored, Map<String, Object> recomputed) {
        compared++;
        var id = stored.get("id").asText();
        var repo = stored.get("repo").asText();
        if (recomputed == null) {
            found(new Difference(
                    CHECK,
                    repo,
                    id,
                    "row",
                    "a pull request " + stored.get("outcome").asText(),
                    ""));
            return;
        }
        boolean unread = Boolean.TRUE.equals(recomputed.get(Recount.UNREAD));
        withCommits += stored.get(KNOWN_COMMITS).asLong() > 0 && !unread ? 1 : 0;
        for (var column : COLUMNS.keySet()) {
            if (unread && OF_COMMITS.contains(column)) {
                continue;
            }
            var found = recomputed.get(column);
            var kept = stored.get(column);
            // ClickHouse writes the whole number 1 as 1, Java as 1.0.
            var left = Objects.toString(found instanceof Double ? (Object) kept.doubleValue() : value(kept), "NULL");
            var right = Objects.toString(found, "NULL");
            if (!left.equals(right)) {
                found(new Difference(CHECK, repo, id, column, left, right));
            }
        }
    }

    private void found(Difference difference) {
        differences++;
        if (listed.size() < limit) {
            listed.add(difference);
        }
    }

    private static Object value(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isArray()) {
            var texts = new ArrayList<String>();
            node.forEach(element -> texts.add(element.asText()));
            return texts;
        }
        return node.asText();
    }

    /** RowBinary, because payloads are bytes and not always text. */
    private void read(String where, Consumer<RawRow> row) {
        var sql = "SELECT toString(source), delivery_id, toString(event_type), toString(repo), "
                + "toUnixTimestamp64Milli(received_at), payload FROM plumbline.raw_event FINAL WHERE " + where
                + " FORMAT RowBinary";
        try (var in = new DataInputStream(new BufferedInputStream(warehouse.open(sql, Map.of()), 1 << 16))) {
            for (int first = in.read(); first >= 0; first = in.read()) {
                row.accept(new RawRow(
                        text(in, first),
                        text(in, in.readUnsignedByte()),
                        text(in, in.readUnsignedByte()),
                        text(in, in.readUnsignedByte()),
                        Long.reverseBytes(in.readLong()),
                        ByteBuffer.wrap(bytes(in, in.readUnsignedByte()))));
            }
        } catch (IOException e) {
            throw new ReconcileException("ClickHouse's answer broke off: " + e.getMessage(), e);
        }
    }

    private static String text(DataInputStream in, int first) throws IOException {
        return new String(bytes(in, first), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(DataInputStream in, int first) throws IOException {
        int length = first & 0x7f;
        for (int shift = 7, next = first; next >= 0x80; shift += 7) {
            next = in.readUnsignedByte();
            length |= (next & 0x7f) << shift;
        }
        return in.readNBytes(length);
    }

    private static String repositoryOf(String id) {
        return id.substring(id.indexOf(':') + 1, id.lastIndexOf('#'));
    }

    private static Map<String, String> columns() {
        var columns = new TreeMap<String, String>();
        for (var plain : List.of(
                "id",
                "forge_id",
                "title",
                "html_url",
                "author_login",
                "author_id",
                "author_type",
                "accountable_login",
                "team",
                "team_source",
                "zone",
                "overridden_by",
                "override_reason",
                "origin",
                "tool",
                "attribution_confidence",
                "head_ref",
                "base_ref",
                "labels",
                "draft",
                "closed_by_login",
                "merged_by_login",
                "outcome",
                "additions",
                "deletions",
                "changed_files",
                "commits",
                KNOWN_COMMITS,
                "ai_commits",
                "known_paths",
                "reviews",
                "human_reviews",
                "human_reviewers",
                "bot_reviews",
                "self_reviews",
                "ai_reviewers",
                "review_rounds",
                "pushes_after_first_human_review",
                "pushes_after_first_bot_review",
                "changed_after_submission",
                "review_comments",
                "pushes",
                "reopenings",
                "merge_commit_sha",
                "head_sha",
                "events")) {
            columns.put(plain, "stored." + plain);
        }
        for (var time : List.of(
                "opened_at",
                "ready_at",
                "merged_at",
                "closed_at",
                "first_review_at",
                "first_human_review_at",
                "first_bot_review_at",
                "approved_at",
                "last_approved_at",
                "last_event_at",
                "last_observed_at")) {
            columns.put(time, "toUnixTimestamp64Milli(stored." + time + ")");
        }
        columns.put("evidence_rules", "arraySort(arrayDistinct(stored.evidence.rule))");
        return columns;
    }
}
