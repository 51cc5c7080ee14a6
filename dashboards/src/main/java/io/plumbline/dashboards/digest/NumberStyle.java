package io.plumbline.dashboards.digest;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** How a reader writes numbers. */
public enum NumberStyle {
    EN("en", "1,234.5", ",", "."),
    DE("de", "1.234,5", ".", ","),
    /** With a narrow space that does not break. */
    SI("si", "1\u202f234,5", "\u202f", ",");

    private static final Pattern SEPARATOR = Pattern.compile("(?<=\\d)([.,])(?=\\d)");

    private final String id;
    private final String example;
    private final String thousands;
    private final String decimal;

    NumberStyle(String id, String example, String thousands, String decimal) {
        this.id = id;
        this.example = example;
        this.thousands = thousands;
        this.decimal = decimal;
    }

    public String id() {
        return id;
    }

    public String example() {
        return example;
    }

    public static List<NumberStyle> all() {
        return List.of(values());
    }

    public static Optional<NumberStyle> of(String id) {
        return Arrays.stream(values()).filter(style -> style.id.equals(id)).findFirst();
    }

    /** @param formatted numbers as pages write them, such as {@code 1,754} or {@code 4.2 d} */
    String write(CharSequence formatted) {
        return this == EN
                ? formatted.toString()
                : SEPARATOR.matcher(formatted).replaceAll(match -> match.group().equals(",") ? thousands : decimal);
    }
}
