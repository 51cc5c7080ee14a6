package io.plumbline.streams.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.streams.delivery.DeliveryRules.Environment;
import io.plumbline.streams.delivery.DeliveryRules.First;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeliveryRulesTest {

    private static final DeliveryRules RULES = DeliveryRules.standard();

    @ParameterizedTest
    @ValueSource(
            strings = {"production", "Production", "prod", "prod-eu-1", "live", "eu-production", "Production – shop"})
    void theseAreProduction(String name) {
        assertThat(RULES.environment(name)).isEqualTo(Environment.PRODUCTION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"staging", "pre-prod", "preproduction", "non-production", "non-prod", "dev", "products", ""})
    void theseAreNot(String name) {
        assertThat(RULES.environment(name)).isEqualTo(Environment.OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pr-12", "review/login-page", "Preview", "preview-3f"})
    void theseLiveAsLongAsOnePullRequest(String name) {
        assertThat(RULES.environment(name)).isEqualTo(Environment.EPHEMERAL);
    }

    @ParameterizedTest
    @CsvSource({
        "deploy:rollback, main, , rollback",
        "deploy, main, Rolling back to 1.4, rollback",
        "deploy, hotfix/12, , hotfix",
        "deploy, main, hotfix for incident 12, hotfix",
        "deploy, main, emergency change, unplanned",
        "deploy, v1.2.3-hotfix.1, , hotfix"
    })
    void aDeploymentSaysWhyItWasMade(String task, String ref, String description, String trigger) {
        assertThat(RULES.ofDeployment(task, ref, description))
                .hasValueSatisfying(sign -> assertThat(sign.trigger()).isEqualTo(trigger));
    }

    @Test
    void anOrdinaryDeploymentSaysNothing() {
        assertThat(RULES.ofDeployment("deploy", "main", "Release 2026.11: rollbacks are faster now"))
                .isEmpty();
        assertThat(RULES.ofPullRequest("feature/hotfixes", List.of("bug"), "Show hotfixes"))
                .isEmpty();
    }

    @Test
    void incidentsAreFoundInDescriptions() {
        assertThat(RULES.incident("rollback for incident 12")).contains("12");
        assertThat(RULES.incident("Fixes INC-204")).contains("INC-204");
        assertThat(RULES.incident("see incident #7")).contains("7");
        assertThat(RULES.incident("no incident known")).isEmpty();
        assertThat(RULES.incident(null)).isEmpty();
    }

    @Test
    void ownRulesComeFirstAndReplaceWhatTheyName() {
        var own = DeliveryRules.standardWith("""
                version: acme-1
                disable: [hotfix-title]
                first: {policy: nothing}
                branches: [stable]
                environments:
                  - {id: blue-green, kind: production, values: ["blue", "green"]}
                triggers:
                  - {id: hotfix-branch, trigger: hotfix, signal: branch, values: ["fire/*"]}
                incidents:
                  - {id: acme, values: ['ACME-(\\d+)']}
                """);

        assertThat(own.version()).isEqualTo("1+acme-1");
        assertThat(own.first()).isEqualTo(First.NOTHING);
        assertThat(own.isMainBranch("stable")).isTrue();
        assertThat(own.isMainBranch("main")).isFalse();
        assertThat(own.environment("Blue")).isEqualTo(Environment.PRODUCTION);
        assertThat(own.environment("prod")).isEqualTo(Environment.PRODUCTION);
        assertThat(own.ofPullRequest("fire/1", List.of(), "x")).isPresent();
        assertThat(own.ofPullRequest("hotfix/1", List.of(), "hotfix")).isEmpty();
        assertThat(own.incident("ACME-7")).contains("7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules: []|Unrecognized field",
                "{triggers: []}|version must be given",
                "{version: a, first: {policy: some}}|policy some is none of nothing, everything, window",
                "{version: a, first: {policy: window}}|window needs days",
                "{version: a, environments: [{id: x, kind: holy, values: [a]}]}|Rule x: kind holy is none of",
                "{version: a, triggers: [{id: x, trigger: rollback, signal: smoke, values: [a]}]}|Rule x: signal smoke is none of",
                "{version: a, incidents: [{id: x, values: ['[']}]}|Rule x: ",
                "{version: a, incidents: [{id: x, values: ['abc']}]}|Rule x: every value needs a group",
                "{version: a, disable: [nobody]}|disable: there is no rule nobody"
            })
    void aFileThatCannotBeUsedIsRefusedWithTheReason(String yaml, String reason) {
        assertThatThrownBy(() -> DeliveryRules.standardWith(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(reason);
    }
}
