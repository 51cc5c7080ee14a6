package io.plumbline.dashboards.teams;

import io.plumbline.dashboards.keyfigures.Figure;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.stats.compare.Cohort;
import io.plumbline.dashboards.stats.compare.Place;
import io.plumbline.dashboards.stats.compare.SmallCohorts;
import io.plumbline.dashboards.stats.compare.Suppression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which teams may be shown, in the period and in the one before: those of five people at least, and no fewer hidden than it
 * takes that none follows from the total. All figures of a team share its fate, medians too.
 */
record Privacy(Suppression now, Suppression before) {

    static Privacy of(Map<String, KeyFigures.Group> groups) {
        var now = new HashMap<String, Cohort>();
        var before = new HashMap<String, Cohort>();
        groups.forEach((id, group) -> {
            now.put(id, cohort(id, group.people(), group.now()));
            before.put(id, cohort(id, group.peopleBefore(), group.before()));
        });
        var small = new SmallCohorts();
        return new Privacy(small.list(now), small.list(before));
    }

    /** Work of a team of which it is not known whose it is, is somebody's all the same. What has no team may be machines'. */
    private static Cohort cohort(String id, Set<String> people, Map<KeyFigure, Figure> figures) {
        var values = values(figures);
        boolean somebodys = people.isEmpty()
                && !id.equals(KeyFigures.NO_TEAM)
                && values.stream().anyMatch(value -> value > 0);
        return new Cohort(somebodys ? Set.of("of " + id) : people, values);
    }

    /** Numerators and the rest of the denominators: a share of all or of none tells of everybody. */
    private static List<Long> values(Map<KeyFigure, Figure> figures) {
        var values = new ArrayList<Long>();
        for (var measure : KeyFigure.values()) {
            var figure = figures.get(measure);
            switch (measure.kind()) {
                case COUNT -> values.add(figure.events());
                case SHARE -> {
                    values.add(figure.events());
                    values.add(figure.units() - figure.events());
                }
                case RATE -> {
                    values.add(figure.events());
                    values.add(figure.units());
                }
                case HOURS -> values.add(figure.units());
            }
        }
        return values;
    }

    boolean shows(String team) {
        return !now.hides(Place.group(team));
    }

    boolean showsBefore(String team) {
        return !before.hides(Place.group(team));
    }

    boolean showsTotal() {
        return !now.hides(Place.total());
    }

    boolean showsTotalBefore() {
        return !before.hides(Place.total());
    }
}
