package io.plumbline.dashboards.web;

import io.plumbline.dashboards.rights.Reader;
import java.util.List;

/** The pages that the header offers: those that exist and that the reader may open. */
public final class Navigation {

    /** @param section as pages name it when they are shown */
    public record Entry(String section, String label, String path) {

        /** The key that leads here after "g"; null = none. */
        public String key() {
            return switch (section) {
                case "overview" -> "o";
                case "ai-impact" -> "i";
                case "acceptance" -> "a";
                case "rework" -> "r";
                case "defects" -> "d";
                case "flow" -> "f";
                case "teams" -> "t";
                case "pulls" -> "p";
                case "sql" -> "s";
                case "digests" -> "w";
                case "data-health" -> "h";
                case "definitions" -> "m";
                default -> null;
            };
        }
    }

    private static final List<Entry> ALL = List.of(
            new Entry("overview", "Overview", Paths.OVERVIEW),
            new Entry("ai-impact", "AI impact", Paths.AI_IMPACT),
            new Entry("acceptance", "Acceptance", Paths.ACCEPTANCE),
            new Entry("rework", "Rework", Paths.REWORK),
            new Entry("defects", "Defects", Paths.DEFECTS),
            new Entry("flow", "Flow", Paths.FLOW),
            new Entry("teams", "Teams", Paths.TEAMS),
            new Entry("pulls", "Pull requests", Paths.PULL_REQUESTS),
            new Entry("sql", "SQL", Paths.SQL),
            new Entry("digests", "Digests", Paths.DIGESTS),
            new Entry("data-health", "Data health", Paths.DATA_HEALTH),
            new Entry("definitions", "Definitions", Paths.DEFINITIONS),
            new Entry("me", "Mine", Paths.ME),
            new Entry("admin", "Admin", Paths.ADMIN));

    private Navigation() {}

    public static boolean isSection(String section) {
        return ALL.stream().anyMatch(entry -> entry.section().equals(section));
    }

    /** Whether there is a page at this address. */
    public static boolean leadsTo(String path) {
        return RouteTable.all().stream().anyMatch(route -> route.path().equals(path) && !route.changes());
    }

    public static List<Entry> of(Reader reader) {
        return ALL.stream()
                .filter(entry -> RouteTable.all().stream()
                        .anyMatch(route ->
                                route.path().equals(entry.path()) && !route.changes() && reader.may(route.right())))
                .toList();
    }
}
