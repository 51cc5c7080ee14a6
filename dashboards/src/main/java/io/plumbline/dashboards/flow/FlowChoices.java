package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Choices;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.web.Paths;
import java.util.List;
import java.util.Map;

/** Ways to look at flow, kept in the address: clock, aggregate, size, drafts, bots, and the phase that sorts. */
final class FlowChoices {

    static final String PHASE = "phase";

    /** What addresses of the page understand besides period and scope. */
    static final List<String> KEYS = List.of("clock", "agg", "size", "draft", "bots", PHASE);

    private FlowChoices() {}

    static Map<String, Object> parameters(PageRequest request) {
        var parameters = request.parameters();
        parameters.put("clock", request.choice("clock", "wall", "working"));
        parameters.put("size", request.choice("size", "", "small", "medium", "large", "huge", "unknown"));
        parameters.put("draft", request.choice("draft", "", "yes", "no"));
        parameters.put("bots", request.choice("bots", "without", "with"));
        parameters.put(PHASE, request.choice(PHASE, "all", "coding", "pickup", "review", "merge"));
        return parameters;
    }

    static Choices clock(PageRequest request) {
        return Choices.of(request, Paths.FLOW, "clock", "Clock", "wall", "Wall clock", "working", "Working hours");
    }

    static Choices aggregate(PageRequest request) {
        return Choices.of(
                request, Paths.FLOW, "agg", "Aggregate", "p50", "p50", "p75", "p75", "p90", "p90", "mean", "Mean");
    }

    static Choices size(PageRequest request) {
        return Choices.of(
                request,
                Paths.FLOW,
                "size",
                "Size",
                "",
                "Any size",
                "small",
                "Small",
                "medium",
                "Medium",
                "large",
                "Large",
                "huge",
                "Huge");
    }

    static Choices draft(PageRequest request) {
        return Choices.of(
                request,
                Paths.FLOW,
                "draft",
                "Drafts",
                "",
                "Drafts or not",
                "yes",
                "Was a draft",
                "no",
                "Never a draft");
    }

    static Choices bots(PageRequest request) {
        return Choices.of(request, Paths.FLOW, "bots", "Bots", "without", "Without bots", "with", "With bots");
    }

    static Choices phase(PageRequest request) {
        return Choices.of(
                request,
                Paths.FLOW,
                PHASE,
                "Sorted by",
                "all",
                "First commit to merge",
                "coding",
                "Coding",
                "pickup",
                "Pick-up",
                "review",
                "Review",
                "merge",
                "Merge");
    }

    static void blank(FigureCard card) {
        card.blank(EmptyKind.FILTER, "No pull request was merged in this period with these filters.");
    }
}
