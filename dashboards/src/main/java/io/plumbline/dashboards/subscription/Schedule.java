package io.plumbline.dashboards.subscription;

import io.plumbline.dashboards.digest.IsoWeek;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;

/**
 * When somebody gets the digest of a week: the first such day after it, at a local time. Where daylight saving leaves that
 * time out, as much later as the gap is long; where it comes twice, the first time. Never before the week is over in the
 * organisation's zone, which may be hours behind.
 */
record Schedule(DayOfWeek day, LocalTime time, ZoneId zone) {

    /** @param organisation its zone cuts the weeks */
    Instant due(IsoWeek week, ZoneId organisation) {
        var date = week.next().monday().plusDays(day.getValue() - 1L);
        var local = ZonedDateTime.of(date, time, zone).toInstant();
        var over = week.endsAt(organisation);
        return local.isBefore(over) ? over : local;
    }

    /** The newest week whose digest is due. */
    IsoWeek lastDue(Instant now, ZoneId organisation) {
        var week = IsoWeek.of(LocalDate.ofInstant(now, zone));
        while (due(week, organisation).isAfter(now)) {
            week = week.minus(1);
        }
        return week;
    }

    Instant next(Instant now, ZoneId organisation) {
        return due(lastDue(now, organisation).next(), organisation);
    }
}
