package io.plumbline.dashboards.alert;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

/** Hours of the day, of somebody's zone, in which nothing is sent; may span midnight. Equal ends = none. */
record QuietHours(LocalTime from, LocalTime until, ZoneId zone) {

    /** The moment itself, or when the quiet hours that it lies in are over. */
    Instant earliest(Instant moment) {
        var local = moment.atZone(zone);
        var time = local.toLocalTime();
        if (from.equals(until) || !holds(time)) {
            return moment;
        }
        var date =
                time.isBefore(until) ? local.toLocalDate() : local.toLocalDate().plusDays(1);
        var end = date.atTime(until).atZone(zone).toInstant();
        return end.isBefore(moment) ? moment : end;
    }

    private boolean holds(LocalTime time) {
        return from.isBefore(until)
                ? !time.isBefore(from) && time.isBefore(until)
                : !time.isBefore(from) || time.isBefore(until);
    }
}
