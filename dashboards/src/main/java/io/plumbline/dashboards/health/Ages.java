package io.plumbline.dashboards.health;

import io.plumbline.dashboards.format.Numbers;
import java.time.Duration;
import java.time.Instant;

/** How long ago something was, in words. */
final class Ages {

    private static final double MILLIS_PER_HOUR = Duration.ofHours(1).toMillis();

    private Ages() {}

    /** {@code 4.2 d ago}; a clock ahead of ours gives {@code just now}. */
    static String ago(Instant at, Instant now) {
        if (at == null) {
            return "never";
        }
        var age = Duration.between(at, now);
        return age.toMinutes() < 1 ? "just now" : span(age) + " ago";
    }

    static String span(Duration span) {
        return Numbers.hours(span.toMillis() / MILLIS_PER_HOUR);
    }
}
