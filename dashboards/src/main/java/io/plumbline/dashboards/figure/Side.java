package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.web.Paths;
import java.util.List;

/** Groups of origins that are compared: AI-written together, its two kinds, the rest, and bots, which are in neither. */
public enum Side {
    AI("ai", "AI-written", "origin-ai-agent"),
    AGENT("ai_agent", "AI agent", "origin-ai-agent"),
    ASSISTED("ai_assisted", "AI assisted", "origin-ai-assisted"),
    REST("unknown", "The rest (origin unknown)", "origin-unknown"),
    BOT("automation_bot", "Automation bots", "origin-automation-bot");

    /** The two that are compared. */
    public static final List<Side> COMPARED = List.of(AI, REST);

    private final String id;
    private final String label;
    private final String style;

    Side(String id, String label, String style) {
        this.id = id;
        this.label = label;
        this.style = style;
    }

    public boolean holds(String origin) {
        return this == AI ? origin.startsWith("ai_") : id.equals(origin);
    }

    public String id() {
        return id;
    }

    public String label() {
        return label;
    }

    /** As it stands in a sentence or a chart. */
    public String shortLabel() {
        return this == REST ? "The rest" : this == AI ? label : Labels.origin(id);
    }

    public String style() {
        return style;
    }

    /**
     * The pull requests of this side.
     *
     * @param dated which day of a pull request lies in the period: opened, merged or closed
     */
    public String pullRequests(PageRequest request, String dated) {
        return request.forList()
                .with("origin", id)
                .with("dated", dated.equals("opened") ? null : dated)
                .at(Paths.PULL_REQUESTS);
    }
}
