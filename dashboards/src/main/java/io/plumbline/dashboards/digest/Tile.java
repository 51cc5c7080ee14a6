package io.plumbline.dashboards.digest;

/**
 * One figure as it is written.
 *
 * @param what the figure is exactly, with its n
 * @param value such as {@code 31 h}; a count or a reason when there is no figure to show
 * @param before such as {@code 38 h in the 12 weeks before}; empty = nothing to compare with
 * @param verdict in words, such as {@code down 18 %} or {@code no detectable change}
 * @param bounds of the change, 95 %; empty = none
 * @param claim sentence that states the change; empty when there is none
 * @param brief for the subject; empty = leave it out
 * @param width of its bar, 0 to 100; the longer of the two is 100
 * @param widthBefore of the bar of the 12 weeks
 */
record Tile(
        Section section,
        String label,
        String what,
        String value,
        String before,
        String verdict,
        String bounds,
        String claim,
        String brief,
        int width,
        int widthBefore,
        String href,
        Verdict figures) {

    boolean isChange() {
        return figures.isChange();
    }

    /** Seen without colour. */
    String arrow() {
        return switch (figures.kind()) {
            case UP -> "▲ ";
            case DOWN -> "▼ ";
            default -> "";
        };
    }

    boolean hasBars() {
        return width + widthBefore > 0;
    }
}
