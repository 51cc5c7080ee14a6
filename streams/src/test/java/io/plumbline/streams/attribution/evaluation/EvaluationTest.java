package io.plumbline.streams.attribution.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.streams.attribution.Attribution;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluationTest {

    private static final String HEADER = "count\tkind\tidentity\ttool\tclass";

    private final Evaluation evaluation = LabelledIdentities.evaluate(
            List.of(
                    HEADER,
                    "8\tauthor\tClaude <noreply@anthropic.com>\tclaude\tai",
                    "2\ttrailer:co-authored-by\tCursor <cursoragent@cursor.com>\tclaude\tai",
                    "5\ttrailer:co-authored-by\tMystery <mystery@example.com>\tother\tai",
                    "1\tauthor\tAda <ada@anthropic.com>\t\thuman",
                    "1\tauthor\tOpenHands <openhands@all-hands.dev>\t\thuman",
                    "3\tauthor\tMaybe <maybe@example.com>\t\tambiguous",
                    "4\ttrailer:co-authored-by\tCopilot <175728472+Copilot@users.noreply.github.com>\tcopilot\tai"),
            Attribution.standard(),
            Map.of("claude", "claude-code", "copilot", "github-copilot"));

    @Test
    void precisionRecallAndF1AreOfPlainCounts() {
        assertThat(evaluation.ai()).isEqualTo(new Score(2, 1, 1));
        assertThat(evaluation.ai().precision()).hasValue(2 / 3.0);
        assertThat(evaluation.ai().recall()).hasValue(2 / 3.0);
        assertThat(evaluation.ai().f1()).hasValue(4 / 6.0);
        assertThat(evaluation.aiByOccurrence()).isEqualTo(new Score(10, 1, 5));
        assertThat(evaluation.aiWithAppliedSuggestions()).isEqualTo(new Score(2, 1, 2));
        assertThat(evaluation.people()).isEqualTo(new Score(1, 1, 1));
        assertThat(new Score(0, 0, 0).precision()).isEmpty();
    }

    @Test
    void eachToolIsCountedByItself() {
        assertThat(evaluation.byTool())
                .containsOnly(
                        Map.entry("claude-code", new Score(1, 0, 1)),
                        Map.entry("cursor", new Score(0, 1, 0)),
                        Map.entry("openhands", new Score(0, 1, 0)));
    }

    @Test
    void whateverIsWrongOrUndecidedIsListedByName() {
        assertThat(evaluation.missed())
                .extracting(Answer::subject)
                .singleElement()
                .asString()
                .contains("Mystery");
        assertThat(evaluation.peopleTakenForAi()).extracting(Answer::tool).containsExactly("openhands");
        assertThat(evaluation.otherTool()).extracting(Answer::tool).containsExactly("cursor");
        assertThat(evaluation.ambiguous()).hasSize(1);
        assertThat(evaluation.appliedSuggestions()).hasSize(1);
        assertThat(evaluation.report())
                .contains("66.7 %", "Mystery", "Maybe", "we say cursor (cursor-coauthor)", "applied suggestions");
    }

    @Test
    void aLineThatIsNotOfTheFormIsNamed() {
        assertThatThrownBy(() -> LabelledIdentities.evaluate(
                        List.of(HEADER, "1\tauthor\tAda"), Attribution.standard(), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Line 2");
    }
}
