package io.plumbline.dashboards.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.digest.IsoWeek;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static Schedule at(DayOfWeek day, String time, String zone) {
        return new Schedule(day, LocalTime.parse(time), ZoneId.of(zone));
    }

    private static IsoWeek week(String id) {
        return IsoWeek.parse(id).orElseThrow();
    }

    /** Daylight saving: the gap moves later by its length, of an overlap the first one counts. */
    @ParameterizedTest(name = "{0} {1} {2} of {3}")
    @CsvSource({
        // Berlin: 29 March 2026 at 2:00 becomes 3:00; 25 October at 3:00 becomes 2:00.
        "SUNDAY, 02:30, Europe/Berlin, 2026-W12, 2026-03-29T01:30:00Z",
        "SUNDAY, 02:30, Europe/Berlin, 2026-W42, 2026-10-25T00:30:00Z",
        "MONDAY, 09:00, Europe/Berlin, 2026-W12, 2026-03-23T08:00:00Z",
        "MONDAY, 09:00, Europe/Berlin, 2026-W13, 2026-03-30T07:00:00Z",
        // New York: 8 March 2026 at 2:00 becomes 3:00; 1 November at 2:00 becomes 1:00.
        "SUNDAY, 02:30, America/New_York, 2026-W09, 2026-03-08T07:30:00Z",
        "SUNDAY, 01:30, America/New_York, 2026-W43, 2026-11-01T05:30:00Z",
        // Lord Howe moves by half an hour: 4 October 2026 at 2:00 becomes 2:30; 5 April at 2:00 becomes 1:30.
        "SUNDAY, 02:15, Australia/Lord_Howe, 2026-W39, 2026-10-03T15:45:00Z",
        "SUNDAY, 01:45, Australia/Lord_Howe, 2026-W13, 2026-04-04T14:45:00Z",
    })
    void localTimesAreKeptThroughDaylightSaving(
            DayOfWeek day, String time, String zone, String week, Instant expected) {
        var due = at(day, time, zone).due(week(week), ZoneOffset.UTC);

        assertThat(due).isEqualTo(expected);
    }

    @Test
    void eachWeekIsDueExactlyOnceThroughAYearOfDaylightSaving() {
        for (var zone : new String[] {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia"}) {
            var schedule = at(DayOfWeek.SUNDAY, "02:30", zone);
            var week = week("2026-W01");
            for (int i = 0; i < 60; i++, week = week.next()) {
                var due = schedule.due(week, ZoneOffset.UTC);

                assertThat(schedule.lastDue(due, ZoneOffset.UTC))
                        .as("%s %s", zone, week)
                        .isEqualTo(week);
                assertThat(schedule.lastDue(due.minusMillis(1), ZoneOffset.UTC)).isEqualTo(week.minus(1));
                assertThat(schedule.next(due, ZoneOffset.UTC)).isEqualTo(schedule.due(week.next(), ZoneOffset.UTC));
            }
        }
    }

    @Test
    void aWeekIsNotSentBeforeItIsOverWhereTheOrganisationIs() {
        // Monday 9:00 in Auckland is still Sunday in New York.
        var due =
                at(DayOfWeek.MONDAY, "09:00", "Pacific/Auckland").due(week("2026-W46"), ZoneId.of("America/New_York"));

        assertThat(due).isEqualTo(Instant.parse("2026-11-16T05:00:00Z"));
    }

    @Test
    void aYearMayHaveAWeek53() {
        assertThat(IsoWeek.of(LocalDate.of(2026, 12, 31)).id()).isEqualTo("2026-W53");
        assertThat(IsoWeek.of(LocalDate.of(2027, 1, 3)).id()).isEqualTo("2026-W53");
        assertThat(IsoWeek.of(LocalDate.of(2027, 1, 4)).id()).isEqualTo("2027-W01");
        assertThat(week("2026-W53").next().id()).isEqualTo("2027-W01");
        assertThat(IsoWeek.parse("2027-W53")).isEmpty();
        assertThat(IsoWeek.parse("2026-W00")).isEmpty();
        assertThat(IsoWeek.parse("2026-53")).isEmpty();
        assertThat(at(DayOfWeek.MONDAY, "09:00", "Europe/Berlin").due(week("2026-W53"), ZoneOffset.UTC))
                .isEqualTo(Instant.parse("2027-01-04T08:00:00Z"));
    }
}
