package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import java.time.LocalDate;

/**
 * The one level of each vendor that counters are made from. Reports of one vendor tell the same story several times, and
 * their sums disagree: counting more than one would count twice.
 *
 * <ul>
 *   <li>Copilot: the organization report by feature, the only level that tells surfaces apart; for days before it existed
 *       {@code /copilot/metrics} by editor, model and language (it has no totals), and before that the totals of
 *       {@code /copilot/usage}. The days are GitHub's, so no day has two.
 *   <li>Cursor: daily usage of users, the only report with tabs shown.
 *   <li>Claude Code: the usage report of users, by tool (it has no totals).
 *   <li>Gemini: totals of a project.
 *   <li>Windsurf: none, no report says what was shown.
 * </ul>
 */
final class CountedLevel {

    /** General availability of {@code /copilot/metrics}. */
    private static final LocalDate METRICS_BEGIN = LocalDate.of(2024, 10, 30);

    /** First day of the current organization reports. */
    private static final LocalDate ORGANIZATION_BEGIN = LocalDate.of(2025, 12, 12);

    private CountedLevel() {}

    static boolean isCounted(UsageDay day) {
        return switch (day.getVendor()) {
            case "copilot" -> isCountedOfCopilot(day);
            case "cursor" -> is(day, "cursor-daily-usage", "user", "total");
            case "claude-code" -> is(day, "claude-code-usage-report", "user", "tool");
            case "gemini" -> is(day, "gemini-monitoring", "organization", "total");
            default -> false;
        };
    }

    private static boolean isCountedOfCopilot(UsageDay day) {
        if (day.getDay().isBefore(METRICS_BEGIN)) {
            return is(day, "copilot-usage", "organization", "total");
        }
        if (day.getDay().isBefore(ORGANIZATION_BEGIN)) {
            return is(day, "copilot-metrics", "organization", "editor-model-language");
        }
        return is(day, "copilot-organization", "organization", "feature");
    }

    private static boolean is(UsageDay day, String report, String level, String breakdown) {
        return day.getReport().equals(report)
                && day.getLevel().equals(level)
                && day.getBreakdown().equals(breakdown);
    }
}
