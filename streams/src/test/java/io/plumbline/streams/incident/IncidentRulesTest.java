package io.plumbline.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IncidentRulesTest {

    @ParameterizedTest
    @CsvSource({
        "P1, critical",
        "sev1, critical",
        "SEV-2, major",
        "P2 - high, major",
        "P3, minor",
        "Low, minor",
        "none, none",
        "major_outage, critical",
        "purple, unknown",
        ", unknown"
    })
    void severitiesBecomeOneScale(String severity, String impact) {
        assertThat(IncidentRules.standard().impact(severity)).isEqualTo(impact);
    }

    @Test
    void ownRulesReplaceWhatTheyStateAndNothingElse() {
        var rules = IncidentRules.standardWith("""
                version: acme-3
                windows: { answered: PT6H }
                impact: { major: [purple, p3] }
                words: { cause: ["schuld ist"] }
                """);

        assertThat(rules.version()).isEqualTo("1+acme-3");
        assertThat(rules.answered()).isEqualTo(Duration.ofHours(6));
        assertThat(rules.service()).isEqualTo(Duration.ofDays(3));
        assertThat(rules.impact("purple")).isEqualTo("major");
        assertThat(rules.impact("P3")).isEqualTo("major");
        assertThat(rules.impact("P4")).isEqualTo("minor");
        assertThat(rules.cause()).contains("schuld ist", "caused by");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "windows: { time: P7D }",
                "{version: x, windows: {time: a week}}",
                "{version: x, windows: {time: P400D}}",
                "{version: x, windows: {service: P8D}}",
                "{version: x, impact: {terrible: [p1]}}",
                "{version: x, colours: [red]}"
            })
    void whatCannotBeUsedIsRefused(String yaml) {
        assertThatThrownBy(() -> IncidentRules.standardWith(yaml)).isInstanceOf(IllegalArgumentException.class);
    }
}
