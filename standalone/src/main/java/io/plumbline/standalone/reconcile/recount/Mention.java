package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;

/**
 * A trailer, its value also read as {@code name <mail>}.
 *
 * @param mail null when there is none
 */
record Mention(String key, String value, String name, String mail) {

    /** Trailers are short; what is longer is text. */
    private static final int LONGEST = 1_000;

    boolean fits(JsonNode rule) {
        if (!matches(rule, "key", key)) {
            return false;
        }
        if (rule.has("value")) {
            return matches(rule, "value", value);
        }
        if (rule.has("name") && !matches(rule, "name", name)) {
            return false;
        }
        if (!rule.has("mail")) {
            return true;
        }
        return mail == null ? rule.path("noMail").asBoolean() : matches(rule, "mail", mail);
    }

    /** A line {@code Key: value}, bold and italics allowed; null for any other. */
    static Mention of(String line) {
        int colon = line.indexOf(':');
        if (colon < 0 || line.length() > LONGEST) {
            return null;
        }
        var key = line.substring(0, colon).replaceFirst("^[\\s*_]+", "").stripTrailing();
        var rest = line.substring(colon + 1).replaceFirst("^[*_]+", "");
        var value = rest.replaceFirst("[\\s*_]+$", "").strip();
        boolean spaced = !rest.isEmpty() && Character.isWhitespace(rest.charAt(0));
        if (!key.matches("[A-Za-z][A-Za-z0-9-]*") || !spaced || value.isEmpty()) {
            return null;
        }
        int open = value.lastIndexOf('<');
        if (open >= 0 && value.endsWith(">")) {
            var mail = value.substring(open + 1, value.length() - 1);
            return new Mention(key, value, value.substring(0, open).strip(), address(mail));
        }
        int space = value.replaceAll("\\s", " ").lastIndexOf(' ');
        var last = address(value.substring(space + 1));
        return space > 0 && last.matches("[^<>@]+@[^<>@]+")
                ? new Mention(key, value, value.substring(0, space).strip(), last)
                : new Mention(key, value, value, null);
    }

    private static String address(String mail) {
        return mail.strip().replaceFirst("^mailto:", "").strip();
    }

    private static boolean matches(JsonNode rule, String field, String text) {
        return Pattern.compile(rule.get(field).asText(), Pattern.CASE_INSENSITIVE)
                .matcher(text)
                .matches();
    }
}
