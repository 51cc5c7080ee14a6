package io.plumbline.dashboards.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A period that moves with time; written in the URL as {@code period=12w}. */
public enum Preset {
    WEEKS_4("4w", "4 weeks", 4),
    WEEKS_12("12w", "12 weeks", 12),
    WEEKS_26("26w", "26 weeks", 26),
    WEEKS_52("52w", "52 weeks", 52),
    ALL("all", "All", 0);

    private final String id;
    private final String label;
    private final int weeks;

    Preset(String id, String label, int weeks) {
        this.id = id;
        this.label = label;
        this.weeks = weeks;
    }

    public String id() {
        return id;
    }

    public String label() {
        return label;
    }

    /** Complete ISO weeks; 0 for all data. */
    public int weeks() {
        return weeks;
    }

    public static List<Preset> all() {
        return List.of(values());
    }

    static Optional<Preset> find(String id) {
        return Arrays.stream(values()).filter(preset -> preset.id.equals(id)).findFirst();
    }
}
