package io.plumbline.dashboards.stats.compare;

/** Why a figure is not given. The sentence is fit for a page; pages may word it for their metric. */
public enum Reason {
    NO_DATA("There are no observations."),
    NO_EXPOSURE("One of the groups has nothing that could have been counted."),
    NO_EVENTS("Nothing happened in either group."),
    NO_EVENTS_IN_FIRST("Nothing happened in the first group, so a ratio has no interval on both sides."),
    NO_EVENTS_IN_SECOND("Nothing happened in the second group, so nothing can be a multiple of it."),
    NO_FIRST_ARM("The first group does not occur here."),
    NO_SECOND_ARM("The second group does not occur here."),
    NO_COMMON_STRATUM("No stratum holds both groups."),
    NO_VARIATION("Every unit has the same outcome, so the spread cannot be estimated."),
    TOO_FEW_PER_STRATUM("Too few units in this stratum."),
    NOT_IN_REFERENCE("The reference mix does not contain this stratum."),
    TOO_FEW_CLUSTERS("Too few repositories to resample."),
    UNSTABLE_RESAMPLES("Too many resamples leave one of the groups empty."),
    UNBOUNDED("The data set no upper limit."),
    STILL_OPEN("Too many items are still open to know this quantile."),
    BEYOND_FOLLOW_UP("Nothing was observed for that long."),
    TOO_FEW_UNITS("Fewer than ten units: counts only."),
    INTERVALS_OVERLAP("The intervals overlap."),
    TOO_FEW_REPOSITORIES_AND_AUTHORS("Fewer than five repositories and fewer than five authors."),
    LABELS_UNINFORMATIVE("With these error shares the label says nothing about the origin."),
    IMPOSSIBLE_UNDER_ASSUMPTION("The observed figures cannot arise from these error shares.");

    private final String sentence;

    Reason(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
