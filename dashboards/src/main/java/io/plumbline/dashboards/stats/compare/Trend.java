package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Newcombe;

/**
 * The change of a share between two periods and whether it may be called one.
 *
 * @param direction NONE unless the change is detectable; whether up is good is the metric's business
 * @param change now minus before with its interval, or why it is not shown
 */
public record Trend(Direction direction, Answer<Newcombe> change) {

    /** The arrow. */
    public enum Direction {
        UP,
        DOWN,
        NONE
    }
}
