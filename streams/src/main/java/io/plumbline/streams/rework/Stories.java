package io.plumbline.streams.rework;

import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.fact.ChangedFile;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Origin;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.work.WorkRules;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The story of one pull request: takes in news of it, in any order, and says how it is linked to others. Pure. */
final class Stories {

    /** Of one pull request; one that touches more is linked by the first of them, in the order of their names. */
    static final int PATHS = 200;

    /** Rewrites that are remembered, the newest. */
    static final int REWRITES = 100;

    private static final int COMMITS = 500;
    private static final int SUBJECT = 200;
    private static final String BRANCHES = "refs/heads/";
    private static final String FIX = "fix";
    private static final String REVERT = "revert";
    private static final Comparator<BodyRead> NEWEST_BODY = Comparator.comparingLong(BodyRead::getUpdatedAt)
            .thenComparing(BodyRead::getAt)
            .thenComparing(BodyRead::getEvent);
    private static final Comparator<Rewrite> ORDER =
            Comparator.comparingLong(Rewrite::getAt).thenComparing(Rewrite::getEvent);

    private Stories() {}

    static PullRequestStory begin() {
        return PullRequestStory.newBuilder().build();
    }

    /** True when it tells something new. */
    static boolean add(PullRequestStory story, PullRequestFact fact) {
        var merged = fact.getMergedAt() == null ? null : merged(fact);
        if (Objects.equals(merged, story.getMerged())) {
            return false;
        }
        story.setMerged(merged);
        return true;
    }

    /** @param known null = nothing is known any more */
    static boolean add(PullRequestStory story, PullRequestKey key, PullRequestCommits known) {
        var commits = known == null
                ? List.<CommitRead>of()
                : known.getCommits().stream()
                        .limit(COMMITS)
                        .map(commit -> read(key.repo(), commit))
                        .toList();
        var files = known == null ? List.<String>of() : paths(known.getFiles());
        if (commits.equals(story.getCommits()) && files.equals(story.getFiles())) {
            return false;
        }
        story.setCommits(commits);
        story.setFiles(files);
        return true;
    }

    /** Of an event only the body, and whether it rewrote the branch. */
    static boolean add(PullRequestStory story, PullRequestEvent event) {
        boolean news = false;
        var body = event.getPullRequest().getBody();
        long at = event.getMeta().getEventTime().toEpochMilli();
        if (body != null) {
            var updated = event.getPullRequest().getUpdatedAt();
            var read = new BodyRead(
                    updated == null ? at : updated.toEpochMilli(),
                    at,
                    event.getMeta().getEventId(),
                    List.of());
            if (story.getBody() == null || NEWEST_BODY.compare(read, story.getBody()) > 0) {
                read.setMentions(Mentions.ofBody(event.getRepo(), body));
                story.setBody(read);
                news = true;
            }
        }
        if (Boolean.TRUE.equals(event.getForced()) && event.getAfterSha() != null) {
            var rewrite = new Rewrite(at, event.getMeta().getEventId(), event.getAfterSha());
            if (!story.getRewrites().contains(rewrite)) {
                story.setRewrites(Stream.concat(story.getRewrites().stream(), Stream.of(rewrite))
                        .sorted(ORDER.reversed())
                        .limit(REWRITES)
                        .sorted(ORDER)
                        .toList());
                news = true;
            }
        }
        return news;
    }

