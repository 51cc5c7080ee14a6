package io.plumbline.streams.attribution.evaluation;

import io.plumbline.schema.fact.Evidence;
import io.plumbline.schema.metric.Origin;
import io.plumbline.streams.attribution.Authorship;
import java.util.stream.Collectors;

/**
 * What a person says of one subject, and what the rules say.
 *
 * @param count how often the subject occurs, at least 1
 * @param trueTool id in the tool catalogue; null when the label names none, or none that the catalogue has
 * @param tool id in the tool catalogue; null when the rules name none
 * @param why evidence in words; empty when there is none
 * @param appliedSuggestion the rules see a reviewer's applied suggestion: neither AI authorship nor its absence
 */
public record Answer(
        String subject,
        long count,
        Truth truth,
        String trueTool,
        boolean ai,
        String tool,
        String why,
        boolean appliedSuggestion) {

    /** What a person says. */
    public enum Truth {
        AI,
        HUMAN,
        AMBIGUOUS
    }

    public static Answer of(String subject, long count, Truth truth, String trueTool, Authorship authorship) {
        boolean ai = authorship.origin() == Origin.AI_AGENT || authorship.origin() == Origin.AI_ASSISTED;
        return new Answer(
                subject,
                count,
                truth,
                trueTool,
                ai,
                authorship.tool(),
                authorship.evidence().stream().map(Evidence::getRule).distinct().collect(Collectors.joining(", ")),
                !ai && !authorship.appliedSuggestions().isEmpty());
    }

    boolean judged() {
        return truth != Truth.AMBIGUOUS && !appliedSuggestion;
    }
}
