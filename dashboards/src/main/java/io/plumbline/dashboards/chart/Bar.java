package io.plumbline.dashboards.chart;

/**
 * A bar from the left edge.
 *
 * @param width a percentage of the room
 */
public record Bar(String width) {

    /** @param share in [0, 1] */
    public static Bar of(double share) {
        return new Bar(Positions.percent(Double.isNaN(share) ? 0 : share));
    }
}
