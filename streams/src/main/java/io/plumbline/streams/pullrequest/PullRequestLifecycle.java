package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Outcome;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.attribution.Authorship;
import io.plumbline.streams.attribution.Signs;
import io.plumbline.streams.settings.Settings;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The fact of a pull request from its history: pure, so any order and duplication of the events gives the same fact.
 *
 * <p>State (title, open or closed, merged, draft) comes from the snapshot that the forge updated last; diff sizes from the
 * last event that stated them. Times in UTC; unknown stays null. Sources: metrics.md 0.1, M5.8, M5.11, 8.2, 10.7.
 */
final class PullRequestLifecycle {

    /** A comment this close to the closing (before or after) speaks of the closing. */
    private static final long CLOSING_COMMENT_MILLIS = 24 * 3_600_000L;

    private final PullRequestHistory history;
    private final List<Moment> moments;
    private final State state;
    private final CommitReading commits;
    private final Settings settings;
    private final Attribution attribution;

    private PullRequestLifecycle(PullRequestHistory history, State state, CommitReading commits, Settings settings) {
        this.history = history;
        this.moments = history.getMoments();
        this.state = state;
        this.commits = commits;
        this.settings = settings;
        this.attribution = settings.attribution();
    }

    /**
     * @param commits read with the same settings
     * @return empty as long as no event has shown the pull request itself
     */
    static Optional<PullRequestFact> fact(PullRequestHistory history, CommitReading commits, Settings settings) {
        return State.of(history).map(state -> new PullRequestLifecycle(history, state, commits, settings).fact());
    }

