package io.plumbline.streams.attribution;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One line {@code Key: value} of a body or a commit message, with the value also read as {@code name <mail>}.
 *
 * @param mail null when the value names no address
 */
record Trailer(String key, String value, String name, String mail) {

    /** Trailers are short; a longer line is text, and not worth the time of the expressions. */
    private static final int LONGEST = 1_000;

    /** The line may be indented and may be set in bold or italics. */
    private static final Pattern LINE =
            Pattern.compile("^[\\s*_]*([A-Za-z][A-Za-z0-9-]*)\\s*:[*_]*\\s+(\\S.*?)[\\s*_]*$");

    private static final Pattern PERSON = Pattern.compile("^(.*?)\\s*<\\s*(?:mailto:)?([^<>]*)>$");
    private static final Pattern BARE_MAIL = Pattern.compile("^(.*?)\\s+(?:mailto:)?([^\\s<>@]+@[^\\s<>@]+)$");

    static Optional<Trailer> of(String line) {
        // Most lines of a body are prose; looking for the colon first keeps the expression off them.
        if (line.indexOf(':') < 0 || line.length() > LONGEST) {
            return Optional.empty();
        }
        var match = LINE.matcher(line);
        if (!match.matches()) {
            return Optional.empty();
        }
        var value = match.group(2);
        for (var form : new Pattern[] {PERSON, BARE_MAIL}) {
            var person = form.matcher(value);
            if (person.matches()) {
                return Optional.of(new Trailer(
                        match.group(1),
                        value,
                        person.group(1).strip(),
                        person.group(2).strip()));
            }
        }
        return Optional.of(new Trailer(match.group(1), value, value, null));
    }

    /** A commit's author, to be looked at by the rules for co-authors. */
    static Trailer identity(String name, String mail) {
        var stated = name == null ? "" : name.strip();
        return new Trailer("co-authored-by", mail == null ? stated : stated + " <" + mail + ">", stated, mail);
    }

    boolean isCoAuthor() {
        return key.equalsIgnoreCase("co-authored-by");
    }

    boolean matches(Rules.Rule rule) {
        if (!rule.key().matcher(key).matches()) {
            return false;
        }
        if (rule.value() != null) {
            return rule.value().matcher(value).matches();
        }
        return (rule.name() == null || rule.name().matcher(name).matches())
                && (mail == null
                        ? rule.noMail() || rule.mail() == null
                        : rule.mail() == null || rule.mail().matcher(mail).matches());
    }

    /** As a commit's author: people have the first names of assistants, so a name needs its address. */
    boolean identifies(Rules.Rule rule) {
        return rule.value() == null && (mail != null || rule.mail() == null) && matches(rule);
    }
}
