package io.plumbline.streams.attribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.metric.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedSuggestionsTest extends CommitStory {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                COPILOT_REVIEW + " | 175728472 | github-copilot",
                "co-authored-by: Copilot Autofix <175728472+Copilot@users.noreply.github.com> | 175728472 | github-copilot",
                RABBIT + " | 136622811 | coderabbit",
                GRU + " | 185149714 | gru",
                "Co-authored-by: sourcery-ai[bot] <58596630+sourcery-ai[bot]@users.noreply.github.com> | | sourcery",
            })
    void anAppliedReviewSuggestionIsAcceptanceAndNotAuthorship(String trailer, Long id, String tool) {
        var commit = byAda("Apply suggestion\n\n" + trailer);

        var authorship = of(commit);

        assertThat(authorship.origin()).isEqualTo(Origin.UNKNOWN);
        assertThat(authorship.evidence()).isEmpty();
        assertThat(authorship.aiCommits()).isZero();
        assertThat(authorship.appliedSuggestions()).singleElement().satisfies(applied -> {
            assertThat(applied.sha()).isEqualTo(commit.getSha());
            assertThat(applied.reviewer().id()).isEqualTo(id);
            assertThat(applied.reviewer().tool()).isEqualTo(tool);
        });
        assertThat(attribution.appliedSuggestionBy(trailer))
                .hasValue(authorship.appliedSuggestions().get(0).reviewer());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                TRAILER,
                "Co-authored-by: Ada <7+ada@users.noreply.github.com>",
                "Co-authored-by: copilot <copilot@users.noreply.github.com>",
                "Co-authored-by: Copilot <198982749+Copilot@users.noreply.github.com>",
                // Number of the reviewer, login of the agent: written by hand, not by the forge.
                "Co-authored-by: copilot-swe-agent[bot] <175728472+copilot-swe-agent@users.noreply.github.com>",
                "Reviewed-by: Copilot <175728472+Copilot@users.noreply.github.com>",
                "",
            })
    void otherLinesAreNoAppliedSuggestions(String line) {
        assertThat(attribution.appliedSuggestionBy(line)).isEmpty();
    }

    @Test
    void anAgentThatAlsoReviewsAttributesItsOwnPullRequestsOnly() {
        var commit = commit("test: add\n\n" + GRU)
                .setAuthorLogin("gru-agent[bot]")
                .setCommitterLogin("web-flow")
                .build();

        var others = of(PERSON, "codex/fix", null, commit, byAda("More"));
        var own = of(new Account("gru-agent[bot]", 185149714L, "Bot"), "gru/test", null, commit);

        assertThat(others.tool()).isEqualTo("openai-codex");
        assertThat(others.aiCommits()).isZero();
        assertThat(others.appliedSuggestions()).hasSize(1);
        assertThat(own.tool()).isEqualTo("gru");
        assertThat(own.aiCommits()).isEqualTo(1);
        assertThat(own.appliedSuggestions()).isEmpty();
    }
}
