package io.plumbline.schema.metric;

/**
 * What a metric means; the text is shown on pages, in mails and in the docs as it stands.
 *
 * @param formula numerator / denominator in words
 * @param cohort the day a pull request, suggestion, .. is counted on
 * @param windowDays days after the cohort day in which the numerator may still grow; 0 = no window
 * @param graceDays further days for late events before a value is final
 * @param minimumN below it a ratio is shown as weak, below 10 not at all (metrics.md 9.4)
 * @param direction up, down or context (neither is better by itself)
 * @param ours true: our own definition, not an industry one; pages say so
 * @param scale numerator and denominator are both counted in units of 1/scale; their ratio is as if they were not
 */
public record MetricDefinition(
        String id,
        String title,
        String formula,
        String numerator,
        String denominator,
        String unit,
        String cohort,
        int windowDays,
        int graceDays,
        int minimumN,
        String direction,
        boolean ours,
        String source,
        String pitfall,
        int scale) {

    public MetricDefinition {
        // Left out in the file by nearly all.
        scale = scale == 0 ? 1 : scale;
    }

    /** What a ratio is multiplied with to be read: 100 of "per 100 pull requests", 1,000 of "per 1,000 lines", else 1. */
    public int per() {
        var words = unit.split(" ", 3);
        return words[0].equals("per") ? Integer.parseInt(words[1].replace(",", "")) : 1;
    }
}
