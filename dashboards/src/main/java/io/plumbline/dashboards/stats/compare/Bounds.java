package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An interval whose ends may be unknown because the data set no limit on that side.
 *
 * @param lower finite when present
 * @param upper finite when present
 */
public record Bounds(OptionalDouble lower, OptionalDouble upper) {

    /** The interval, when both ends are known. */
    public Optional<Interval> interval() {
        return lower.isPresent() && upper.isPresent()
                ? Optional.of(new Interval(lower.getAsDouble(), upper.getAsDouble()))
                : Optional.empty();
    }
}
