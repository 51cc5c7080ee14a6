package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.attribution.BodyEvidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the newest snapshot says. What its payload leaves out is taken from the newest snapshot of the other shape, except
 * whether and when it was closed: leaving that out means open.
 */
record State(
        Long forgeId,
        String title,
        BodyEvidence body,
        boolean superseded,
        String htmlUrl,
        Account author,
        String headRef,
        String baseRef,
        List<String> labels,
        boolean draft,
        boolean closed,
        boolean merged,
        Instant createdAt,
        Instant updatedAt,
        Instant closedAt,
        Instant mergedAt,
        Account mergedBy,
        String mergeCommitSha,
        String headSha) {

    static Optional<State> of(PullRequestHistory history) {
        var full = history.getFull();
        var brief = history.getBrief();
        if (full == null && brief == null) {
            return Optional.empty();
        }
        boolean fullIsNewer = brief == null || (full != null && order(full, brief) >= 0);
        return Optional.of(fullIsNewer ? of(full, brief) : of(brief, full));
    }

    private static int order(Snapshot full, Snapshot brief) {
        int difference = Long.compare(full.getUpdatedAt(), brief.getUpdatedAt());
        // At the same moment the fuller shape says more.
        return difference != 0 ? difference : Long.compare(full.getAt(), brief.getAt());
    }

    private static State of(Snapshot newest, Snapshot other) {
        var mergedAt = either(newest, other, Snapshot::getMergedAt);
        boolean merged = mergedAt != null || Boolean.TRUE.equals(either(newest, other, Snapshot::getMerged));
        var stated = newest.getBodyHash() == null && other != null ? other : newest;
        return new State(
                either(newest, other, Snapshot::getForgeId),
                newest.getTitle(),
                body(stated),
                stated.getSuperseded(),
                either(newest, other, Snapshot::getHtmlUrl),
                account(either(newest, other, Snapshot::getAuthor)),
                either(newest, other, Snapshot::getHeadRef),
                either(newest, other, Snapshot::getBaseRef),
                newest.getLabels(),
                Boolean.TRUE.equals(either(newest, other, Snapshot::getDraft)),
                newest.getClosed() || merged,
                merged,
                Instant.ofEpochMilli(newest.getCreatedAt()),
                Instant.ofEpochMilli(newest.getUpdatedAt()),
                instant(newest.getClosedAt() == null && merged ? mergedAt : newest.getClosedAt()),
                instant(mergedAt),
                account(either(newest, other, Snapshot::getMergedBy)),
                either(newest, other, Snapshot::getMergeCommitSha),
                either(newest, other, Snapshot::getHeadSha));
    }

    private static BodyEvidence body(Snapshot snapshot) {
        return new BodyEvidence(
                snapshot.getFindings().stream()
                        .map(finding -> new BodyEvidence.Finding(finding.getRule(), finding.getValue()))
                        .toList(),
                snapshot.getRequestedBy());
    }

    private static <T> T either(Snapshot newest, Snapshot other, Function<Snapshot, T> field) {
        var value = field.apply(newest);
        return value == null && other != null ? field.apply(other) : value;
    }

    static Account account(Actor actor) {
        return actor == null ? null : new Account(actor.getLogin(), actor.getId(), actor.getType());
    }

    private static Instant instant(Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis);
    }
}
