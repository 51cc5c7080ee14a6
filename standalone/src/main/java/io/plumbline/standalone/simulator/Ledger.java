package io.plumbline.standalone.simulator;

import io.plumbline.standalone.simulator.PullRequest.Ending;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts what came true; memory grows with open pull requests, repositories and incidents, not with weeks. */
final class Ledger {
    private static final long DAY = 86_400;
    private static final String PEOPLE = "people";

    private static final class Tally {
        final PullRequest like;
        final EnumMap<Count, Long> counts = new EnumMap<>(Count.class);
        double expectedMerged;

        Tally(PullRequest like) {
            this.like = like;
        }
    }

    private final long until;
    private final DeliverySink sink;
    private final Set<PullRequest> unsettled = new LinkedHashSet<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final Map<String, SimulationTruth.Findings> findings = new TreeMap<>();
    private final Map<String, SimulationTruth.Looks> looks = new TreeMap<>();
    private final Map<String, Long> deliveries = new TreeMap<>();
    private final List<Incident> incidents = new ArrayList<>();

    Ledger(long until, DeliverySink sink) {
        this.until = until;
        this.sink = sink;
    }

    void delivered(String event) {
        deliveries.merge(event, 1L, Long::sum);
    }

    void opened(PullRequest pull) {
        unsettled.add(pull);
        pull.holds++;
    }

    void found(PullRequest pull, Remark remark) {
        String key = String.join(
                "\t",
                pull.repository.fullName(),
                pull.origin.visible(),
                pull.visibleTool().id(),
                remark.reviewer.id(),
                remark.severity,
                remark.category);
        SimulationTruth.Findings before = findings.get(key);
        findings.put(
                key,
                new SimulationTruth.Findings(
                        pull.repository.fullName(),
                        pull.origin.visible(),
                        pull.visibleTool().id(),
                        remark.reviewer.id(),
                        remark.severity,
                        remark.category,
                        (before == null ? 0 : before.count()) + 1,
                        (before == null ? 0 : before.suggestions()) + (remark.suggestion ? 1 : 0)));
    }

    /** Id of an AI reviewer, or people. */
    static String reviewerOf(Account by) {
        for (AiReviewer reviewer : AiReviewer.values()) {
            if (reviewer.reviews().equals(by)) {
                return reviewer.id();
            }
        }
        return PEOPLE;
    }

    private void looked(PullRequest pull) {
        if (!pull.closed) {
            return;
        }
        int machines = 0;
        int comments = 0;
        for (Map.Entry<String, Integer> look : pull.looks.entrySet()) {
            looked(pull, look.getKey(), look.getValue());
            if (!look.getKey().equals(PEOPLE)) {
                machines++;
                comments += look.getValue();
            }
        }
        if (machines > 0) {
            looked(pull, "any", comments);
        }
    }

    private void looked(PullRequest pull, String reviewer, int comments) {
        SimulationTruth.Looks one = new SimulationTruth.Looks(
                pull.repository.fullName(),
                pull.origin.visible(),
                pull.visibleTool().id(),
                reviewer,
                1,
                pull.additions + (long) pull.deletions,
                comments);
        looks.merge(
                String.join("\t", one.repository(), one.origin(), one.tool(), reviewer),
                one,
                (left, right) -> new SimulationTruth.Looks(
                        left.repository(),
                        left.origin(),
                        left.tool(),
                        left.reviewer(),
                        left.pullRequests() + 1,
                        left.lines() + right.lines(),
                        left.comments() + right.comments()));
    }

    void incident(Incident incident) {
        incidents.add(incident);
    }

    /** One thing less to wait for; with the last one the pull request is settled and forgotten. */
    void release(PullRequest pull) throws IOException {
        if (--pull.holds == 0) {
            unsettled.remove(pull);
            settle(pull);
        }
    }

    void settleRest() throws IOException {
        for (PullRequest pull : unsettled) {
            settle(pull);
        }
        unsettled.clear();
    }

    private void settle(PullRequest pull) throws IOException {
        String evidence = String.join("+", pull.evidence);
        String key = String.join("\t", pull.repository.fullName(), pull.origin.truth(), pull.tool.id(), evidence);
        Tally tally = tallies.computeIfAbsent(key, unused -> new Tally(pull));
        tally.expectedMerged += pull.mergeProbability;
        count(pull, tally.counts);
        looked(pull);
        sink.pullRequest(truth(pull));
        pull.forgetLife();
    }