    private PullRequestFact fact() {
        var labels = labels();
        var authorship = attribution.decide(
                new Signs(state.author(), state.headRef(), state.body(), labels, commits.evidence()));
        var origin = StatedOrigin.of(authorship, history.getStatement());
        var closedAt = closedAt();
        var mergedAt = mergedAt(closedAt);
        var reviews = Reviews.of(moments, history.getProvider(), state.author(), mergedAt, settings);
        var work = settings.work().of(state.title(), labels, commits.touched());
        var team = Team.of(
                settings.directory(),
                history.getProvider(),
                history.getRepo(),
                authorship.accountableHuman(),
                state.createdAt());
        var zone = settings.directory().zoneOf(team.id());
        var readyAt = readyAt();
        var drafts = Drafts.of(moments, state.createdAt(), closedAt);
        var phases = Phases.of(
                new Phases.Times(
                        commits.firstCommitAt(),
                        state.createdAt(),
                        readyAt,
                        reviews.firstHumanAt(),
                        reviews.approvedAt(),
                        mergedAt,
                        closedAt),
                zone.orElse(ZoneOffset.UTC));
        var sizes = new Sizes(
                lastSize(Sizes::getAdditions),
                lastSize(Sizes::getDeletions),
                lastSize(Sizes::getChangedFiles),
                lastSize(Sizes::getCommits));
        var written = WrittenSizes.of(commits, sizes);
        var closedBy = closedAt == null ? null : lastCloser();
        return PullRequestFact.newBuilder()
                .setId(Topics.pullRequestKey(history.getProvider(), history.getRepo(), history.getNumber()))
                .setProvider(history.getProvider())
                .setRepo(history.getRepo())
                .setNumber(history.getNumber())
                .setForgeId(state.forgeId())
                .setTitle(state.title())
                .setHtmlUrl(state.htmlUrl())
                .setAuthor(state.author())
                .setAccountableHuman(authorship.accountableHuman())
                .setAuthorPerson(person(state.author()))
                .setAccountablePerson(person(authorship.accountableHuman()))
                .setTeam(team.id())
                .setTeamSource(team.source())
                .setOrigin(origin.origin())
                .setTool(origin.tool())
                .setAttributionConfidence(origin.confidence())
                .setEvidence(origin.evidence())
                .setOverriddenBy(origin.by())
                .setOverrideReason(origin.reason())
                .setTaskType(work.type())
                .setTaskTypeSource(work.source())
                .setAreas(work.areas())
                .setKnownPaths(commits.touched().paths().size())
                .setKnownCommits(authorship.knownCommits())
                .setAiCommits(authorship.aiCommits())
                .setZone(settings.directory().zone().map(ZoneId::getId).orElse(null))
                .setHeadSha(state.headSha())
                .setRuleVersion(authorship.ruleVersion())
                .setHeadRef(state.headRef())
                .setBaseRef(state.baseRef())
                .setLabels(labels)
                .setOpenedAt(state.createdAt())
                .setReadyAt(readyAt)
                .setDraft(state.draft())
                .setFirstReviewAt(reviews.firstAt())
                .setFirstHumanReviewAt(reviews.firstHumanAt())
                .setFirstBotReviewAt(reviews.firstBotAt())
                .setApprovedAt(reviews.approvedAt())
                .setMergedAt(mergedAt)
                .setClosedAt(closedAt)
                .setClosedBy(closedBy)
                .setMergedBy(state.merged() ? state.mergedBy() : null)
                .setOutcome(outcome(closedAt, closedBy, authorship).id())
                .setAdditions(sizes.getAdditions())
                .setDeletions(sizes.getDeletions())
                .setChangedFiles(sizes.getChangedFiles())
                .setCommits(sizes.getCommits())
                .setWrittenAdditions(written.additions())
                .setWrittenDeletions(written.deletions())
                .setWrittenFiles(written.files())
                .setReviews(reviews.count())
                .setHumanReviews(reviews.humanCount())
                .setHumanReviewers(reviews.persons())
                .setBotReviews(reviews.botCount())
                .setSelfReviews(reviews.selfCount())
                .setAiReviewers(reviews.machines())
                .setReviewComments(reviewComments())
                .setReviewRounds(reviews.rounds())
                .setPushes(count(Kind.PUSHED))
                .setPushesAfterFirstHumanReview(reviews.pushesAfterFirstHuman())
                .setPushesAfterFirstBotReview(reviews.pushesAfterFirstBot())
                .setChangedAfterSubmission(changedAfterSubmission(readyAt, closedAt))
                .setLinesAfterFirstHumanReview(commits.linesAfter(reviews.firstHumanAt()))
                .setFirstCommitAt(commits.firstCommitAt())
                .setLastApprovedAt(reviews.lastApprovedAt())
                .setReviewState(reviews.state())
                .setReviewsByPersons(reviews.byPersons())
                .setDraftMillis(drafts.millis())
                .setDraftSince(drafts.since())
                .setWorkZone(zone.map(ZoneId::getId).orElse(null))
                .setCodingWorkMillis(phases.coding())
                .setPickupWorkMillis(phases.pickup())
                .setReviewWorkMillis(phases.review())
                .setMergeWorkMillis(phases.merge())
                .setClockSkews(phases.clockSkews())
                .setReopenings(count(Kind.REOPENED))
                .setMergeCommitSha(state.merged() ? state.mergeCommitSha() : null)
                .setEvents(moments.size())
                .setLastEventAt(
                        Instant.ofEpochMilli(moments.get(moments.size() - 1).getAt()))
                .setLastObservedAt(Instant.ofEpochMilli(
                        moments.stream().mapToLong(Moment::getObservedAt).max().orElseThrow()))
                .build();
    }

    private String person(Account account) {
        return account == null ? null : settings.directory().personOf(history.getProvider(), account);
    }

    /**
     * First time it was not a draft: its opening, unless it was opened as a draft. When the opening was not seen, the
     * first event that tells decides: "ready for review" means it had been a draft, "converted to draft" that it had not.
     */
    private Instant readyAt() {
        boolean first = true;
        for (var moment : moments) {
            if (Kind.READY_FOR_REVIEW.is(moment)) {
                return Instant.ofEpochMilli(moment.getAt());
            }
            if (first && Kind.CONVERTED_TO_DRAFT.is(moment)) {
                return state.createdAt();
            }
            if (Boolean.FALSE.equals(moment.getDraft())) {
                return first ? state.createdAt() : Instant.ofEpochMilli(moment.getAt());
            }
            if (Boolean.TRUE.equals(moment.getDraft())) {
                first = false;
            }
        }
        // A source that never speaks of drafts has none.
        return first ? state.createdAt() : null;
    }

