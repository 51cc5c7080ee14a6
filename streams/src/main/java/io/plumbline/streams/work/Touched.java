package io.plumbline.streams.work;

import java.util.List;
import java.util.Set;

/** What {@link WorkRules} read from changed paths: most of their work, and paths change less often than all else. */
public final class Touched {

    /** Unknown paths. */
    public static final Touched NOTHING = new Touched(List.of(), List.of(), List.of(), Set.of());

    private final List<String> paths;
    private final List<List<Rule>> rules;
    private final List<String> areas;
    private final Set<String> generated;

    Touched(List<String> paths, List<List<Rule>> rules, List<String> areas, Set<String> generated) {
        this.paths = paths;
        this.rules = rules;
        this.areas = areas;
        this.generated = generated;
    }

    /** Distinct, sorted. */
    public List<String> paths() {
        return paths;
    }

    /** Those of the paths that nobody wrote by hand. */
    public Set<String> generated() {
        return generated;
    }

    /** Of each path. */
    List<List<Rule>> rules() {
        return rules;
    }

    /** Sorted. */
    List<String> areas() {
        return areas;
    }
}
