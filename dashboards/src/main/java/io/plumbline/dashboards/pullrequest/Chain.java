package io.plumbline.dashboards.pullrequest;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** From what was suggested to what happened in production: the steps of one pull request, and what tells each. */
record Chain(List<Step> steps, List<Link> links) {

    /** The default window of survival and corrections; printed with every number. */
    private static final Duration WINDOW = Duration.ofDays(21);

    /** The row of chain.sql. Null = unknown or has not happened. */
    record Row(
            long suggestionsShown,
            long suggestionsDecided,
            long suggestionsAccepted,
            String deployment,
            Instant deployedAt,
            Boolean incidentsKnown,
            Boolean pathsKnown,
            Long corrections,
            Long linesMerged,
            Long linesAliveAfter21Days,
            Instant lineDataUntil) {}

    /**
     * One row of chain_links.sql.
     *
     * @param kind corrected, reverted or incident
     * @param subject pull request (provider:owner/name#number), commit or title of an incident
     * @param target id of the incident; empty for the others
     * @param share of the incident that is laid on this pull request
     * @param still false: taken back, or outweighed by a stronger cause
     */
    record Link(String kind, Instant at, String subject, String target, String reason, double share, boolean still) {

        /** Of the pull request or incident it leads to; null when it leads to none. */
        String href() {
            if (kind.equals("incident")) {
                return Paths.incident(target);
            }
            int colon = subject.indexOf(':');
            int hash = subject.lastIndexOf('#');
            if (colon < 0 || hash < colon) {
                return null;
            }
            var number = subject.substring(hash + 1);
            return number.matches("\\d{1,9}")
                    ? Paths.pullRequest(
                            subject.substring(0, colon), subject.substring(colon + 1, hash), Long.parseLong(number))
                    : null;
        }

        String label() {
            return switch (kind) {
                case "corrected" -> "Corrected by";
                case "reverted" -> still ? "Reverted by" : "Reverted for a while by";
                default -> still ? "Incident" : "Incident, weaker candidate";
            };
        }

        String shown() {
            if (kind.equals("incident")) {
                return subject;
            }
            int hash = subject.lastIndexOf('#');
            return hash < 0 ? subject.substring(0, Math.min(10, subject.length())) : subject.substring(hash);
        }

        String shareLabel() {
            return share > 0 ? Math.round(share * 100) + " % of it is laid here" : "";
        }
    }

    /**
     * One step.
     *
     * @param style of the step: chain-done, chain-none, chain-bad or chain-unknown
     * @param href where it is shown; null = nowhere
     */
    record Step(String label, String style, String text, Instant at, String href) {

        Step(String label, String style, String text, Instant at) {
            this(label, style, text, at, null);
        }
    }

    static Chain of(Fact fact, Row row, List<Link> links, Instant now) {
        var steps = new ArrayList<Step>();
        steps.add(suggested(row));
        steps.add(
                fact.mergedAt() != null
                        ? new Step("Merged", "chain-done", "", fact.mergedAt())
                        : new Step(
                                "Merged",
                                "chain-none",
                                fact.closedAt() == null ? "still open" : "closed without",
                                null));
        if (fact.mergedAt() != null) {
            steps.add(
                    row.deployedAt() == null
                            ? new Step("In production", "chain-unknown", "no deployment is known to carry it", null)
                            : new Step(
                                    "In production",
                                    "chain-done",
                                    "deployment " + row.deployment(),
                                    row.deployedAt(),
                                    Paths.deployment(fact.provider(), fact.repo(), row.deployment())));
            steps.add(alive(fact, row, now));
            steps.add(corrected(fact, row, links, now));
            steps.add(reverted(links));
            steps.add(incidents(row, links));
        }
        return new Chain(List.copyOf(steps), List.copyOf(links));
    }

    private static Step suggested(Row row) {
        if (row.suggestionsShown() == 0) {
            return new Step("Suggested by AI reviewers", "chain-none", "no comment", null);
        }
        return new Step(
                "Suggested by AI reviewers",
                "chain-done",
                Labels.many(row.suggestionsShown(), "comment", "comments") + ", "
                        + Numbers.count(row.suggestionsAccepted()) + " of "
                        + Numbers.count(row.suggestionsDecided()) + " decided ones accepted",
                null);
    }

    private static Step alive(Fact fact, Row row, Instant now) {
        var label = "Alive after 21 days";
        if (row.linesMerged() == null) {
            return new Step(label, "chain-unknown", "no line history of this repository is imported", null);
        }
        if (row.linesAliveAfter21Days() == null) {
            boolean young = fact.mergedAt().plus(WINDOW).isAfter(now);
            return new Step(
                    label,
                    "chain-unknown",
                    Labels.many(row.linesMerged(), "line", "lines") + " merged; "
                            + (young ? "too young to say" : "the line history does not reach so far"),
                    null);
        }
        return new Step(
                label,
                "chain-done",
                Numbers.count(row.linesAliveAfter21Days()) + " of "
                        + Labels.many(row.linesMerged(), "merged line", "merged lines"),
                null);
    }

    private static Step corrected(Fact fact, Row row, List<Link> links, Instant now) {
        var label = "Corrected within 21 days";
        long in = links.stream()
                .filter(link -> link.kind().equals("corrected"))
                .filter(link -> !link.at().isAfter(fact.mergedAt().plus(WINDOW)))
                .count();
        if (in > 0) {
            return new Step(label, "chain-bad", Labels.many(in, "correction", "corrections"), null);
        }
        if (!Boolean.TRUE.equals(row.pathsKnown())) {
            return new Step(label, "chain-unknown", "its files are not known", null);
        }
        boolean young = fact.mergedAt().plus(WINDOW).isAfter(now);
        return new Step(label, young ? "chain-unknown" : "chain-none", young ? "not so far" : "no", null);
    }

    private static Step reverted(List<Link> links) {
        var reverts =
                links.stream().filter(link -> link.kind().equals("reverted")).toList();
        if (reverts.isEmpty()) {
            return new Step("Reverted", "chain-none", "no", null);
        }
        boolean stands = reverts.stream().anyMatch(Link::still);
        return new Step(
                "Reverted",
                stands ? "chain-bad" : "chain-none",
                stands ? "" : "and brought back",
                reverts.get(0).at());
    }

    private static Step incidents(Row row, List<Link> links) {
        if (!Boolean.TRUE.equals(row.incidentsKnown())) {
            return new Step(
                    "In an incident", "chain-unknown", "no incident source is connected for this repository", null);
        }
        var blamed = links.stream()
                .filter(link -> link.kind().equals("incident") && link.still())
                .toList();
        return blamed.isEmpty()
                ? new Step("In an incident", "chain-none", "no", null)
                : new Step(
                        "In an incident",
                        "chain-bad",
                        "candidate cause of " + Labels.many(blamed.size(), "incident", "incidents"),
                        blamed.get(0).at());
    }
}
