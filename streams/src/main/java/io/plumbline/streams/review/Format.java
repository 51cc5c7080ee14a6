package io.plumbline.streams.review;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How one reviewer writes severity and category. In each list the first that matches counts.
 *
 * @param tool id in the tool catalogue, or {@link ReviewRules#OTHER} or {@link ReviewRules#PEOPLE}
 */
record Format(String tool, List<Mark> severities, List<Mark> categories) {

    /** @param value null = what matches states nothing */
    record Mark(String value, Pattern pattern) {}

    Stated read(String words) {
        return new Stated(first(severities, words), first(categories, words));
    }

    /** This one's marks before those of the other. */
    Format before(Format other) {
        return new Format(tool, together(severities, other.severities()), together(categories, other.categories()));
    }

    private static List<Mark> together(List<Mark> first, List<Mark> then) {
        var all = new ArrayList<>(first);
        all.addAll(then);
        return List.copyOf(all);
    }

    private static String first(List<Mark> marks, String words) {
        for (var mark : marks) {
            if (mark.pattern().matcher(words).find()) {
                return mark.value();
            }
        }
        return null;
    }
}
