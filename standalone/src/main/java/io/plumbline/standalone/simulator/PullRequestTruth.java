package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is true of one pull request at the end of the simulation; times are ISO-8601 UTC, null where it did not happen.
 *
 * @param origin what a careful reader can know: ai_agent, ai_assisted, automation_bot or unknown
 * @param trueOrigin also tells people from ai_unlabelled
 * @param evidence traces of the tool: account, branch, body, trailer, commit_author, label
 * @param ending how it was going to end; whether it did is in {@code mergedAt} and {@code closedAt}
 * @param requester the accountable person
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PullRequestTruth(
        String repository,
        int number,
        long id,
        String team,
        String author,
        String requester,
        String origin,
        String tool,
        String trueOrigin,
        String trueTool,
        List<String> evidence,
        String kind,
        String task,
        String ending,
        double mergeProbability,
        String createdAt,
        String firstReadyAt,
        String firstHumanReviewAt,
        String mergedAt,
        String closedAt,
        boolean draftAtEnd,
        int pushes,
        int pushesAfterHumanReview,
        int findings,
        int suggestions,
        int suggestionsApplied,
        String deployedAt,
        String revertedAt,
        String incident,
        FlowTruth flow) {}
