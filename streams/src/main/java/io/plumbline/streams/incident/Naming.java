package io.plumbline.streams.incident;

import java.util.Locale;
import java.util.regex.Pattern;

/** Whether something said elsewhere means an incident. Pure. */
final class Naming {

    /** Shorter ids occur in any text. */
    private static final int SPEAKING = 5;

    private Naming() {}

    /** An id that a deployment states: the provider's, ours, the number, or the page. */
    static boolean isId(String stated, IncidentStory story) {
        var id = stated.strip();
        return id.equalsIgnoreCase(story.getIncidentId())
                || id.equalsIgnoreCase(story.getId())
                || (story.getUrl() != null && id.equals(story.getUrl()))
                || (story.getNumber() != null
                        && id.replaceFirst("^#", "").equals(story.getNumber().toString()));
    }

    /** A text that holds the id, or "incident 12", "INC-12". */
    static boolean names(String text, IncidentStory story) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (story.getIncidentId().length() >= SPEAKING
                && holds(lower, Pattern.quote(story.getIncidentId().toLowerCase(Locale.ROOT)))) {
            return true;
        }
        return story.getNumber() != null && holds(lower, "inc(?:ident)?[ -]*#?" + story.getNumber());
    }

    private static boolean holds(String text, String pattern) {
        return Pattern.compile("(?<![a-z0-9])" + pattern + "(?![a-z0-9])")
                .matcher(text)
                .find();
    }
}
