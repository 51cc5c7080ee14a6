package io.plumbline.dashboards.rights;

import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whose figures somebody may see: all, or those of some teams. */
public final class Teams {

    /** Everything, also what belongs to no team. */
    public static final Teams ALL = new Teams(true, new TreeSet<>());

    /** Joins ids in a query parameter; ids cannot hold it. */
    private static final String SEPARATOR = "\n";

    /** No id is a control character. */
    private static final String NOBODY = "\u0001";

    private final boolean all;
    private final SortedSet<String> ids;

    private Teams(boolean all, SortedSet<String> ids) {
        this.all = all;
        this.ids = ids;
    }

    /** Empty = nothing at all, until somebody gives them a team. */
    public static Teams only(Collection<String> ids) {
        return new Teams(false, new TreeSet<>(ids));
    }

    public boolean isAll() {
        return all;
    }

    /** Empty when there is no limit, and when there is nothing to see. */
    public SortedSet<String> ids() {
        return new TreeSet<>(ids);
    }

    /** @param team id, or null for what belongs to no team: only a reader without limit sees that */
    public boolean include(String team) {
        return all || (team != null && ids.contains(team));
    }

    /**
     * The value of {@code :teams} in queries: empty = no limit. A reader without any team gets a value that no team has.
     */
    public String parameter() {
        if (all) {
            return "";
        }
        return ids.isEmpty() ? NOBODY : String.join(SEPARATOR, ids);
    }

    public String label() {
        if (all) {
            return "all teams";
        }
        return ids.isEmpty() ? "no team yet" : String.join(", ", ids);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Teams that && all == that.all && ids.equals(that.ids);
    }

    @Override
    public int hashCode() {
        return ids.hashCode() + (all ? 1 : 0);
    }

    @Override
    public String toString() {
        return label();
    }
}
