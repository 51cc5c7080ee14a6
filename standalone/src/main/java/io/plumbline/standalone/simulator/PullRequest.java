package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A pull request: what was decided about it when it was planned, and its state as the deliveries tell it. */
final class PullRequest {
    enum Kind {
        ORDINARY,
        REVERT,
        HOTFIX,
        SUCCESSOR
    }

    enum Ending {
        MERGED,
        REJECTED,
        WITHDRAWN,
        SUPERSEDED,
        STALE
    }

    // Decided when planned.
    final Dice dice;
    final Team team;
    final Repository repository;
    final Kind kind;
    final Origin origin;
    final Tool tool;
    final TaskType task;
    /** The account GitHub names as the author. */
    final Account author;
    /** The person who asked for it; the author when that is a person. */
    final Account requester;

    List<Account> colleagues;
    final long openedAt;
    /** Weeks since the start, for trends. */
    final double week;

    Ending ending = Ending.MERGED;
    double mergeProbability;
    List<String> evidence = List.of();
    List<String> files = List.of();
    String area = "";
    String branch = "";
    String body = "";
    String finalTitle = "";
    /** Appended to every commit message of the author, or empty. */
    String trailer = "";

    Account committer;
    boolean opensAsDraft;
    /** What this one reverts, hot-fixes for, or takes the place of. */
    PullRequest other;

    Incident incident;
    final List<Step> steps = new ArrayList<>();
    int nextStep;
    int plannedCommits;

    // State told by the deliveries.
    long id;
    int number;
    String title = "";
    String headSha = "";
    String baseSha = "";
    boolean draft;
    boolean opened;
    boolean closed;
    boolean merged;
    long updatedAt;
    long closedAt;
    long mergedAt;
    String mergeSha;
    Account mergedBy;
    final List<String> labels = new ArrayList<>();
    final List<Account> requested = new ArrayList<>();
    final List<Commit> commits = new ArrayList<>();
    int additions;
    int deletions;
    int comments;
    int reviewComments;

    // What came true, for the truth file.
    final FlowRecord flow = new FlowRecord();
    long firstReadyAt;
    long firstHumanReviewAt;
    int pushes;
    int pushesAfterHumanReview;
    int findings;
    /** Root comments by reviewer, also of those that looked and said nothing: id of an AI reviewer, or people. */
    final Map<String, Integer> looks = new TreeMap<>();

    int suggestions;
    int suggestionsApplied;
    long revertedAt;
    long deployedAt;
    String causedIncident;
    /** Things still to come that the truth of this pull request waits for. */
    int holds;

    PullRequest(
            Dice dice,
            Team team,
            Repository repository,
            Kind kind,
            Origin origin,
            Tool tool,
            TaskType task,
            Account author,
            Account requester,
            List<Account> colleagues,
            long openedAt,
            double week) {
        this.dice = dice;
        this.team = team;
        this.repository = repository;
        this.kind = kind;
        this.origin = origin;
        this.tool = tool;
        this.task = task;
        this.author = author;
        this.requester = requester;
        this.colleagues = colleagues;
        this.openedAt = openedAt;
        this.week = week;
        this.committer = author;
    }

    void at(long moment, Step.Act act) {
        steps.add(new Step(moment, act));
    }

    /** Incidents and tallies may name a settled pull request for ever; its steps and commits need not stay. */
    void forgetLife() {
        steps.clear();
        commits.clear();
        colleagues = List.of();
    }

    boolean byAgent() {
        return origin == Origin.AI_AGENT;
    }

    /** Copilot's agent has habits of its own: it starts with a draft and is an assignee. */
    boolean byCopilot() {
        return byAgent() && tool == Tool.GITHUB_COPILOT;
    }

    boolean byAutomation() {
        return origin == Origin.AUTOMATION_BOT;
    }

    String url() {
        return repository.url() + "/pull/" + number;
    }

    String api() {
        return repository.api() + "/pulls/" + number;
    }

    /** The tool a careful reader can name. */
    Tool visibleTool() {
        return origin == Origin.AI_UNLABELLED ? Tool.NONE : tool;
    }
}
