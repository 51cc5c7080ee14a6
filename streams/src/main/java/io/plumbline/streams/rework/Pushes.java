package io.plumbline.streams.rework;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.schema.fact.LinesByAge;
import java.util.Comparator;
import java.util.List;

/** Of what comes keyed by repository or commit, only what rework depends on. Pure. */
final class Pushes {

    static final Comparator<Place> ORDER = Comparator.comparingLong(Place::getAt)
            .thenComparing(Place::getRef, Comparator.nullsFirst(Comparator.naturalOrder()))
            .thenComparing(Place::getAfter, Comparator.nullsFirst(Comparator.naturalOrder()));

    private Pushes() {}

    /** Null unless it was pushed to a branch and takes something back. */
    static ReworkNotice of(CommitEvent commit) {
        if (commit == null || commit.getNumber() != null || commit.getRef() == null) {
            return null;
        }
        var mentions = Mentions.ofMessage(commit.getRepo(), commit.getMessage()).stream()
                .filter(Mentions::takesBack)
                .toList();
        if (mentions.isEmpty()) {
            return null;
        }
        var subject = Mentions.subject(commit.getMessage());
        var change = Change.newBuilder()
                .setId(commit.getSha())
                .setNumber(Mentions.ownNumber(subject))
                .setTitle(Mentions.bare(subject))
                .setPlaces(List.of(new Place(
                        commit.getRef(), commit.getMeta().getEventTime().toEpochMilli(), commit.getPushAfter())))
                .setMentions(mentions)
                .build();
        return ReworkNotice.newBuilder().setChange(change).build();
    }

    /** @param fact null = nothing is known any more, as of a commit that no pull request brought */
    static ReworkNotice of(String sha, LineHistoryFact fact) {
        var notice = ReworkNotice.newBuilder().setLinesOf(sha);
        if (fact != null && fact.getNumber() != null) {
            notice.setLines(CommitLineAges.newBuilder()
                    .setNumber(fact.getNumber())
                    .setSha(sha)
                    .setCommittedAt(fact.getCommittedAt().toEpochMilli())
                    .setBorn(fact.getBorn())
                    .setDeaths(counts(fact.getDeaths()))
                    .setEnded(counts(fact.getEnded()))
                    .setKnownUntil(fact.getKnownUntil().toEpochMilli())
                    .build());
        }
        return notice.build();
    }

    private static List<LineCount> counts(List<LinesByAge> lines) {
        return lines.stream()
                .map(one -> new LineCount(one.getAgeDays(), one.getLines()))
                .toList();
    }
}