    private Instant closedAt() {
        if (!state.closed()) {
            return null;
        }
        if (state.closedAt() != null) {
            return state.closedAt();
        }
        return last(Kind.CLOSED)
                .map(moment -> Instant.ofEpochMilli(moment.getAt()))
                .orElse(state.mergedAt() == null ? state.updatedAt() : state.mergedAt());
    }

    private Instant mergedAt(Instant closedAt) {
        return state.mergedAt() == null && state.merged() ? closedAt : state.mergedAt();
    }

    /** A draft is not submitted until it is ready; one that was merged all the same, when it was opened. */
    private boolean changedAfterSubmission(Instant readyAt, Instant closedAt) {
        if (readyAt == null && !state.merged()) {
            return false;
        }
        var submitted = readyAt == null ? state.createdAt() : readyAt;
        return moments.stream()
                .filter(Kind.PUSHED::is)
                .map(moment -> Instant.ofEpochMilli(moment.getAt()))
                .anyMatch(at -> at.isAfter(submitted) && (closedAt == null || !at.isAfter(closedAt)));
    }

    private Account lastCloser() {
        return last(Kind.CLOSED).map(moment -> State.account(moment.getActor())).orElse(null);
    }

    private Outcome outcome(Instant closedAt, Account closedBy, Authorship authorship) {
        if (state.merged()) {
            return Outcome.MERGED;
        }
        if (closedAt == null) {
            return Outcome.OPEN;
        }
        if (state.superseded() || closingCommentNamesSuccessor(closedAt)) {
            return Outcome.SUPERSEDED;
        }
        return closedBy != null && attribution.isMachine(closedBy) && !isOwnAgent(closedBy, authorship)
                ? Outcome.AUTO_CLOSED
                : Outcome.REJECTED_BY_HUMAN;
    }

    /** An agent that gives up its own work was not swept away by a bot. */
    private boolean isOwnAgent(Account closer, Authorship authorship) {
        return settings.directory().same(history.getProvider(), closer, state.author())
                || attribution
                        .toolOf(closer)
                        .filter(tool -> tool.equals(authorship.tool()))
                        .isPresent();
    }

    private boolean closingCommentNamesSuccessor(Instant closedAt) {
        var deleted = new HashSet<Long>();
        moments.stream().filter(Kind.COMMENT_DELETED::is).forEach(moment -> deleted.add(moment.getSubject()));
        return moments.stream()
                .filter(Kind.COMMENT::is)
                .filter(Moment::getFlag)
                .filter(moment -> !deleted.contains(moment.getSubject()))
                .anyMatch(moment -> Math.abs(moment.getAt() - closedAt.toEpochMilli()) <= CLOSING_COMMENT_MILLIS);
    }

    /** As the snapshot lists them; where it lists none, those that were put on and not taken off. */
    private List<String> labels() {
        if (!state.labels().isEmpty()) {
            return state.labels();
        }
        var labels = new ArrayList<String>();
        for (var moment : moments) {
            if (Kind.LABELED.is(moment) && moment.getText() != null && !labels.contains(moment.getText())) {
                labels.add(moment.getText());
            } else if (Kind.UNLABELED.is(moment)) {
                labels.remove(moment.getText());
            }
        }
        return labels;
    }

    /** Comments on lines of the diff, replies included, less those that were deleted. */
    private int reviewComments() {
        var comments = new HashSet<Long>();
        moments.stream().filter(Kind.REVIEW_COMMENT::is).forEach(moment -> comments.add(moment.getSubject()));
        moments.stream()
                .filter(Kind.REVIEW_COMMENT_DELETED::is)
                .forEach(moment -> comments.remove(moment.getSubject()));
        return comments.size();
    }

    private Integer lastSize(Function<Sizes, Integer> field) {
        for (int i = moments.size() - 1; i >= 0; i--) {
            var sizes = moments.get(i).getSizes();
            if (sizes != null && field.apply(sizes) != null) {
                return field.apply(sizes);
            }
        }
        return null;
    }

    private Optional<Moment> last(Kind kind) {
        return moments.stream().filter(kind::is).reduce((earlier, later) -> later);
    }

    private int count(Kind kind) {
        return (int) moments.stream().filter(kind::is).count();
    }
}
