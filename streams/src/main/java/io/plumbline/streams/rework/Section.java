package io.plumbline.streams.rework;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A part of a commit message that begins with its subject or, in a squash, with the subject of one of its commits. */
final class Section {

    private static final Pattern LISTED = Pattern.compile("^\\s*[*-]\\s+(?<subject>\\S.*)$");

    private final String subject;
    private final StringBuilder text = new StringBuilder();
    private boolean cancelled;

    private Section(String subject) {
        this.subject = subject;
    }

    /** At least one; those that a later one takes back are cancelled, and so is that one. */
    static List<Section> of(String message) {
        var sections = new ArrayList<Section>();
        for (var line : (Iterable<String>) message.lines()::iterator) {
            var listed = LISTED.matcher(line);
            boolean begins = listed.matches() && Mentions.takenBack(listed.group("subject")) != null;
            if (sections.isEmpty() || begins) {
                sections.add(new Section(Mentions.bare(begins ? listed.group("subject") : line)));
            }
            sections.get(sections.size() - 1).text.append(line).append('\n');
        }
        if (sections.isEmpty()) {
            sections.add(new Section(""));
        }
        for (int later = sections.size() - 1; later > 0; later--) {
            cancel(sections, later);
        }
        return sections;
    }

    private static void cancel(List<Section> sections, int later) {
        var back = sections.get(later);
        var taken = back.cancelled ? null : Mentions.takenBack(back.subject);
        for (int earlier = later - 1; taken != null && earlier >= 0; earlier--) {
            var one = sections.get(earlier);
            // The subject of the whole is not one of the commits that were squashed.
            if (earlier > 0 && !one.cancelled && one.subject.equals(taken)) {
                one.cancelled = true;
                back.cancelled = true;
                return;
            }
        }
    }

    void ifStanding(Consumer<String> read) {
        if (!cancelled) {
            read.accept(text.toString());
        }
    }
}