    private void count(PullRequest pull, EnumMap<Count, Long> to) {
        boolean unmerged = pull.closed && !pull.merged;
        boolean aged = until - pull.openedAt >= 14 * DAY;
        boolean ready = pull.firstReadyAt > 0;
        boolean reviewed = pull.firstHumanReviewAt > 0;
        add(to, Count.OPENED, true);
        add(to, Count.MERGED, pull.merged);
        add(to, Count.CLOSED_UNMERGED, unmerged);
        add(to, Count.STILL_OPEN, !pull.closed);
        add(to, Count.EVER_READY, ready);
        add(to, Count.STILL_DRAFT, !pull.closed && pull.draft);
        add(to, Count.CLOSED_AS_DRAFT, pull.closed && pull.draft);
        add(to, Count.AGED_14_DAYS, aged);
        add(to, Count.AGED_14_DAYS_EVER_READY, aged && ready);
        add(to, Count.AGED_MERGED_WITHIN_14_DAYS, aged && pull.merged && pull.mergedAt - pull.openedAt <= 14 * DAY);
        add(to, Count.REJECTED_BY_HUMAN, unmerged && pull.ending == Ending.REJECTED);
        add(to, Count.WITHDRAWN, unmerged && (pull.ending == Ending.WITHDRAWN || pull.ending == Ending.MERGED));
        add(to, Count.AUTO_CLOSED, unmerged && pull.ending == Ending.STALE);
        add(to, Count.SUPERSEDED, unmerged && pull.ending == Ending.SUPERSEDED);
        add(to, Count.HUMAN_REVIEWED, reviewed);
        add(to, Count.HUMAN_REVIEW_WAIT_SECONDS, reviewed ? pull.firstHumanReviewAt - pull.openedAt : 0);
        add(to, Count.REWORKED, pull.pushesAfterHumanReview > 0);
        add(to, Count.PUSHES, pull.pushes);
        add(to, Count.PUSHES_AFTER_HUMAN_REVIEW, pull.pushesAfterHumanReview);
        add(to, Count.MERGED_WITHOUT_HUMAN_REVIEW, pull.merged && !reviewed);
        add(to, Count.FINDINGS, pull.findings);
        add(to, Count.SUGGESTIONS, pull.suggestions);
        add(to, Count.SUGGESTIONS_APPLIED, pull.suggestionsApplied);
        add(to, Count.DEPLOYED, pull.deployedAt > 0);
        add(to, Count.REVERTED, pull.revertedAt > 0);
        add(to, Count.REVERTED_WITHIN_30_DAYS, pull.revertedAt > 0 && pull.revertedAt - pull.mergedAt <= 30 * DAY);
        add(to, Count.INCIDENTS_CAUSED, pull.causedIncident != null);
    }

    private static void add(EnumMap<Count, Long> to, Count count, boolean yes) {
        add(to, count, yes ? 1 : 0);
    }

    private static void add(EnumMap<Count, Long> to, Count count, long amount) {
        if (amount != 0) {
            to.merge(count, amount, Long::sum);
        }
    }

    private static PullRequestTruth truth(PullRequest pull) {
        return new PullRequestTruth(
                pull.repository.fullName(),
                pull.number,
                pull.id,
                pull.team.id(),
                pull.author.login(),
                pull.requester.login(),
                pull.origin.visible(),
                pull.visibleTool().id(),
                pull.origin.truth(),
                pull.tool.id(),
                pull.evidence,
                word(pull.kind),
                pull.task.word(),
                word(pull.ending),
                rounded(pull.mergeProbability),
                time(pull.openedAt),
                time(pull.firstReadyAt),
                time(pull.firstHumanReviewAt),
                time(pull.mergedAt),
                time(pull.closedAt),
                pull.draft,
                pull.pushes,
                pull.pushesAfterHumanReview,
                pull.findings,
                pull.suggestions,
                pull.suggestionsApplied,
                time(pull.deployedAt),
                time(pull.revertedAt),
                pull.causedIncident,
                pull.flow.truth());
    }

    SimulationTruth truth(SimulationPlan plan, List<SimulationTruth.RepositoryTruth> repositories) {
        List<SimulationTruth.Cell> cells = new ArrayList<>();
        for (Tally tally : tallies.values()) {
            PullRequest like = tally.like;
            cells.add(new SimulationTruth.Cell(
                    like.repository.fullName(),
                    like.team.id(),
                    like.origin.visible(),
                    like.visibleTool().id(),
                    like.origin.truth(),
                    like.tool.id(),
                    String.join("+", like.evidence),
                    rounded(tally.expectedMerged),
                    tally.counts));
        }
        List<SimulationTruth.IncidentTruth> told = new ArrayList<>();
        for (Incident incident : incidents) {
            told.add(new SimulationTruth.IncidentTruth(
                    incident.id,
                    incident.number,
                    incident.repository.serviceId(),
                    incident.repository.fullName(),
                    incident.priority,
                    time(incident.triggeredAt),
                    time(incident.resolvedAt),
                    incident.cause == null ? null : incident.cause.number,
                    incident.cause == null ? null : incident.deploymentId,
                    incident.causeStated,
                    incident.mitigation,
                    incident.liveDeployment == 0 ? null : incident.liveDeployment,
                    time(incident.liveSince),
                    time(incident.mitigatedAt)));
        }
        return new SimulationTruth(
                plan,
                plan.from().toString(),
                plan.until().toString(),
                deliveries,
                repositories,
                cells,
                List.copyOf(findings.values()),
                List.copyOf(looks.values()),
                told);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static String time(long at) {
        return at == 0 ? null : Wire.time(at);
    }

    private static double rounded(double value) {
        return StrictMath.rint(value * 1e6) / 1e6;
    }
}
