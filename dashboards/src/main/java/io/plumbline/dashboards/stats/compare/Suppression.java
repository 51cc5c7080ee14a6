package io.plumbline.dashboards.stats.compare;

import java.util.Map;

/**
 * Which figures to leave out, and why. A page shows the same words for both causes, so that the cause does not tell the
 * smallest group.
 *
 * @param hidden by place; everything else may be published
 */
public record Suppression(Map<Place, Cause> hidden) {

    /** Why a figure is hidden. */
    public enum Cause {
        TOO_FEW_PEOPLE,
        /** Otherwise a hidden figure could be computed from it. */
        PROTECTS_ANOTHER
    }

    public Suppression {
        hidden = Map.copyOf(hidden);
    }

    public boolean hides(Place place) {
        return hidden.containsKey(place);
    }
}