    /** Null when it is not merged. */
    static Change change(PullRequestKey key, PullRequestStory story, WorkRules work) {
        var merged = story.getMerged();
        if (merged == null) {
            return null;
        }
        var standing = Rewriting.standing(story.getCommits(), story.getRewrites());
        var paths = new TreeSet<>(story.getFiles());
        if (paths.isEmpty()) {
            standing.forEach(commit -> paths.addAll(commit.getPaths()));
        }
        var said = Mentions.union(
                Mentions.ofTitle(key.repo(), merged.getTitle()),
                story.getBody() == null ? List.of() : story.getBody().getMentions());
        var mentions = Mentions.union(said, ofCommits(standing));
        return Change.newBuilder()
                .setId(key.toString())
                .setNumber(key.number())
                .setTitle(Mentions.bare(merged.getTitle()))
                .setPlaces(List.of(new Place(merged.getBase(), merged.getMergedAt(), null)))
                .setMergeSha(merged.getMergeSha())
                .setHeadSha(merged.getHeadSha())
                .setShas(standing.stream()
                        .map(CommitRead::getSha)
                        .distinct()
                        .sorted()
                        .toList())
                .setMentions(mentions)
                .setKind(kind(merged, said))
                .setPathsKnown(!paths.isEmpty())
                .setPaths(paths.stream()
                        .filter(path -> !work.isGenerated(path) && !ReworkRules.STANDARD.isUnlinked(path))
                        .limit(PATHS)
                        .toList())
                .build();
    }

    private static Merged merged(PullRequestFact fact) {
        return Merged.newBuilder()
                .setTitle(fact.getTitle())
                .setMergedAt(fact.getMergedAt().toEpochMilli())
                .setBase(ref(fact.getBaseRef()))
                .setMergeSha(fact.getMergeCommitSha())
                .setHeadSha(fact.getHeadSha())
                .setHotfix(ReworkRules.STANDARD.isHotfix(fact.getHeadRef(), fact.getLabels()))
                .setDescription(Description.newBuilder()
                        .setTeam(fact.getTeam())
                        .setOrigin(fact.getOrigin())
                        .setTool(fact.getTool())
                        .setTaskType(fact.getTaskType())
                        .setAreas(List.copyOf(fact.getAreas()))
                        .setZone(fact.getZone())
                        .build())
                .build();
    }

    /** A machine's update of a dependency mends nothing that somebody here wrote; its revert does. */
    private static String kind(Merged merged, List<Mention> said) {
        var description = merged.getDescription();
        if (REVERT.equals(description.getTaskType()) || said.stream().anyMatch(Mentions::takesBack)) {
            return REVERT;
        }
        boolean mends = FIX.equals(description.getTaskType()) || merged.getHotfix();
        return mends && !description.getOrigin().equals(Origin.AUTOMATION_BOT.id()) ? FIX : null;
    }

    /** Without what a commit takes back of the same pull request, and without what was brought back in it. */
    private static List<Mention> ofCommits(List<CommitRead> commits) {
        var cancelled = new HashSet<String>();
        var mentions = new ArrayList<Mention>();
        for (int i = commits.size() - 1; i >= 0; i--) {
            var commit = commits.get(i);
            if (cancelled.contains(commit.getSha())) {
                continue;
            }
            for (var mention : commit.getMentions()) {
                var own = mention.getKind().equals(Mentions.SHA) ? own(commits, mention.getValue()) : null;
                if (own == null) {
                    mentions.add(mention);
                } else {
                    cancelled.add(own);
                }
            }
        }
        return mentions;
    }

    private static String own(List<CommitRead> commits, String sha) {
        return commits.stream()
                .map(CommitRead::getSha)
                .filter(one -> one.startsWith(sha))
                .findFirst()
                .orElse(null);
    }

    /** Only what the message names exactly: the titles of its commits are not those of pull requests. */
    private static CommitRead read(String repo, PullRequestCommit commit) {
        var subject = Mentions.subject(commit.getMessage());
        return CommitRead.newBuilder()
                .setSha(commit.getSha())
                .setAt(commit.getAt().toEpochMilli())
                .setSubject(subject.substring(0, Math.min(SUBJECT, subject.length())))
                .setMentions(Mentions.ofMessage(repo, commit.getMessage()).stream()
                        .filter(mention -> !mention.getKind().equals(Mentions.TITLE))
                        .toList())
                .setPaths(paths(commit.getFiles()))
                .build();
    }

    private static List<String> paths(Collection<ChangedFile> files) {
        return files.stream().map(ChangedFile::getPath).distinct().sorted().toList();
    }

    private static String ref(String branch) {
        return branch == null ? null : branch.startsWith(BRANCHES) ? branch : BRANCHES + branch;
    }
}
