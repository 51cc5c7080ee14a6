package io.plumbline.standalone.simulator;

import java.util.ArrayList;
import java.util.List;

/**
 * What is true of people's pull requests; an AI tool's {@link ToolEffect} multiplies some of these.
 *
 * @param acceptance probability that a pull request that becomes ready is merged in the end
 * @param automationAcceptance the same for dependency bots
 * @param draft probability that it is opened as a draft
 * @param neverReady probability that a draft never becomes ready
 * @param humanReview probability that a merged pull request had a review by a person other than its author
 * @param rework probability of a push after the first human review, given there was one
 * @param findingsPerPr mean number of findings per AI review of a ready pull request (overdispersed, k = 0.8)
 * @param suggestionShare share of AI findings that carry a suggestion block
 * @param suggestionApplied probability that such a suggestion is applied
 * @param findingFixed probability that a finding without an applied suggestion is fixed by a push
 * @param revert probability that a merged pull request is reverted later
 * @param incident probability that a deployed pull request causes an incident
 * @param infrastructureIncidents incidents without a causing change, per service and week
 * @param statedCause share of caused incidents whose cause is written down afterwards
 */
public record Rates(
        double acceptance,
        double automationAcceptance,
        double draft,
        double neverReady,
        double humanReview,
        double rework,
        double findingsPerPr,
        double suggestionShare,
        double suggestionApplied,
        double findingFixed,
        double revert,
        double incident,
        double infrastructureIncidents,
        double statedCause) {

    public static Rates defaults() {
        return new Rates(0.84, 0.72, 0.18, 0.08, 0.86, 0.30, 1.2, 0.35, 0.40, 0.40, 0.012, 0.010, 0.02, 0.6);
    }

    public Rates withAcceptance(double value) {
        return new Rates(
                value,
                automationAcceptance,
                draft,
                neverReady,
                humanReview,
                rework,
                findingsPerPr,
                suggestionShare,
                suggestionApplied,
                findingFixed,
                revert,
                incident,
                infrastructureIncidents,
                statedCause);
    }

    public Rates withRework(double value) {
        return new Rates(
                acceptance,
                automationAcceptance,
                draft,
                neverReady,
                humanReview,
                value,
                findingsPerPr,
                suggestionShare,
                suggestionApplied,
                findingFixed,
                revert,
                incident,
                infrastructureIncidents,
                statedCause);
    }

    public Rates withFindingsPerPr(double value) {
        return new Rates(
                acceptance,
                automationAcceptance,
                draft,
                neverReady,
                humanReview,
                rework,
                value,
                suggestionShare,
                suggestionApplied,
                findingFixed,
                revert,
                incident,
                infrastructureIncidents,
                statedCause);
    }

    public Rates withRevert(double value) {
        return new Rates(
                acceptance,
                automationAcceptance,
                draft,
                neverReady,
                humanReview,
                rework,
                findingsPerPr,
                suggestionShare,
                suggestionApplied,
                findingFixed,
                value,
                incident,
                infrastructureIncidents,
                statedCause);
    }

    public Rates withIncident(double value) {
        return new Rates(
                acceptance,
                automationAcceptance,
                draft,
                neverReady,
                humanReview,
                rework,
                findingsPerPr,
                suggestionShare,
                suggestionApplied,
                findingFixed,
                revert,
                value,
                infrastructureIncidents,
                statedCause);
    }

    List<String> problems() {
        List<String> problems = new ArrayList<>();
        share(problems, "rates.acceptance", acceptance);
        share(problems, "rates.automationAcceptance", automationAcceptance);
        share(problems, "rates.draft", draft);
        share(problems, "rates.neverReady", neverReady);
        share(problems, "rates.humanReview", humanReview);
        share(problems, "rates.rework", rework);
        share(problems, "rates.suggestionShare", suggestionShare);
        share(problems, "rates.suggestionApplied", suggestionApplied);
        share(problems, "rates.findingFixed", findingFixed);
        share(problems, "rates.revert", revert);
        share(problems, "rates.incident", incident);
        share(problems, "rates.statedCause", statedCause);
        range(problems, "rates.findingsPerPr", findingsPerPr, 0, 50);
        range(problems, "rates.infrastructureIncidents", infrastructureIncidents, 0, 10);
        return problems;
    }

    static void share(List<String> problems, String name, double value) {
        range(problems, name, value, 0, 1);
    }

    /** Written so that NaN is a problem too. */
    static void range(List<String> problems, String name, double value, double low, double high) {
        if (!(value >= low && value <= high)) {
            problems.add(name + " must be between " + low + " and " + high + ", not " + value);
        }
    }
}
