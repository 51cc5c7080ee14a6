package io.plumbline.standalone.simulator;

import java.util.List;

/** Comments of reviewers: AI findings in each vendor's dress, people's remarks, replies. */
final class ReviewWords {
    private static final List<String> SEVERITIES = List.of("critical", "major", "minor", "trivial", "info");
    private static final List<String> SEVERITY_MARKS =
            List.of("🔴 Critical", "🟠 Major", "🟡 Minor", "🔵 Trivial", "⚪ Info");
    private static final List<String> CATEGORIES = List.of(
            "FUNCTIONAL_CORRECTNESS",
            "SECURITY_AND_PRIVACY",
            "PERFORMANCE_AND_SCALABILITY",
            "MAINTAINABILITY_AND_CODE_QUALITY",
            "DATA_INTEGRITY_AND_INTEGRATION",
            "STABILITY_AND_AVAILABILITY");
    private static final List<String> CATEGORY_MARKS = List.of(
            "🎯 Functional Correctness",
            "🔒 Security & Privacy",
            "🚀 Performance & Scalability",
            "📐 Maintainability & Code Quality",
            "🗄️ Data Integrity & Integration",
            "🩺 Stability & Availability");
    private static final List<List<String>> HEADLINES = List.of(
            List.of("The upper bound is excluded by mistake", "An empty list is treated as a failure"),
            List.of("User input reaches the query unescaped", "The token is written to the log"),
            List.of("One query per item inside the loop", "The whole file is read into memory"),
            List.of("This block repeats the one above", "The name does not say what it holds"),
            List.of("The two writes are not atomic", "The migration drops values that are still read"),
            List.of("The timeout is never applied", "The error is swallowed and the caller goes on"));
    private static final List<String> BUGBOT_LEVELS = List.of("High", "Medium", "Low");
    private static final List<String> REMARKS = List.of(
            "Could this be null when the list is empty?",
            "Please cover the failing case with a test.",
            "I would move this next to its only caller.",
            "What happens when two of these run at once?",
            "The name reads like a question; a verb would be clearer.",
            "This repeats what the base class does already.");

    private ReviewWords() {}

    static Remark finding(AiReviewer reviewer, PullRequest pull, boolean suggestion, Dice dice) {
        int category = dice.weighted(0.34, 0.10, 0.10, 0.27, 0.08, 0.11);
        int severity = dice.weighted(0.05, 0.30, 0.40, 0.20, 0.05);
        String headline = dice.pick(HEADLINES.get(category));
        String path = dice.pick(pull.files);
        int line = 3 + dice.below(180);
        String block = suggestion ? suggestionBlock(line) : "";
        return switch (reviewer) {
            case CODERABBIT -> {
                // An older layout names no category; both are met in the wild.
                boolean old = dice.chance(0.15);
                String mark = old ? "⚠️ Potential issue" : CATEGORY_MARKS.get(category);
                String body = "_" + mark + "_ | _" + SEVERITY_MARKS.get(severity) + "_\n\n**" + headline + ".**\n"
                        + block + "\n<!-- This is an auto-generated comment by CodeRabbit -->";
                String stated = old ? Remark.UNSTATED : CATEGORIES.get(category);
                yield new Remark(
                        reviewer.comments(), reviewer, SEVERITIES.get(severity), stated, path, line, suggestion, body);
            }
            case COPILOT -> {
                boolean nitpick = severity >= 3;
                String body = (nitpick ? "[nitpick] " : "") + headline + "." + block;
                String stated = nitpick ? "nitpick" : Remark.UNSTATED;
                yield new Remark(reviewer.comments(), reviewer, stated, Remark.UNSTATED, path, line, suggestion, body);
            }
            case BUGBOT -> {
                String level = BUGBOT_LEVELS.get(severity <= 1 ? severity : 2);
                String body = "### " + headline + "\n\n**" + level + " Severity**\n\n<!-- DESCRIPTION START -->\n"
                        + headline + " in `" + path + "`.\n<!-- DESCRIPTION END -->\n" + block
                        + "\n<!-- BUGBOT_BUG_ID: " + dice.uuid() + " -->\n\n<!-- LOCATIONS START\n" + path + "#L" + line
                        + "-L" + (line + 1) + "\nLOCATIONS END -->";
                String stated = Character.toLowerCase(level.charAt(0)) + level.substring(1);
                yield new Remark(reviewer.comments(), reviewer, stated, Remark.UNSTATED, path, line, suggestion, body);
            }
        };
    }

    static Remark remark(Account by, PullRequest pull, boolean suggestion, Dice dice) {
        int line = 3 + dice.below(180);
        String body = dice.pick(REMARKS) + (suggestion ? suggestionBlock(line) : "");
        return new Remark(by, null, Remark.UNSTATED, Remark.UNSTATED, dice.pick(pull.files), line, suggestion, body);
    }

    private static String suggestionBlock(int line) {
        return "\n\n```suggestion\n    check(line" + line + ");\n```\n";
    }

    static String summary(AiReviewer reviewer, PullRequest pull, int findings) {
        return switch (reviewer) {
            case CODERABBIT ->
                "**Actionable comments posted: " + findings + "**\n\n<!-- This is an auto-generated"
                        + " comment by CodeRabbit for review status -->";
            case COPILOT ->
                "## Pull Request Overview\n\n" + pull.finalTitle + ".\n\n### Reviewed Changes\n\nCopilot"
                        + " reviewed " + pull.files.size() + " out of " + pull.files.size()
                        + " changed files in this pull request and generated " + findings + " comment"
                        + (findings == 1 ? "" : "s") + ".";
            case BUGBOT ->
                "Cursor Bugbot has reviewed your changes and found " + findings + " potential issue"
                        + (findings == 1 ? "" : "s") + ".\n\n<!-- BUGBOT_REVIEW -->";
        };
    }

    static String walkthrough(PullRequest pull) {
        return "<!-- This is an auto-generated comment: summarize by coderabbit.ai -->\n<!-- walkthrough_start -->\n\n"
                + "## Walkthrough\n\n" + pull.finalTitle + ".\n\n<!-- walkthrough_end -->";
    }

    static String thanks(Dice dice) {
        return dice.pick(List.of("Thanks, looks good.", "Nice and small.", "Reads well.", ""));
    }

    static String request(Dice dice) {
        return dice.pick(List.of(
                "A few things before this can go in.",
                "The idea is right, the edges need work.",
                "Please see the comments.",
                "I think this misses the retry case."));
    }

    static String refusal(Dice dice) {
        return dice.pick(List.of(
                "We decided against this for now; closing.",
                "This does not fit the design we agreed on. Closing.",
                "Too large to review in one piece, closing in favour of smaller steps."));
    }

    static String declined(Dice dice) {
        return dice.pick(List.of("Won't fix: this is intended.", "Not changing this here.", "False positive."));
    }

    static String fix(Dice dice) {
        return dice.pick(List.of(
                "Address review comments", "Handle the case from the review", "Follow the review", "Fix the test"));
    }
}
