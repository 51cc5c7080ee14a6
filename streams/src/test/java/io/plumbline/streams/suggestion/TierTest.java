package io.plumbline.streams.suggestion;

import static io.plumbline.streams.suggestion.ReviewStory.AUTHOR;
import static io.plumbline.streams.suggestion.ReviewStory.BLOCK;
import static io.plumbline.streams.suggestion.ReviewStory.CODERABBIT;
import static io.plumbline.streams.suggestion.ReviewStory.COPILOT;
import static io.plumbline.streams.suggestion.ReviewStory.COPILOT_AGENT;
import static io.plumbline.streams.suggestion.ReviewStory.COPILOT_TRAILER;
import static io.plumbline.streams.suggestion.ReviewStory.GRACE;
import static io.plumbline.streams.suggestion.ReviewStory.pullRequest;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.SuggestionFact;
import io.plumbline.streams.attribution.Attribution;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.review.ReviewRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each tier with what earns it and with what looks like it. */
class TierTest {

    private static final String PARSER = "src/Parser.java";
    private static final Knowledge KNOWLEDGE = Knowledge.of(Attribution.standard(), Directory.EMPTY);

    @Test
    void aCommitThatCarriesTheReviewersTrailerIsApplied() {
        var fact = judge(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .pushed(20, "1a2b3c4d", "Update Parser.java\n\n" + COPILOT_TRAILER, PARSER)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("A");
        assertThat(fact.getReason())
                .isEqualTo("Commit 1a2b3c4 of 2026-03-02T09:20:00Z carries Co-authored-by: Copilot"
                        + " <175728472+copilot@users.noreply.github.com>.");
        assertThat(fact.getDecided()).isTrue();
        assertThat(fact.getAccepted()).isTrue();
        assertThat(fact.getDecidedAt()).isEqualTo(ReviewStory.at(20));
        assertThat(fact.getReviewerTool()).isEqualTo("github-copilot");
    }

    @Test
    void aTrailerBeforeTheCommentOrInAnotherFileAppliesNothing() {
        var before = judge(pullRequest()
                .pushed(5, "a1", "Update Parser.java\n\n" + COPILOT_TRAILER, PARSER)
                .comment(10, 1, COPILOT, BLOCK)
                .merged(60));
        var elsewhere = judge(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .pushed(20, "a1", "Update Other.java\n\n" + COPILOT_TRAILER, "src/Other.java")
                .merged(60));

        assertThat(before.getTier()).isEqualTo("R");
        assertThat(elsewhere.getTier()).isEqualTo("R");
    }

    @Test
    void theTrailerOfAnotherToolOfTheSameVendorIsNotTheReviewers() {
        var fact = judge(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .pushed(20, "a1", "Work\n\nCo-authored-by: Copilot <copilot@github.com>", PARSER)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("X");
    }

    @Test
    void ofTwoSuggestionsInOneFileTheOneIsAppliedWhoseThreadIsResolvedRightAfter() {
        var facts = judgeAll(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .comment(10, 2, COPILOT, BLOCK)
                .pushed(20, "a1", "Update Parser.java\n\n" + COPILOT_TRAILER, PARSER)
                .resolved(20, 2, AUTHOR, true)
                .merged(60));

        assertThat(facts.get(2L).getTier()).isEqualTo("A");
        assertThat(facts.get(1L).getTier()).isNotEqualTo("A");
    }

    @Test
    void whenNothingTellsWhichOneWasAppliedExactlyOneIs() {
        var facts = judgeAll(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .comment(10, 2, COPILOT, BLOCK)
                .pushed(20, "a1", "Update Parser.java\n\n" + COPILOT_TRAILER, PARSER)
                .merged(60));

        assertThat(facts.values())
                .filteredOn(fact -> fact.getTier().equals("A"))
                .hasSize(1)
                .allSatisfy(fact -> assertThat(fact.getReason()).contains("one of 2 comments that it may apply"));
    }

    @Test
    void aPersonsAppliedSuggestionIsFoundByTheSameRuleAndNotNamed() {
        var fact = judge(pullRequest()
                .comment(10, 1, GRACE, BLOCK)
                .pushed(20, "a1", "Update\n\nCo-authored-by: Grace H <2+grace@users.noreply.github.com>", PARSER)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("A");
        assertThat(fact.getReviewerKind()).isEqualTo("human");
        assertThat(fact.getReason()).doesNotContainIgnoringCase("grace");
    }

    @Test
    void anAgentThatNamesItsRequesterAppliesNoSuggestionOfTheirs() {
        var fact = judge(pullRequest()
                .by(COPILOT_AGENT, "ai_agent", "github-copilot")
                .comment(10, 1, GRACE, BLOCK)
                .pushed(20, "a1", "Work\n\nCo-authored-by: grace <2+grace@users.noreply.github.com>", PARSER)
                .merged(60));

        assertThat(fact.getTier()).isNotEqualTo("A");
    }

    @Test
    void aLineThatIsGoneAfterAPushToItsFileIsChanged() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .pushed(20, "a1", "Handle null", PARSER)
                .resolved(30, 1, AUTHOR, true)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("B");
        assertThat(fact.getReason()).contains("Commit a1", "09:30:00Z");
        assertThat(fact.getEvidence()).extracting("tier").containsExactly("B", "C");
    }

    @Test
    void aLineThatAForcePushLostIsNoEvidenceAndDoesNotCount() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .forcePushed(20, "a1", "All anew", PARSER)
                .resolved(30, 1, AUTHOR, true)
                .merged(60));

        assertThat(fact.getTier()).isNotIn("A", "B");
        assertThat(fact.getExclusion()).isEqualTo("superseded_by_force_push");
    }

