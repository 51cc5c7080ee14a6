package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.Evidence;
import io.plumbline.streams.attribution.Authorship;
import java.util.ArrayList;
import java.util.List;

/**
 * The origin as the rules found it, unless a person has said otherwise. What the rules found stays as evidence.
 *
 * @param by who said otherwise; null when the rules decided
 */
record StatedOrigin(String origin, String tool, double confidence, List<Evidence> evidence, String by, String reason) {

    static StatedOrigin of(Authorship found, OriginStatement statement) {
        if (statement == null || statement.getRetracted()) {
            return new StatedOrigin(
                    found.origin().id(), found.tool(), found.confidence(), found.evidence(), null, null);
        }
        var evidence = new ArrayList<Evidence>();
        evidence.add(
                new Evidence("override", "override", statement.getAuthor() + ": " + cut(statement.getReason()), 1.0));
        evidence.addAll(found.evidence());
        return new StatedOrigin(
                statement.getOrigin(),
                statement.getTool(),
                statement.getOrigin().equals("unknown") ? 0 : 1,
                evidence,
                statement.getAuthor(),
                statement.getReason());
    }

    private static String cut(String reason) {
        return reason.length() <= 160 ? reason : reason.substring(0, 160);
    }
}
