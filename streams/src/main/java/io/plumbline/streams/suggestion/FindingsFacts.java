package io.plumbline.streams.suggestion;

import io.plumbline.schema.fact.FindingCount;
import io.plumbline.schema.fact.FindingsFact;
import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.schema.topic.Topics;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The findings of one pull request (metrics.md 2): a pure function of its history and of the facts of its comments.
 *
 * <p>A finding is a root comment on a line by an AI reviewer or by a person, on a pull request that is not their own; a reply,
 * a summary, a folded nitpick, a deleted comment and one on a generated file is none. One whose line a force-push took away
 * is: it was found. A reviewer that looked and found nothing is a detector too, or the rate would be one of reviewers who
 * complain. The author's agent is no detector of its own pull request.
 */
final class FindingsFacts {

    /** Detector of all people together: the baseline, never a ranking. */
    static final String PEOPLE = "people";

    private static final String SUPERSEDED = "superseded_by_force_push";

    private static final Comparator<FindingCount> ORDER = Comparator.comparing(FindingCount::getDetector)
            .thenComparing(FindingCount::getSeverity, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(FindingCount::getCategory, Comparator.nullsLast(Comparator.naturalOrder()));

    private FindingsFacts() {}

    /** Null while nothing is known of the pull request itself. */
    static FindingsFact of(SuggestionHistory history, Collection<SuggestionFact> comments, Knowledge knowledge) {
        var pull = history.getPull();
        if (pull == null) {
            return null;
        }
        var reviewers = new Reviewers(history.getProvider(), knowledge);
        var detectors = new TreeSet<String>();
        for (var login : pull.getMachines()) {
            var machine = Reviewers.machine(login);
            if (!reviewers.wrote(machine, pull)) {
                reviewers.toolOf(machine).ifPresent(detectors::add);
            }
        }
        boolean byPeople = pull.getReviewedByPeople();
        var sorts = new TreeMap<FindingCount, Integer>(ORDER);
        for (var comment : comments) {
            boolean ai = comment.getReviewerKind().equals(Reviewers.AI);
            boolean human = comment.getReviewerKind().equals(Reviewers.HUMAN);
            if (!(ai || human) || reviewers.wrote(comment.getReviewer(), pull)) {
                continue;
            }
            var detector = human ? PEOPLE : comment.getReviewerTool();
            if (ai) {
                detectors.add(detector);
            }
            byPeople |= human;
            if (comment.getExclusion() == null || comment.getExclusion().equals(SUPERSEDED)) {
                sorts.merge(
                        new FindingCount(detector, comment.getSeverity(), comment.getCategory(), 0), 1, Integer::sum);
            }
        }
        var counts = sorts.entrySet().stream().map(FindingsFacts::counted).toList();
        return FindingsFact.newBuilder()
                .setId(key(history))
                .setProvider(history.getProvider())
                .setRepo(history.getRepo())
                .setNumber(history.getNumber())
                .setTeam(pull.getTeam())
                .setOrigin(pull.getOrigin())
                .setTool(pull.getTool())
                .setTaskType(pull.getTaskType())
                .setAreas(pull.getAreas())
                .setZone(pull.getZone())
                .setOpenedAt(Instant.ofEpochMilli(pull.getOpenedAt()))
                .setMergedAt(instant(pull.getMergedAt()))
                .setClosedAt(instant(pull.getClosedAt()))
                .setChangedLines(changedLines(history, knowledge))
                .setAiDetectors(List.copyOf(detectors))
                .setReviewedByPeople(byPeople)
                .setCounts(counts)
                .setAiFindings(sum(counts, false))
                .setPeopleFindings(sum(counts, true))
                .build();
    }

    static String key(SuggestionHistory history) {
        return Topics.pullRequestKey(history.getProvider(), history.getRepo(), history.getNumber());
    }

    private static FindingCount counted(Map.Entry<FindingCount, Integer> sort) {
        return FindingCount.newBuilder(sort.getKey())
                .setFindings(sort.getValue())
                .build();
    }

    private static int sum(List<FindingCount> counts, boolean people) {
        return counts.stream()
                .filter(count -> count.getDetector().equals(PEOPLE) == people)
                .mapToInt(FindingCount::getFindings)
                .sum();
    }

    /**
     * The size that the forge states without the generated files of its file list. A list may be cut off at the forge's
     * limit, so generated lines are taken away from the whole rather than the others added up, unless no whole is stated.
     */
    private static Integer changedLines(SuggestionHistory history, Knowledge knowledge) {
        int generated = 0;
        int written = 0;
        for (var file : history.getFiles()) {
            if (knowledge.isGenerated().test(file.getPath())) {
                generated += file.getLines();
            } else {
                written += file.getLines();
            }
        }
        var whole = history.getPull().getLines();
        if (whole == null) {
            return history.getFiles().isEmpty() ? null : written;
        }
        return Math.max(0, whole - generated);
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
