package io.plumbline.streams.review;

/**
 * What a reviewer states of a finding.
 *
 * @param severity critical, major, minor, trivial, info; null = unstated, which is none of these
 * @param category one of the six of metrics.md 2.5; null = unstated
 */
public record Stated(String severity, String category) {

    public static final Stated NOTHING = new Stated(null, null);
}
