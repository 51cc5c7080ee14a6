package io.plumbline.streams.deployment;

/**
 * From after the one moment until the other, epoch milliseconds.
 *
 * @param after {@code MIN_VALUE} = since ever
 */
record Span(long after, long until) {

    static final Span NONE = new Span(0, 0);

    boolean isEmpty() {
        return until <= after;
    }

    boolean covers(long moment) {
        return moment > after && moment <= until;
    }

    String text() {
        return after + " " + until;
    }

    static Span of(String text) {
        int space = text.indexOf(' ');
        return new Span(Long.parseLong(text.substring(0, space)), Long.parseLong(text.substring(space + 1)));
    }
}
