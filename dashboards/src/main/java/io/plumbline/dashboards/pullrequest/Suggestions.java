package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The review comments of a pull request and what became of them, oldest first.
 *
 * @param excluded with the reason for which they count nowhere
 */
record Suggestions(List<Comment> counted, List<Comment> excluded) {

    /** One row of suggestions.sql. */
    record Row(
            long commentId,
            String reviewerLogin,
            String reviewerKind,
            String reviewerTool,
            boolean suggestionBlock,
            String severity,
            String category,
            String path,
            Long line,
            Instant createdAt,
            String tier,
            String reason,
            boolean decided,
            String exclusion,
            String source,
            String deliveryId) {}

    /** One row of suggestion_evidence.sql. */
    record Sign(long commentId, String tier, String reason, Instant at, String sha, String source, String deliveryId) {

        /** The payload that shows it; null when it rests on no single one. */
        String href() {
            return deliveryId.isEmpty() ? null : Paths.delivery(source, deliveryId);
        }

        String meaning() {
            return Suggestions.meaning(tier);
        }
    }

    /** A comment with all signs. */
    record Comment(Row row, List<Sign> signs) {

        String href() {
            return row.deliveryId().isEmpty() ? null : Paths.delivery(row.source(), row.deliveryId());
        }

        String where() {
            var path = row.path().isEmpty() ? "file not stated" : row.path();
            return row.line() == null ? path : path + ":" + row.line();
        }

        boolean isMachine() {
            return row.reviewerKind().equals("ai") || row.reviewerKind().equals("automation");
        }

        String toolLabel() {
            return row.reviewerTool() == null ? null : Tools.label(row.reviewerTool());
        }

        String meaning() {
            return Suggestions.meaning(row.tier());
        }

        String style() {
            return switch (row.tier()) {
                case "A", "B" -> "tier-accepted";
                case "R" -> "tier-rejected";
                default -> "tier-between";
            };
        }

        String kindLabel() {
            return row.severity() == null && row.category() == null
                    ? ""
                    : (row.severity() == null ? "" : row.severity())
                            + (row.severity() == null || row.category() == null ? "" : ", ")
                            + (row.category() == null
                                    ? ""
                                    : Labels.words(row.category().toLowerCase(java.util.Locale.ROOT)));
        }

        String exclusionLabel() {
            return switch (row.exclusion()) {
                case "deleted" -> "The comment was deleted.";
                case "summary" -> "A summary of the pull request, not a remark on a line.";
                case "nitpick_collapsed" -> "A folded list of nitpicks.";
                case "own_pull_request" -> "The reviewer, or an agent of the same tool, wrote the pull request.";
                case "generated_file" -> "The file is generated.";
                case "superseded_by_force_push" -> "A force-push took the commented lines away.";
                default -> Labels.words(row.exclusion());
            };
        }
    }

    static Suggestions of(List<Row> rows, List<Sign> signs) {
        Map<Long, List<Sign>> byComment = signs.stream().collect(Collectors.groupingBy(Sign::commentId));
        var comments = rows.stream()
                .map(row -> new Comment(row, byComment.getOrDefault(row.commentId(), List.of())))
                .toList();
        return new Suggestions(
                comments.stream().filter(one -> one.row().exclusion() == null).toList(),
                comments.stream().filter(one -> one.row().exclusion() != null).toList());
    }

    /** Of machines and of people, by the same rule. */
    String sentence() {
        return part("machines", true) + " " + part("people", false);
    }

    private String part(String who, boolean machines) {
        var all = counted.stream()
                .filter(one -> one.isMachine() == machines && one.row().decided())
                .toList();
        long accepted =
                all.stream().filter(one -> one.style().equals("tier-accepted")).count();
        return all.isEmpty()
                ? "No comment of " + who + " is decided."
                : accepted + " of " + Labels.many(all.size(), "decided comment", "decided comments") + " of " + who
                        + " accepted.";
    }

    static String meaning(String tier) {
        return switch (tier) {
            case "A" -> "applied";
            case "B" -> "line changed";
            case "C" -> "resolved after a push";
            case "D" -> "acknowledged";
            case "R" -> "rejected";
            default -> "undecided";
        };
    }
}
