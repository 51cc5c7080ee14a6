package io.plumbline.ingest.github;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * An object of the payload, holding only the fields of its shape.
 *
 * <p>Missing and null are the same, unknown, and read as null; a value of another type is an error that names the
 * field, because reading it as unknown would hide a change of the vendor's format.
 */
final class Part {

    /** Stands for a value that no field of ours can have, such as an object where a text belongs. */
    static final Object FOREIGN = new Object();

    private final Shape shape;
    private final Part parent;
    private final String name;
    private final Object[] values;
    private long present;

    Part(Shape shape, Part parent, String name) {
        this.shape = shape;
        this.parent = parent;
        this.name = name;
        this.values = new Object[shape.size()];
    }

    void set(int position, Object value) {
        values[position] = value;
        present |= 1L << position;
    }

    /** True when the payload names the field, even with null. */
    boolean names(String field) {
        return (present & (1L << position(field))) != 0;
    }

    String text(String field) throws PayloadException {
        var value = value(field);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw wrong(field, "a text");
    }

    String needText(String field) throws PayloadException {
        return needed(field, text(field));
    }

    Boolean flag(String field) throws PayloadException {
        var value = value(field);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        throw wrong(field, "true or false");
    }

    Long number(String field) throws PayloadException {
        var value = value(field);
        if (value == null || value instanceof Long) {
            return (Long) value;
        }
        throw wrong(field, "a whole number");
    }

    long needNumber(String field) throws PayloadException {
        return needed(field, number(field));
    }

    Integer integer(String field) throws PayloadException {
        var value = number(field);
        if (value == null) {
            return null;
        }
        if (value != value.intValue()) {
            throw wrong(field, "a number of 32 bits");
        }
        return value.intValue();
    }

    int needInteger(String field) throws PayloadException {
        return needed(field, integer(field));
    }

    /** ISO 8601 text or epoch number, see {@link Times}; null also for the year 1 that some clients send for "none". */
    Instant time(String field) throws PayloadException {
        var value = value(field);
        try {
            if (value instanceof String text) {
                return Times.parse(text);
            }
            if (value instanceof Long number) {
                return Times.ofEpoch(number);
            }
        } catch (IllegalArgumentException e) {
            throw new PayloadException(path(field) + " is not a time");
        }
        if (value != null) {
            throw wrong(field, "a time");
        }
        return null;
    }

    Instant needTime(String field) throws PayloadException {
        return needed(field, time(field));
    }

    Part part(String field) throws PayloadException {
        var value = value(field);
        if (value == null || value instanceof Part) {
            return (Part) value;
        }
        throw wrong(field, "an object");
    }

    Part needPart(String field) throws PayloadException {
        return needed(field, part(field));
    }

    List<Part> parts(String field) throws PayloadException {
        return elements(field, Part.class, "a list of objects");
    }

    List<String> texts(String field) throws PayloadException {
        return elements(field, String.class, "a list of texts");
    }

    /** Whatever is there: text, Long, Double, Boolean, Part, list of these, {@link #FOREIGN}; for fields that are free. */
    Object any(String field) {
        return value(field);
    }

    private <T> List<T> elements(String field, Class<T> type, String wanted) throws PayloadException {
        var value = value(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list)) {
            throw wrong(field, wanted);
        }
        var elements = new ArrayList<T>(list.size());
        for (var element : list) {
            if (!type.isInstance(element)) {
                throw wrong(field, wanted);
            }
            elements.add(type.cast(element));
        }
        return elements;
    }

    private Object value(String field) {
        return values[position(field)];
    }

    private int position(String field) {
        var position = shape.position(field);
        if (position < 0) {
            throw new IllegalArgumentException("The shape has no field " + field);
        }
        return position;
    }

    private <T> T needed(String field, T value) throws PayloadException {
        if (value == null) {
            throw new PayloadException(path(field) + " is missing");
        }
        return value;
    }

    private PayloadException wrong(String field, String wanted) {
        return new PayloadException(path(field) + " is not " + wanted);
    }

    private String path(String field) {
        var path = new StringBuilder(field);
        for (var part = this; part != null && part.parent != null; part = part.parent) {
            path.insert(0, part.name + ".");
        }
        return path.toString();
    }
}
