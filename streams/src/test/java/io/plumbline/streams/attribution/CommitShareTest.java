package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.metric.Origin;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CommitShareTest extends CommitStory {

    @Test
    void commitsAreAShareAndNotABoolean() {
        var all = IntStream.range(0, 14)
                .mapToObj(i -> byAda(i < 12 ? "Step\n\n" + TRAILER : "By hand"))
                .toArray(PullRequestCommit[]::new);

        var authorship = of(all);

        assertThat(authorship.origin()).isEqualTo(Origin.AI_ASSISTED);
        assertThat(authorship.tool()).isEqualTo("claude-code");
        assertThat(authorship.knownCommits()).isEqualTo(14);
        assertThat(authorship.aiCommits()).isEqualTo(12);
        assertThat(authorship.confidence()).isEqualTo(0.77); // 0.9 x 12/14
        assertThat(authorship.evidence())
                .contains(new Evidence("claude-coauthor-mail", "trailer", "12 of 14 commits: " + TRAILER, 0.77));
    }

    @Test
    void oneCommitAmongMostlyHandWrittenOnesStaysVisible() {
        var all = IntStream.range(0, 100)
                .mapToObj(i -> byAda(i == 50 ? "Step\n\n" + TRAILER : "By hand"))
                .toArray(PullRequestCommit[]::new);

        var authorship = of(all);

        assertThat(authorship.confidence()).isEqualTo(Decision.FLOOR);
        assertThat(authorship.aiCommits()).isEqualTo(1);
        assertThat(authorship.evidence().get(0).getValue()).startsWith("1 of 100 commits: ");
    }

    @Test
    void besideOtherEvidenceForTheToolCommitsConfirmItInFull() {
        var authorship = of(PERSON, "claude/fix", null, byAda("Step\n\n" + TRAILER), byAda("By hand"));

        assertThat(authorship.origin()).isEqualTo(Origin.AI_AGENT);
        assertThat(authorship.confidence()).isEqualTo(0.9);
    }

    @Test
    void aFewCommitsWithAnotherToolDoNotTakeThePullRequestFromItsAgent() {
        var authorship =
                of(PERSON, "codex/fix", null, byAda("Step\n\n" + TRAILER), byAda("Step"), byAda("Step"), byAda("Step"));

        assertThat(authorship.tool()).isEqualTo("openai-codex");
        assertThat(authorship.confidence()).isEqualTo(0.7);
        assertThat(authorship.evidence())
                .extracting(Evidence::getRule)
                .containsExactly("codex-branch", "claude-coauthor-mail", "claude-coauthor-name");
    }

    @Test
    void aSquashThatConcatenatesTrailersCountsByTheShareOfItsParts() {
        var message =
                "feat: parser (#12)\n\n* feat: parser\n\nReads lines.\n\n" + TRAILER + "\n\n* By hand\n\n* More\n\n"
                        + "* fix\n\n---------\n\n" + TRAILER + "\nCo-authored-by: Ada <ada@example.com>";

        var authorship = of(byAda(message));

        assertThat(authorship.confidence()).isEqualTo(0.23); // 0.9 x 1/4
        assertThat(authorship.evidence().get(0).getValue())
                .isEqualTo("1 of 1 commit, for about 25 % of them as squashed: " + TRAILER);
    }

    @Test
    void aSquashByGitIndentsTheMessagesItConcatenates() {
        var part = "commit " + "a".repeat(40) + "\nAuthor: Ada <ada@example.com>\nDate:   today\n\n    Step\n";

        var authorship =
                of(byAda("Squashed commit of the following:\n\n" + part + "    \n    " + TRAILER + "\n\n" + part));

        assertThat(authorship.confidence()).isEqualTo(0.45);
    }

    @Test
    void aSquashWhoseListAtTheEndAloneNamesTheToolCountsForOnePart() {
        var message = "feat: parser (#12)\n\n* feat\n\n* fix\n\n---------\n\n" + TRAILER;

        assertThat(of(byAda(message)).confidence()).isEqualTo(0.45);
    }

    @Test
    void anOrdinaryListOfChangesIsNoSquash() {
        assertThat(of(byAda("feat: parser\n\n* reads\n* writes\n\n" + TRAILER)).confidence())
                .isEqualTo(0.9);
    }

    @Test
    void theOrderOfCommitsChangesNothing() {
        var commits = new ArrayList<CommitEvidence>();
        for (int i = 0; i < 30; i++) {
            var message = List.of("Step\n\n" + TRAILER, "By hand", "Fix\n\n" + RABBIT, "Co\n\nco-authored-by: Claude")
                    .get(i % 4);
            commits.add(attribution.readCommit(i % 3 == 0 ? commit(message).build() : byAda(message)));
        }
        var random = new Random(42);

        var first = attribution.decide(new Signs(DEVIN, "x", BodyEvidence.NONE, List.of(), commits));

        for (int i = 0; i < 50; i++) {
            Collections.shuffle(commits, random);
            assertThat(attribution.decide(new Signs(DEVIN, "x", BodyEvidence.NONE, List.of(), commits)))
                    .isEqualTo(first);
        }
    }
}
