package io.plumbline.standalone.reconcile.recount;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One pull request from all of its events: copies put together, sorted once by time, then every column asked by itself.
 *
 * <p>Events of one moment are taken in the order of {@link What}, then of the SHA-256 of their ids: an agreed order that
 * does not depend on arrival.
 */
final class Story {

    private static final String PROVIDER = "github";
    private static final Duration SPEAKS_OF_CLOSING = Duration.ofHours(24);

    private final String repo;
    private final int number;
    private final Signals signals;
    private final People people;
    private final Decided decided;
    private final List<Happening> all;
    private final Now now;
    private final Branching.Known known;

    private Story(
            String repo, int number, List<Happening> all, Now now, Branching.Known known, Recount.Judgement judgement) {
        this.known = known;
        this.repo = repo;
        this.number = number;
        this.all = all;
        this.now = now;
        this.signals = judgement.signals();
        this.people = judgement.people();
        this.decided = judgement.decided();
    }

    /**
     * Column of {@code plumbline.pull_request} to value: text, Long (times in epoch milliseconds), Double, Boolean, list of
     * texts; null = unknown. Empty when no event has shown the pull request itself.
     */
    static Optional<Map<String, Object>> columns(
            String repo, int number, Collection<Happening> copies, Branching.Known known, Recount.Judgement judgement) {
        return Now.of(copies).map(now -> new Story(repo, number, onceEach(copies), now, known, judgement).columns());
    }

