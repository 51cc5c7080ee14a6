package io.plumbline.dashboards.digest;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a reader can choose to have in the mail, in its order. */
public enum Section {
    CYCLE("Cycle time"),
    ACCEPTANCE("Acceptance of AI pull requests"),
    REWORK("Rework"),
    FINDINGS("Findings"),
    FAILURES("Change failures and incidents"),
    LOOK("Worth a look"),
    NOTES("Notes");

    private final String label;

    Section(String label) {
        this.label = label;
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String label() {
        return label;
    }

    public static List<Section> all() {
        return List.of(values());
    }

    /** Unknown ids are dropped. */
    public static Set<Section> of(Collection<String> ids) {
        return Arrays.stream(values())
                .filter(section -> ids.contains(section.id()))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class)));
    }
}
