package io.plumbline.streams.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingHoursTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0} to {1} is {2} hours")
    @CsvSource({
        // A Monday.
        "2026-03-02T09:00:00Z, 2026-03-02T17:00:00Z, 8",
        "2026-03-02T00:00:00Z, 2026-03-03T00:00:00Z, 8",
        "2026-03-02T16:30:00Z, 2026-03-03T09:30:00Z, 1",
        "2026-03-02T18:00:00Z, 2026-03-03T08:00:00Z, 0",
        // Over a weekend, and within one.
        "2026-03-06T16:00:00Z, 2026-03-09T10:00:00Z, 2",
        "2026-03-07T10:00:00Z, 2026-03-08T20:00:00Z, 0",
        // Two weeks, and before 1970.
        "2026-03-02T12:00:00Z, 2026-03-16T12:00:00Z, 80",
        "1969-12-29T09:00:00Z, 1970-01-05T09:00:00Z, 40",
    })
    void mondayToFridayNineToFive(Instant from, Instant to, long hours) {
        assertThat(WorkingHours.between(from, to, ZoneOffset.UTC))
                .isEqualTo(Duration.ofHours(hours).toMillis());
    }

    @Test
    void aClockChangeOverTheWeekendChangesNoWorkingTime() {
        var friday = Instant.parse("2026-03-27T15:00:00Z");
        var monday = Instant.parse("2026-03-30T08:00:00Z");

        // 16:00 there, before, and 10:00 there, after the clocks went forward.
        assertThat(WorkingHours.between(friday, monday, BERLIN))
                .isEqualTo(Duration.ofHours(2).toMillis());
    }

    /** Against counting minute by minute. */
    @ParameterizedTest
    @ValueSource(strings = {"UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland", "Asia/Kolkata"})
    void isTheNumberOfWorkingMinutes(String name) {
        var zone = ZoneId.of(name);
        var random = new Random(7);
        for (int trial = 0; trial < 20; trial++) {
            var from = Instant.parse("2025-01-01T00:00:00Z").plus(Duration.ofMinutes(random.nextInt(700_000)));
            int minutes = random.nextInt(20_000);
            long worked = 0;
            for (int minute = 0; minute < minutes; minute++) {
                var local = from.plus(Duration.ofMinutes(minute)).atZone(zone);
                boolean weekday = local.getDayOfWeek().compareTo(DayOfWeek.SATURDAY) < 0;
                worked += weekday && local.getHour() >= 9 && local.getHour() < 17 ? 1 : 0;
            }

            assertThat(WorkingHours.between(from, from.plus(Duration.ofMinutes(minutes)), zone))
                    .isEqualTo(Duration.ofMinutes(worked).toMillis());
        }
    }
}
