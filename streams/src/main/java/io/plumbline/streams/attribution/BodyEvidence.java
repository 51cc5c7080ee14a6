package io.plumbline.streams.attribution;

import java.util.List;

/**
 * What the rules found in a body, so that the body itself need not be kept.
 *
 * @param requestedBy login in a line "Requested by: @login"; null when there is none
 */
public record BodyEvidence(List<Finding> findings, String requestedBy) {

    public static final BodyEvidence NONE = new BodyEvidence(List.of(), null);

    /** A rule by its id, and the line it matched, at most 200 characters. */
    public record Finding(String rule, String value) {}
}
