package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * What is true of a simulation: the parameters, and what came of them in exactly the deliveries that were handed out.
 *
 * @param until times are ISO-8601 UTC
 * @param deliveries by event name
 * @param cells realised counts; every pull request is in exactly one cell
 * @param findings root comments of AI reviewers, by what the comments state
 * @param looks what reviewers looked at, whatever they found
 */
public record SimulationTruth(
        SimulationPlan parameters,
        String from,
        String until,
        Map<String, Long> deliveries,
        List<RepositoryTruth> repositories,
        List<Cell> cells,
        List<Findings> findings,
        List<Looks> looks,
        List<IncidentTruth> incidents) {

    /**
     * One repository and what was deployed from it.
     *
     * @param difficulty log odds taken from acceptance
     * @param deployments production deployments started, rollbacks and hotfixes included
     */
    public record RepositoryTruth(
            String repository,
            String team,
            double difficulty,
            List<String> aiReviewers,
            int deployments,
            int successful,
            int failed,
            int rollbacks,
            int hotfixes,
            int stagingDeployments,
            int incidents) {}

    /**
     * Pull requests that share repository, true origin, true tool and traces.
     *
     * @param origin what a careful reader can know; {@code tool} likewise
     * @param evidence traces joined with "+", empty when there are none
     * @param expectedMerged sum of the probabilities of being merged in the end
     */
    public record Cell(
            String repository,
            String team,
            String origin,
            String tool,
            String trueOrigin,
            String trueTool,
            String evidence,
            double expectedMerged,
            Map<Count, Long> counts) {

        public long count(Count count) {
            return counts.getOrDefault(count, 0L);
        }
    }

    /** Severity and category in the reviewer's own words, "unstated" where a comment does not say. */
    public record Findings(
            String repository,
            String origin,
            String tool,
            String reviewer,
            String severity,
            String category,
            long count,
            long suggestions) {}

    /**
     * Pull requests that were merged or closed and that a reviewer had looked at.
     *
     * @param reviewer id of an AI reviewer, "any" of them, or "people" other than the author
     * @param lines additions and deletions of these pull requests
     * @param comments root comments of the reviewer in them, those on lock files left out
     */
    public record Looks(
            String repository,
            String origin,
            String tool,
            String reviewer,
            long pullRequests,
            long lines,
            long comments) {}

    /**
     * One incident with its true cause.
     *
     * @param causePullRequest number in the same repository; null when no change caused it
     * @param causeStated whether an incident note names the cause
     * @param mitigation rollback, hotfix or none
     * @param liveDeployment what was in production when it began, since {@code liveSince}: not always what caused it
     * @param mitigatedAt when the rollback or hotfix deployment was begun
     */
    public record IncidentTruth(
            String id,
            int number,
            String service,
            String repository,
            String priority,
            String triggeredAt,
            String resolvedAt,
            Integer causePullRequest,
            Long causeDeployment,
            boolean causeStated,
            String mitigation,
            Long liveDeployment,
            String liveSince,
            String mitigatedAt) {}

    /** Sum of one count over the cells that match. */
    public long total(Count count, Predicate<Cell> which) {
        return cells.stream().filter(which).mapToLong(cell -> cell.count(count)).sum();
    }

    @JsonIgnore
    public long deliveryCount() {
        return deliveries.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Indented JSON with "\n" line ends on every machine; the stream stays open. */
    public void writeTo(OutputStream out) throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        printer.indentArraysWith(new DefaultIndenter("  ", "\n"));
        ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        byte[] bytes = mapper.writer(printer).writeValueAsBytes(this);
        out.write(bytes);
        out.write('\n');
    }
}