    @Test
    void aPushToTheFileWithoutWordOfTheLineIsNotAChangeOfTheLine() {
        var resolved = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .pushed(20, "a1", "Work", PARSER)
                .resolved(30, 1, AUTHOR, false)
                .merged(60));
        var silent = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .pushed(20, "a1", "Work", PARSER)
                .merged(60));

        assertThat(resolved.getTier()).isEqualTo("C");
        assertThat(silent.getTier()).isEqualTo("X");
        assertThat(silent.getReason()).contains("no event tells");
    }

    @Test
    void aReviewerThatResolvesItsOwnThreadsIsWeaker() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .pushed(20, "a1", "Work", PARSER)
                .resolved(30, 1, CODERABBIT, false)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("D");
        assertThat(fact.getReason()).contains("by the reviewer itself");
    }

    @Test
    void resolvingAllAtOnceIsWeaker() {
        var story = pullRequest();
        for (int id = 1; id <= 5; id++) {
            story.comment(10, id, CODERABBIT, "Handle null.");
        }
        story.pushed(20, "a1", "Work", PARSER);
        for (int id = 1; id <= 5; id++) {
            story.resolved(30, id, AUTHOR, false);
        }

        assertThat(judgeAll(story.merged(60)).values()).allSatisfy(fact -> {
            assertThat(fact.getTier()).isEqualTo("D");
            assertThat(fact.getReason()).contains("at least four others");
        });
    }

    @Test
    void resolvedWithoutAPushIsRejected() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .resolved(30, 1, AUTHOR, false)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("R");
        assertThat(fact.getDecidedAt()).isEqualTo(ReviewStory.at(30));
    }

    @Test
    void repliesAreReadInTheirAuthorsOwnWordsAndTheLastOneCounts() {
        var declined = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .reply(20, 2, 1, AUTHOR, "> Fixed in the next one\n\nWon't fix: this is intended.")
                .merged(60));
        var followed = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .reply(20, 2, 1, AUTHOR, "Won't fix.")
                .reply(25, 3, 1, AUTHOR, "Fixed in a1b2c3d, you were right.")
                .merged(60));

        assertThat(declined.getTier()).isEqualTo("R");
        assertThat(followed.getTier()).isEqualTo("D");
    }

    @Test
    void theReviewersOwnReplyIsNoAnswer() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .reply(20, 2, 1, CODERABBIT, "Fixed!")
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("R");
    }

    @Test
    void thumbsAreCountedWhereAPayloadStatesThem() {
        var up = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .voted(20, 1, 1, 0)
                .merged(60));
        var down = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .voted(20, 1, 0, 2)
                .merged(60));
        var unknown =
                judge(pullRequest().comment(10, 1, CODERABBIT, "Handle null.").merged(60));

        assertThat(up.getTier()).isEqualTo("D");
        assertThat(down.getTier()).isEqualTo("R");
        assertThat(down.getDownvotes()).isEqualTo(2);
        assertThat(unknown.getDownvotes()).isNull();
    }

    @Test
    void whileThePullRequestIsOpenOnlyAChangeOfTheCodeSaysAnything() {
        var open =
                judge(pullRequest().comment(10, 1, CODERABBIT, "Handle null.").resolved(30, 1, AUTHOR, false));
        var applied = judge(pullRequest()
                .comment(10, 1, COPILOT, BLOCK)
                .pushed(20, "a1", "Update Parser.java\n\n" + COPILOT_TRAILER, PARSER));

        assertThat(open.getTier()).isEqualTo("X");
        assertThat(open.getReason()).isEqualTo("The pull request is open.");
        assertThat(applied.getTier()).isEqualTo("A");
        assertThat(applied.getDecided()).isFalse();
        assertThat(applied.getAccepted()).isFalse();
    }

    @Test
    void aRemovedFileLeavesItsCommentsUndecided() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .removed(20, "a1", PARSER)
                .resolved(30, 1, AUTHOR, true)
                .merged(60));

        assertThat(fact.getTier()).isEqualTo("X");
        assertThat(fact.getReason()).contains("removed the file");
    }

    @Test
    void aPushAfterTheEndChangesNothing() {
        var fact = judge(pullRequest()
                .comment(10, 1, CODERABBIT, "Handle null.")
                .pushed(70, "a1", "Later", PARSER)
                .closed(60));

        assertThat(fact.getTier()).isEqualTo("R");
        assertThat(fact.getReason()).startsWith("Closed at");
    }

    @Test
    void exclusionsNameTheirReason() {
        assertThat(judge(pullRequest()
                                .comment(1, 1, CODERABBIT, "x")
                                .deleted(5, 1)
                                .merged(60))
                        .getExclusion())
                .isEqualTo("deleted");
        assertThat(judge(pullRequest()
                                .comment(1, 1, CODERABBIT, "## Walkthrough\n\nIt.")
                                .merged(60))
                        .getExclusion())
                .isEqualTo("summary");
        assertThat(judge(pullRequest()
                                .comment(
                                        1,
                                        1,
                                        CODERABBIT,
                                        "<details>\n<summary>🧹 Nitpick comments (3)</summary>\n..</details>")
                                .merged(60))
                        .getExclusion())
                .isEqualTo("nitpick_collapsed");
        assertThat(judge(pullRequest()
                                .by(COPILOT_AGENT, "ai_agent", "github-copilot")
                                .comment(1, 1, COPILOT, "x")
                                .merged(60))
                        .getExclusion())
                .isEqualTo("own_pull_request");
        assertThat(judge(pullRequest().comment(1, 1, AUTHOR, "x").merged(60)).getExclusion())
                .isEqualTo("own_pull_request");
        var story = pullRequest().comment(1, 1, CODERABBIT, "gen/A.java", "x").merged(60);
        var generated = new Knowledge(
                Attribution.standard(),
                Directory.EMPTY,
                path -> path.startsWith("gen/"),
                Mailboxes.UNKNOWN,
                ReviewRules.standard());
        assertThat(SuggestionFacts.of(history(story), generated).get(1L).getExclusion())
                .isEqualTo("generated_file");
    }

    @Test
    void kindsOfReviewersAreToldApart() {
        var facts = judgeAll(pullRequest()
                .comment(1, 1, CODERABBIT, "x")
                .comment(1, 2, GRACE, "x")
                .comment(1, 3, new io.plumbline.schema.event.Account("github-actions[bot]", 41898282L, "Bot"), "x")
                .comment(1, 4, new io.plumbline.schema.event.Account("somebody", null, null), "x")
                .merged(60));

        assertThat(facts.values())
                .extracting(SuggestionFact::getReviewerKind)
                .containsExactly("ai", "human", "automation", "unknown");
    }

    @Test
    void severityAndCategoryAreReadFromTheReviewersOwnFormatAndNoOther() {
        var facts = judgeAll(pullRequest()
                .comment(1, 1, CODERABBIT, "_🔒 Security & Privacy_ | _🔴 Critical_\n\n**Escape it.**")
                .comment(1, 2, COPILOT, "[nitpick] Shorter name.")
                .comment(1, 3, CODERABBIT, "### It\n\n**High Severity**\n\nText")
                .comment(1, 4, COPILOT, "Plain words about critical things.")
                .merged(60));

        assertThat(facts.values())
                .extracting(SuggestionFact::getSeverity)
                .containsExactly("critical", "trivial", null, null);
        assertThat(facts.get(1L).getCategory()).isEqualTo("SECURITY_AND_PRIVACY");
    }

    private static SuggestionFact judge(ReviewStory story) {
        return judgeAll(story).get(1L);
    }

    private static Map<Long, SuggestionFact> judgeAll(ReviewStory story) {
        return SuggestionFacts.of(history(story), KNOWLEDGE);
    }

    static SuggestionHistory history(ReviewStory story) {
        return history(new ArrayList<>(story.deliveries()));
    }

    static SuggestionHistory history(List<ReviewStory.Delivery<?>> deliveries) {
        var history = Histories.begin("github", "octo/hello", 1);
        for (var delivery : deliveries) {
            var news = news(delivery.event());
            if (news != null) {
                Histories.add(history, news);
            }
        }
        return history;
    }

    private static News news(Object event) {
        if (event instanceof io.plumbline.schema.event.ReviewCommentEvent one) {
            return News.of(one);
        } else if (event instanceof io.plumbline.schema.event.ReviewThreadEvent one) {
            return News.of(one);
        } else if (event instanceof io.plumbline.schema.event.PullRequestEvent one) {
            return News.of(one);
        } else if (event instanceof io.plumbline.schema.fact.PullRequestCommits one) {
            return News.of(one);
        }
        return News.of((io.plumbline.schema.fact.PullRequestFact) event);
    }
}