    /**
     * One of each id: the copy that states most; where two contradict each other, the one whose account, then text, sorts
     * last (docs/adr/0004-ingest.md); seen when the first copy was.
     */
    private static List<Happening> onceEach(Collection<Happening> copies) {
        return copies.stream().collect(Collectors.groupingBy(Happening::id)).values().stream()
                .map(same -> same.stream()
                        .max(Comparator.comparingLong(Happening::stated)
                                .thenComparing(happening -> String.valueOf(happening.draft()))
                                .thenComparing(happening -> happening.actor() == null
                                        ? ""
                                        : happening.actor().login())
                                .thenComparing(happening -> String.valueOf(happening.text())))
                        .orElseThrow()
                        .seenAt(same.stream()
                                .mapToLong(Happening::observedAt)
                                .min()
                                .orElseThrow()))
                .sorted(Comparator.comparingLong(Happening::at)
                        .thenComparing(Happening::what)
                        .thenComparing(happening -> sha256(happening.id()), Arrays::compareUnsigned))
                .toList();
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private Map<String, Object> columns() {
        var columns = new LinkedHashMap<String, Object>();
        var labels = labels();
        var verdict = signals.judge(now.author(), now.headRef(), now.body(), labels, known.commits());
        var closedAt = closedAt();
        var closer = closedAt == null
                ? null
                : last(What.CLOSED).map(Happening::actor).orElse(null);
        var stated = decided.overrideOf(PROVIDER, repo, number);
        var accountable = verdict.accountable();
        var byMembership =
                accountable == null ? Optional.<String>empty() : people.teamOf(PROVIDER, accountable, now.createdAt());
        var byRepository = people.ownerOf(repo, now.createdAt());
        columns.put("id", PROVIDER + ":" + repo + "#" + number);
        columns.put("team", byMembership.or(() -> byRepository).orElse(""));
        columns.put(
                "team_source", byMembership.isPresent() ? "membership" : byRepository.isPresent() ? "repository" : "");
        columns.put("zone", people.zone());
        columns.put("overridden_by", stated.map(Decided.Stated::by).orElse(""));
        columns.put("override_reason", stated.map(Decided.Stated::reason).orElse(""));
        columns.put("forge_id", now.forgeId());
        columns.put("title", now.title());
        columns.put("html_url", empty(now.htmlUrl()));
        columns.put("author_login", login(now.author()));
        columns.put("author_id", now.author() == null ? null : now.author().id());
        columns.put(
                "author_type", now.author() == null ? "" : empty(now.author().type()));
        columns.put("accountable_login", login(accountable));
        columns.put("origin", stated.map(Decided.Stated::origin).orElse(verdict.origin()));
        columns.put("tool", stated.map(Decided.Stated::tool).orElse(verdict.tool()));
        // A person's word is certain, except that nobody can be certain of "unknown".
        columns.put(
                "attribution_confidence",
                stated.map(said -> said.origin().equals("unknown") ? 0.0 : 1.0).orElse(verdict.confidence()));
        stated.ifPresent(said -> verdict.rules().add("override"));
        columns.put("evidence_rules", List.copyOf(verdict.rules()));
        columns.put("known_commits", verdict.knownCommits());
        columns.put("ai_commits", verdict.aiCommits());
        columns.put("known_paths", (long) known.paths().size());
        columns.put(Recount.UNREAD, !known.readable());
        columns.put("head_ref", empty(now.headRef()));
        columns.put("base_ref", empty(now.baseRef()));
        columns.put("labels", labels);
        columns.put("opened_at", millis(now.createdAt()));
        columns.put("ready_at", millis(readyAt()));
        columns.put("draft", now.draft());
        columns.put("merged_at", millis(now.mergedAt() == null && now.merged() ? closedAt : now.mergedAt()));
        columns.put("closed_at", millis(closedAt));
        columns.put("closed_by_login", login(closer));
        columns.put("merged_by_login", now.merged() ? login(now.mergedBy()) : "");
        columns.put("outcome", outcome(closedAt, closer, verdict));
        columns.put("additions", lastStated(Shown.Sizes::additions));
        columns.put("deletions", lastStated(Shown.Sizes::deletions));
        columns.put("changed_files", lastStated(Shown.Sizes::changedFiles));
        columns.put("commits", lastStated(Shown.Sizes::commits));
        reviews(columns);
        columns.put("review_comments", standing(What.LINE_COMMENT, What.LINE_COMMENT_DELETED));
        columns.put("pushes", count(What.PUSHED));
        columns.put("reopenings", count(What.REOPENED));
        columns.put("merge_commit_sha", now.merged() ? empty(now.mergeCommitSha()) : "");
        columns.put("head_sha", empty(now.headSha()));
        columns.put("events", (long) all.size());
        columns.put("last_event_at", all.get(all.size() - 1).at());
        columns.put(
                "last_observed_at",
                all.stream().mapToLong(Happening::observedAt).max().orElseThrow());
        return columns;
    }

    /** Everything about reviews; the author's own do not count. */
    private void reviews(Map<String, Object> columns) {
        var reviews = of(What.REVIEW)
                .filter(review -> !people.same(PROVIDER, review.actor(), now.author()))
                .toList();
        var byPersons = reviews.stream()
                .filter(review -> review.actor() != null && signals.isPerson(review.actor()))
                .toList();
        var byMachines = reviews.stream()
                .filter(review -> review.actor() != null && signals.isMachine(review.actor()))
                .toList();
        var approvals = byPersons.stream()
                .filter(review -> review.text().equals("approved"))
                .toList();
        var firstByPerson = firstAt(byPersons);
        columns.put("reviews", distinct(reviews));
        columns.put("human_reviews", distinct(byPersons));
        columns.put("bot_reviews", distinct(byMachines));
        columns.put(
                "self_reviews",
                distinct(of(What.REVIEW)
                        .filter(review -> people.same(PROVIDER, review.actor(), now.author()))
                        .toList()));
        columns.put(
                "human_reviewers",
                byPersons.stream()
                        .map(review -> people.personOf(PROVIDER, review.actor()))
                        .distinct()
                        .count());
        columns.put(
                "ai_reviewers",
                byMachines.stream()
                        .map(review -> review.actor().login())
                        .distinct()
                        .sorted()
                        .toList());
        columns.put("first_review_at", firstAt(reviews));
        columns.put("first_human_review_at", firstByPerson);
        columns.put("first_bot_review_at", firstAt(byMachines));
        columns.put("approved_at", firstAt(approvals));
        columns.put("review_rounds", rounds(reviews));
        columns.put(
                "pushes_after_first_human_review",
                of(What.PUSHED)
                        .filter(push -> firstByPerson != null && push.at() > firstByPerson)
                        .count());
        Changed.tell(columns, of(What.PUSHED).toList(), approvals);
    }

    /** M5.11: changes were requested, then pushed, then reviewed again. A review that is merely edited is no new one. */
    private long rounds(List<Happening> reviews) {
        var line = Stream.concat(reviews.stream(), of(What.PUSHED))
                .sorted(Comparator.comparingInt(all::indexOf))
                .toList();
        long rounds = 0;
        var waitsFor = "request";
        var known = new java.util.HashSet<Long>();
        for (var step : line) {
            if (step.what() == What.PUSHED) {
                waitsFor = waitsFor.equals("push") ? "review" : waitsFor;
                continue;
            }
            if (known.add(step.subject()) && waitsFor.equals("review")) {
                rounds++;
                waitsFor = "request";
            }
            if (waitsFor.equals("request") && step.text().equals("changes_requested")) {
                waitsFor = "push";
            }
        }
        return rounds;
    }

    /** First moment that it was not a draft; what is told first decides how it began. */
    private Instant readyAt() {
        var telling = all.stream()
                .filter(one -> one.what() == What.READY_FOR_REVIEW
                        || one.what() == What.CONVERTED_TO_DRAFT
                        || one.draft() != null)
                .toList();
        if (telling.isEmpty()) {
            return now.createdAt();
        }
        var first = telling.get(0);
        boolean beganReady =
                first.what() == What.CONVERTED_TO_DRAFT || (first.what() != What.READY_FOR_REVIEW && !first.draft());
        if (beganReady) {
            return now.createdAt();
        }
        return telling.stream()
                .filter(one -> one.what() == What.READY_FOR_REVIEW || Boolean.FALSE.equals(one.draft()))
                .findFirst()
                .map(Happening::time)
                .orElse(null);
    }

    private Instant closedAt() {
        if (!now.closed() || now.closedAt() != null) {
            return now.closed() ? now.closedAt() : null;
        }
        return last(What.CLOSED).map(Happening::time).orElse(now.mergedAt() == null ? now.updatedAt() : now.mergedAt());
    }

    private String outcome(Instant closedAt, Who closer, Signals.Verdict verdict) {
        if (now.merged()) {
            return "merged";
        }
        if (closedAt == null) {
            return "open";
        }
        if (Succession.statedIn(now.body()) || aCommentNamesTheSuccessor(closedAt)) {
            return "superseded";
        }
        boolean byMachine = closer != null && signals.isMachine(closer);
        boolean byItsOwnAgent = byMachine
                && (people.same(PROVIDER, closer, now.author())
                        || signals.toolOf(closer).filter(verdict.tool()::equals).isPresent());
        return byMachine && !byItsOwnAgent ? "auto_closed" : "rejected_by_human";
    }

    private boolean aCommentNamesTheSuccessor(Instant closedAt) {
        var deleted = of(What.COMMENT_DELETED).map(Happening::subject).collect(Collectors.toSet());
        return of(What.COMMENT)
                .filter(comment -> comment.namesSuccessor() && !deleted.contains(comment.subject()))
                .anyMatch(comment ->
                        Duration.between(comment.time(), closedAt).abs().compareTo(SPEAKS_OF_CLOSING) <= 0);
    }

    private List<String> labels() {
        if (!now.labels().isEmpty()) {
            return now.labels();
        }
        var labels = new ArrayList<String>();
        for (var one : all) {
            if (one.what() == What.LABELED && one.text() != null && !labels.contains(one.text())) {
                labels.add(one.text());
            } else if (one.what() == What.UNLABELED) {
                labels.remove(one.text());
            }
        }
        return labels;
    }

    private long standing(What made, What deleted) {
        var gone = of(deleted).map(Happening::subject).collect(Collectors.toSet());
        return of(made).map(Happening::subject)
                .filter(subject -> !gone.contains(subject))
                .distinct()
                .count();
    }

    private Long lastStated(Function<Shown.Sizes, Long> size) {
        return all.stream()
                .map(one -> size.apply(one.sizes()))
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private Stream<Happening> of(What what) {
        return all.stream().filter(one -> one.what() == what);
    }

    private Optional<Happening> last(What what) {
        return of(what).reduce((earlier, later) -> later);
    }

    private long count(What what) {
        return of(what).count();
    }

    private static long distinct(List<Happening> reviews) {
        return reviews.stream().map(Happening::subject).distinct().count();
    }

    private static Long firstAt(List<Happening> happenings) {
        return happenings.isEmpty() ? null : happenings.get(0).at();
    }

    private static Long millis(Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static String login(Who who) {
        return who == null ? "" : who.login();
    }

    private static String empty(String text) {
        return text == null ? "" : text;
    }
}
