package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    private final SimulationPlan plan =
            SimulationPlan.demo(Recording.END).withWeeks(5).withSize(3, 5, 2, 10);

    @Test
    void theSamePlanGivesTheSameBytes() {
        assertThat(Recording.of(plan).fingerprint())
                .isEqualTo(Recording.of(plan).fingerprint());
    }

    @Test
    void theMachinesLocaleAndZoneDoNotMatter() {
        String expected = Recording.of(plan).fingerprint();
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Auckland"));

            assertThat(Recording.of(plan).fingerprint()).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void anotherSeedGivesAnotherOrganisationsLife() {
        assertThat(Recording.of(plan.withSeed(7)).fingerprint())
                .isNotEqualTo(Recording.of(plan).fingerprint());
    }

    @Test
    void raisingTheRevertRateLeavesEverythingElseAsItWas() {
        Recording calm = Recording.of(plan.withRates(Rates.defaults().withRevert(0)));
        Recording troubled = Recording.of(plan.withRates(Rates.defaults().withRevert(0.5)));

        assertThat(troubled.truth().total(Count.REVERTED, cell -> true)).isPositive();
        assertThat(lives(troubled)).isEqualTo(lives(calm));
    }

    @Test
    void raisingAcceptanceOnlyTurnsRefusalsIntoMerges() {
        Map<String, PullRequestTruth> strict =
                ordinary(Recording.of(plan.withRates(Rates.defaults().withAcceptance(0.6))));
        Map<String, PullRequestTruth> lenient =
                ordinary(Recording.of(plan.withRates(Rates.defaults().withAcceptance(0.9))));

        assertThat(lenient.keySet()).isEqualTo(strict.keySet());
        assertThat(strict).allSatisfy((key, pull) -> {
            if (pull.ending().equals("merged")) {
                assertThat(lenient.get(key).ending()).isEqualTo("merged");
            }
        });
    }

    private static Map<String, String> lives(Recording recording) {
        return ordinary(recording).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> entry.getValue().origin() + " "
                                + entry.getValue().mergedAt() + " "
                                + entry.getValue().closedAt() + " "
                                + entry.getValue().pushes() + " "
                                + entry.getValue().firstHumanReviewAt()));
    }

    /** By author and time of opening: numbers move when another pull request comes in between. */
    private static Map<String, PullRequestTruth> ordinary(Recording recording) {
        return recording.pulls.stream()
                .filter(pull -> pull.kind().equals("ordinary"))
                .collect(Collectors.toMap(
                        pull -> pull.repository() + " " + pull.createdAt() + " " + pull.author(), pull -> pull));
    }
}
