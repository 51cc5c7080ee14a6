package io.plumbline.dashboards.teams;

import io.plumbline.dashboards.keyfigures.Figure;
import io.plumbline.dashboards.keyfigures.KeyFigure;
import io.plumbline.dashboards.keyfigures.KeyFigures;
import io.plumbline.dashboards.stats.compare.SampleRules;
import java.util.List;
import java.util.Map;

/**
 * The place of a team in one measure: only where its interval touches no other team's and all of them have at least five
 * people who answer for the work. Never of measures that are neither better nor worse.
 */
final class Ranks {

    private static final int PEOPLE = 5;

    private Ranks() {}

    /** Such as {@code 1st of 4}; empty where there is none. */
    static String of(KeyFigure measure, String team, List<String> shown, Map<String, KeyFigures.Group> groups) {
        if (measure.kind() != KeyFigure.Kind.SHARE || measure.better().equals("context")) {
            return "";
        }
        var others = shown.stream()
                .filter(other -> !other.equals(team) && !other.equals(KeyFigures.NO_TEAM))
                .toList();
        int place = 1;
        for (var other : others) {
            if (SampleRules.obstacleToRanking(standing(groups.get(team), measure), standing(groups.get(other), measure))
                            .isPresent()
                    || groups.get(team).people().size() < PEOPLE
                    || groups.get(other).people().size() < PEOPLE) {
                return "";
            }
            boolean otherIsHigher = ratio(groups.get(other), measure) > ratio(groups.get(team), measure);
            place += otherIsHigher == measure.better().equals("up") ? 1 : 0;
        }
        return others.isEmpty() ? "" : ordinal(place) + " of " + (others.size() + 1);
    }

    private static SampleRules.Standing standing(KeyFigures.Group group, KeyFigure measure) {
        Figure figure = group.now().get(measure);
        return new SampleRules.Standing(figure.share(), 0, group.people().size());
    }

    private static double ratio(KeyFigures.Group group, KeyFigure measure) {
        return group.now().get(measure).share().ratio();
    }

    private static String ordinal(int place) {
        int ten = place % 100;
        var ending = ten > 10 && ten < 14
                ? "th"
                : switch (place % 10) {
                    case 1 -> "st";
                    case 2 -> "nd";
                    case 3 -> "rd";
                    default -> "th";
                };
        return place + ending;
    }
}
