package io.plumbline.streams.commit;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

/** Of each event only what the commits of pull requests depend on. */
final class Notices {

    private static final String BRANCHES = "refs/heads/";
    private static final String NOTE = "git-ai";

    private Notices() {}

    static CommitNotice erased(int number) {
        var notice = of(number);
        notice.setErased(true);
        return notice;
    }

    static CommitNotice of(PullRequestEvent event) {
        var pull = event.getPullRequest();
        var claim = new HeadClaim();
        claim.setAt(millis(event.getMeta()));
        claim.setHeads(Stream.of(pull.getHeadSha(), event.getBeforeSha(), event.getAfterSha())
                .filter(Notices::isCommit)
                .distinct()
                .toList());
        claim.setRef(ref(pull.getHeadRef()));
        claim.setBase(ref(pull.getBaseRef()));
        claim.setFork(pull.getHeadRepo() != null && !pull.getHeadRepo().equalsIgnoreCase(event.getRepo()));
        var notice = of(event.getNumber());
        notice.setClaim(claim);
        return notice;
    }

    static CommitNotice of(PullRequestFiles event) {
        var notice = of(event.getNumber());
        notice.setFiles(new FileList(
                millis(event.getMeta()),
                event.getMeta().getEventId(),
                Texts.files(event.getFiles(), Limits.FILES_OF_PULL_REQUEST)));
        return notice;
    }

    /** @param event names its pull request */
    static CommitNotice listed(CommitEvent event) {
        var notice = of(event.getNumber());
        notice.setListed(new ListedCommit(committedAt(event), event.getSha(), Texts.of(event)));
        return notice;
    }

    /** @param event names a branch and no pull request */
    static CommitNotice pushed(CommitEvent event) {
        var notice = of((Integer) null);
        notice.setPushed(new PushedCommit(
                event.getRef(),
                isCommit(event.getPushBefore()) ? event.getPushBefore() : null,
                isCommit(event.getPushAfter()) ? event.getPushAfter() : null,
                millis(event.getMeta()),
                event.getSha(),
                !Boolean.FALSE.equals(event.getDistinct()),
                Texts.of(event)));
        return notice;
    }

    static CommitNotice of(LineAttributionEvent event) {
        var notice = of((Integer) null);
        notice.setStatement(new Statement(
                event.getSha(),
                event.getStandard(),
                // A commit has one note, and a later one replaces it; trace records stand beside each other.
                event.getStandard().equals(NOTE) ? "" : event.getMeta().getEventId(),
                millis(event.getMeta()),
                event.getMeta().getEventId(),
                event.getSessions().stream()
                        .limit(Limits.SESSIONS)
                        .map(Notices::session)
                        .toList()));
        return notice;
    }

    private static Session session(LineSession session) {
        return new Session(
                session.getId(),
                session.getTool(),
                session.getModel(),
                session.getLines(),
                session.getAdditions(),
                session.getDeletions(),
                session.getAccepted(),
                session.getOverridden());
    }

    private static CommitNotice of(Integer number) {
        var notice = new CommitNotice();
        notice.setNumber(number);
        return notice;
    }

    private static String ref(String branch) {
        return branch == null ? null : branch.startsWith(BRANCHES) ? branch : BRANCHES + branch;
    }

    /** All zeros stand for a branch that was not there before or is not there any more. */
    private static boolean isCommit(String sha) {
        return sha != null && !sha.isEmpty() && sha.chars().anyMatch(character -> character != '0');
    }

    private static long committedAt(CommitEvent event) {
        var at = Objects.requireNonNullElse(
                event.getCommittedAt(), event.getMeta().getEventTime());
        return at.toEpochMilli();
    }

    private static long millis(EventMeta meta) {
        Instant at = meta.getEventTime();
        return at.toEpochMilli();
    }
}
