package io.plumbline.dashboards.format;

import io.plumbline.schema.metric.Origin;
import java.util.Locale;

/** Names that readers see for the ids in tables. An id without a name is shown as it is. */
public final class Labels {

    private Labels() {}

    public static String origin(String id) {
        return switch (id) {
            case "ai_agent" -> "AI agent";
            case "ai_assisted" -> "AI assisted";
            case "automation_bot" -> "Automation bot";
            case "unknown" -> "Unknown";
            default -> id;
        };
    }

    /** Style class of an origin; ids outside of the catalogue look like unknown. */
    public static String originClass(String id) {
        for (var origin : Origin.values()) {
            if (origin.id().equals(id)) {
                return "origin-" + id.replace('_', '-');
            }
        }
        return "origin-unknown";
    }

    public static String outcome(String id, boolean draft) {
        return switch (id) {
            case "open" -> draft ? "Draft" : "Open";
            case "merged" -> "Merged";
            case "rejected_by_human" -> "Rejected by a person";
            case "auto_closed" -> "Closed by a bot";
            case "superseded" -> "Superseded";
            default -> id;
        };
    }

    /** Style class of an outcome: merged, open, draft or closed. */
    public static String outcomeClass(String id, boolean draft) {
        return switch (id) {
            case "open" -> draft ? "outcome-draft" : "outcome-open";
            case "merged" -> "outcome-merged";
            default -> "outcome-closed";
        };
    }

    /** {@code changes_requested} as {@code changes requested}. */
    public static String words(String id) {
        return id.replace('_', ' ').toLowerCase(Locale.ROOT);
    }

    /** {@code one pull request}, {@code 12 pull requests}. */
    public static String many(long n, String one, String several) {
        return Numbers.count(n) + " " + (n == 1 ? one : several);
    }
}
