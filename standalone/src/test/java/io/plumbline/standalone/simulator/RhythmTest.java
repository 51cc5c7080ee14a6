package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RhythmTest {
    private static final SimulationPlan PLAN = SimulationPlan.demo(Recording.END);
    private static final Recording DEMO = Recording.of(PLAN);

    @Test
    void deliveriesComeInOrderOfTimeWithinThePlansTime() {
        assertThat(DEMO.deliveries)
                .isSortedAccordingTo((a, b) -> a.deliveredAt().compareTo(b.deliveredAt()));
        assertThat(DEMO.incidents).isSortedAccordingTo((a, b) -> a.occurredAt().compareTo(b.occurredAt()));
        assertThat(DEMO.deliveries).allSatisfy(delivery -> assertThat(delivery.deliveredAt())
                .isAfterOrEqualTo(PLAN.from())
                .isBefore(PLAN.until()));
    }

    @Test
    void deliveryIdsAreUnique() {
        assertThat(DEMO.deliveries).extracting(Delivery::guid).doesNotHaveDuplicates();
        assertThat(DEMO.deliveries).extracting(Delivery::id).doesNotHaveDuplicates();
    }

    @Test
    void theDemoHasTheSizeOfAnOrganisationOfFortyPeople() {
        assertThat(DEMO.truth().total(Count.OPENED, cell -> true)).isBetween(1_700L, 2_100L);
        assertThat(DEMO.deliveries).hasSizeBetween(20_000, 28_000);
        assertThat(DEMO.truth().repositories()).hasSize(12);
    }

    @Test
    void weekendsAreQuiet() {
        Map<DayOfWeek, Integer> opened = new EnumMap<>(DayOfWeek.class);
        for (Instant at : openedByPeople("payments")) {
            opened.merge(at.atZone(ZoneId.of("Europe/Berlin")).getDayOfWeek(), 1, Integer::sum);
        }

        int saturday = opened.getOrDefault(DayOfWeek.SATURDAY, 0);
        assertThat(opened.get(DayOfWeek.TUESDAY)).isGreaterThan(8 * StrictMath.max(1, saturday));
    }

    @Test
    void eachTeamKeepsTheHoursOfItsOwnZone() {
        assertThat(shareInOfficeHours("payments", "Europe/Berlin")).isGreaterThan(0.85);
        assertThat(shareInOfficeHours("search", "America/New_York")).isGreaterThan(0.85);
        assertThat(shareInOfficeHours("search", "Asia/Tokyo")).isLessThan(0.3);
    }

    @Test
    void holidaysAreAlmostFree() {
        long mayDay = openedByPeople("payments").stream()
                .filter(at -> at.atZone(ZoneId.of("Europe/Berlin"))
                        .toLocalDate()
                        .toString()
                        .equals("2026-05-01"))
                .count();

        assertThat(mayDay).isLessThanOrEqualTo(1);
    }

    @Test
    void agentsBecomeMoreCommonOverTheWeeks() {
        Instant middle = PLAN.from().plus(java.time.Duration.ofDays(91));

        assertThat(agentShare(middle, true)).isLessThan(agentShare(middle, false) - 0.05);
    }

    @Test
    void pullRequestsAreNumberedFromOneInEachRepository() {
        for (JsonNode opened : DEMO.payloads("pull_request", "opened")) {
            assertThat(opened.at("/number").intValue()).isPositive();
        }
        assertThat(DEMO.pulls)
                .extracting(pull -> pull.repository() + "#" + pull.number())
                .doesNotHaveDuplicates();
    }

    private static double agentShare(Instant middle, boolean before) {
        List<PullRequestTruth> pulls = DEMO.pulls.stream()
                .filter(pull -> Instant.parse(pull.createdAt()).isBefore(middle) == before)
                .toList();
        return (double) pulls.stream()
                        .filter(pull -> pull.origin().equals("ai_agent"))
                        .count()
                / pulls.size();
    }

    private static double shareInOfficeHours(String team, String zone) {
        List<Instant> all = openedByPeople(team);
        long inside = all.stream()
                .map(at -> at.atZone(ZoneId.of(zone)).getHour())
                .filter(hour -> hour >= 8 && hour < 18)
                .count();
        return (double) inside / all.size();
    }

    private static List<Instant> openedByPeople(String team) {
        return DEMO.pulls.stream()
                .filter(pull -> pull.team().equals(team)
                        && pull.kind().equals("ordinary")
                        && !pull.origin().equals("automation_bot"))
                .map(pull -> Instant.parse(pull.createdAt()))
                .toList();
    }
}
