package io.plumbline.dashboards.card;

import java.util.Locale;

/** Why there is nothing to show. The five are never mixed up: none of them is a zero but the last. */
public enum EmptyKind {
    /** No source that could tell it is connected. */
    NOT_CONNECTED("No source is connected"),
    /** The source is connected and its data are on their way, or a window is still open. */
    SYNCING("Still on its way"),
    /** There are data, but none of them fit the filters. */
    FILTER("Nothing fits these filters"),
    /** Fewer people or pull requests than may be shown. */
    SUPPRESSED("Not shown"),
    /** It was looked for and did not happen. */
    TRUE_ZERO("None");

    private final String heading;

    EmptyKind(String heading) {
        this.heading = heading;
    }

    public String heading() {
        return heading;
    }

    /** As marked in HTML: {@code not-connected}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
