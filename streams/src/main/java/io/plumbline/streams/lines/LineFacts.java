package io.plumbline.streams.lines;

import io.plumbline.schema.fact.LineHistoryFact;
import io.plumbline.streams.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The fact of a commit from what is known of it: pure. Origin, tool and team are those of the pull request that brought it
 * when its fact is known, decisions of people included, else what the commit itself tells.
 */
final class LineFacts {

    private static final Duration CHANGES_FOR = Duration.ofDays(Ages.EXACT_DAYS);

    private LineFacts() {}

    /**
     * @param pullRequest null = none is known
     * @param head null = how far the history was read is not known yet
     * @return null when the commit is not known, or no longer on the branch
     */
    static LineHistoryFact of(CommitId id, LineCommit commit, Brought pullRequest, Head head, Settings settings) {
        if (!commit.getKnown() || commit.getGone()) {
            return null;
        }
        var directory = settings.directory();
        var committedAt = Instant.ofEpochMilli(id.committedAt());
        var person = Authors.person(commit.getTexts(), directory);
        var fact = LineHistoryFact.newBuilder()
                .setId(id.factId())
                .setProvider(id.provider())
                .setRepo(id.repo())
                .setSha(id.sha())
                .setCommittedAt(committedAt)
                .setAuthorPerson(person)
                .setBorn(commit.getBorn())
                .setDeaths(Ages.ofLost(commit.getLost()))
                .setAdded(commit.getAdded())
                .setRemoved(commit.getRemoved())
                .setEnded(Ages.ofTaken(commit.getTaken(), id.committedAt()))
                .setKnownUntil(knownUntil(committedAt, head))
                .setZone(directory.zone().map(ZoneId::getId).orElse(null));
        if (pullRequest != null) {
            return fact.setNumber(pullRequest.getNumber())
                    .setTeam(pullRequest.getTeam())
                    .setOrigin(pullRequest.getOrigin())
                    .setTool(pullRequest.getTool())
                    .setOriginSource("pull_request")
                    .build();
        }
        var authorship = Authors.authorship(commit.getTexts(), settings.attribution());
        return fact.setNumber(commit.getNumber())
                .setTeam(Authors.team(person, id.repo(), committedAt, directory))
                .setOrigin(authorship.origin().id())
                .setTool(authorship.tool())
                .setOriginSource("commit")
                .build();
    }

    private static Instant knownUntil(Instant committedAt, Head head) {
        if (head == null || head.getAt() <= committedAt.toEpochMilli()) {
            return committedAt;
        }
        var read = Instant.ofEpochMilli(head.getAt());
        var last = committedAt.plus(CHANGES_FOR);
        return read.isBefore(last) ? read : last;
    }
}
