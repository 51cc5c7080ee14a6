package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The weekly mail before it has a form.
 *
 * @param headline one or two sentences; each states a change whose interval excludes zero, or that there is none
 * @param tiles at most five
 * @param looks at most three
 * @param notes what people marked in the week, and what changed how things are counted
 * @param late sources that deliver later than they are used to
 */
record Digest(
        Kind kind,
        IsoWeek week,
        String scope,
        String subject,
        String headline,
        List<Tile> tiles,
        List<Line> looks,
        List<String> notes,
        List<String> late,
        Trend trend,
        Links links) {

    /** Longest subject, and how much of it a long name may take. */
    static final int LONGEST_SUBJECT = 60;

    private static final int LONGEST_SCOPE = 24;
    private static final int MOST_LOOKS = 3;
    private static final long KNOWN_FROM_DAYS = 5;
    private static final double LATE_FACTOR = 1.5;
    private static final long LATE_FROM_HOURS = 24;

    enum Kind {
        FULL,
        /** Nothing was opened, merged or closed: three lines. */
        QUIET,
        /** Fewer than five people. */
        WITHHELD,
        /** Not a single pull request in 13 weeks. */
        EMPTY
    }

    /** A line with its link. */
    record Line(String text, String href) {}

    /** @param marks notes, roll-outs and freezes of the week */
    static Digest of(Figures figures, Terms terms, List<String> marks) {
        var kind = kind(figures);
        var links = new Links(terms);
        var late = late(figures, terms);
        var scope = terms.scope();
        if (kind != Kind.FULL) {
            return new Digest(
                    kind,
                    figures.week(),
                    scope,
                    subject(scope, figures.week(), List.of(without(kind))),
                    headline(kind, figures, terms),
                    List.of(),
                    List.of(),
                    notes(figures, terms, marks, kind),
                    late,
                    Trend.NONE,
                    links);
        }
        var writer = new Tiles(figures, terms, links);
        var tiles = writer.all();
        return new Digest(
                kind,
                figures.week(),
                scope,
                subject(scope, figures.week(), brief(tiles, terms.has(Section.FAILURES) ? writer.incidents() : "")),
                headline(tiles, figures),
                tiles,
                terms.has(Section.LOOK) && terms.pullRequests() ? looks(figures, terms, links) : List.of(),
                notes(figures, terms, marks, kind),
                late,
                terms.has(Section.CYCLE) ? Trend.of(figures, terms) : Trend.NONE,
                links);
    }

    /** Sentences that state a change. */
    List<String> claims() {
        return tiles.stream().map(Tile::claim).filter(claim -> !claim.isEmpty()).toList();
    }

    private static Kind kind(Figures figures) {
        if (figures.now().known() == 0) {
            return Kind.EMPTY;
        }
        if (figures.now().isQuiet()) {
            return Kind.QUIET;
        }
        return figures.withheld() ? Kind.WITHHELD : Kind.FULL;
    }

    private static String without(Kind kind) {
        return switch (kind) {
            case QUIET -> "a quiet week";
            case WITHHELD -> "figures withheld";
            default -> "no data";
        };
    }

    private static String headline(Kind kind, Figures figures, Terms terms) {
        var days = Times.range(figures.week().monday(), figures.week().sunday());
        return switch (kind) {
            case QUIET ->
                "Nothing was opened, merged or closed in the week " + days + ", and no incident was reported.";
            case WITHHELD ->
                "Fewer than five people are behind the figures of the week " + days
                        + ", or another team's would follow from them. Figures about so few people are not sent.";
            default ->
                "No pull request is stored for " + terms.scope() + " from the 13 weeks up to "
                        + Times.day(figures.week().sunday()) + ".";
        };
    }

    private static String headline(List<Tile> tiles, Figures figures) {
        var claims = tiles.stream()
                .map(Tile::claim)
                .filter(claim -> !claim.isEmpty())
                .toList();
        var merged = Labels.many(figures.now().merged(), "pull request was merged", "pull requests were merged");
        return merged + ". "
                + (claims.isEmpty() ? "No change beyond what weeks differ anyway." : String.join(" ", claims));
    }

    private static List<String> brief(List<Tile> tiles, String incidents) {
        var parts = new ArrayList<String>();
        tiles.stream()
                .filter(tile -> tile.section() == Section.CYCLE || tile.isChange())
                .map(Tile::brief)
                .filter(brief -> !brief.isEmpty())
                .forEach(parts::add);
        if (incidents.matches("\\d.*")) {
            parts.add(incidents);
        }
        tiles.stream()
                .map(Tile::brief)
                .filter(brief -> !brief.isEmpty() && !parts.contains(brief))
                .forEach(parts::add);
        return parts;
    }

    /** As many parts as fit. */
    private static String subject(String scope, IsoWeek week, List<String> parts) {
        var name = scope.length() <= LONGEST_SCOPE ? scope : scope.substring(0, LONGEST_SCOPE - 1) + "…";
        var subject = new StringBuilder(name).append(" wk ").append(week.number());
        var separator = ": ";
        for (var part : parts) {
            if (subject.length() + separator.length() + part.length() <= LONGEST_SUBJECT) {
                subject.append(separator).append(part);
                separator = ", ";
            }
        }
        return subject.toString();
    }

    private static List<Line> looks(Figures figures, Terms terms, Links links) {
        return figures.looks().stream()
                .limit(MOST_LOOKS)
                .map(look -> look(look, terms, links))
                .toList();
    }

    private static Line look(Figures.Look look, Terms terms, Links links) {
        var id = look.provider() + ":" + look.repo() + "#" + look.number();
        return switch (look.kind()) {
            case "incident" ->
                new Line(
                        "Incident" + (look.repo().isEmpty() ? "" : " in " + look.repo()) + ", " + look.detail()
                                + ", since "
                                + Times.minute(look.at(), terms.zone())
                                + (look.linkTo().isEmpty()
                                        ? ""
                                        : ", laid to "
                                                + look.linkTo()
                                                        .substring(look.linkTo().indexOf(':') + 1)),
                        links.pullRequest(look.linkTo()));
            case "revert" ->
                new Line(
                        look.repo() + "#" + look.number() + " was reverted "
                                + terms.style().write(Numbers.hours(24 * Double.parseDouble(look.detail())))
                                + " after its merge",
                        links.pullRequest(id));
            default ->
                new Line(
                        look.repo() + "#" + look.number() + " has waited for a first review for "
                                + terms.style().write(Numbers.hours(hours(Duration.between(look.at(), terms.asOf())))),
                        links.pullRequest(id));
        };
    }

    private static List<String> notes(Figures figures, Terms terms, List<String> marks, Kind kind) {
        if (!terms.has(Section.NOTES)) {
            return List.of();
        }
        var notes = new ArrayList<String>(marks);
        if (kind == Kind.FULL) {
            figures.restated()
                    .forEach(restated -> notes.add(MetricRegistry.standard()
                                    .metric(restated.metricId())
                                    .title() + ": "
                            + terms.style().write(Labels.many(restated.cells(), "published value", "published values"))
                            + " of " + Times.range(restated.firstDay(), restated.lastDay())
                            + (restated.cells() == 1 ? " was" : " were") + " corrected since the last mail."));
        }
        figures.decisions()
                .forEach(decision -> notes.add(Labels.many(decision.decisions(), "decision", "decisions") + " on "
                        + Labels.words(decision.kind()).replace('-', ' ')
                        + " in this week, the last on " + Times.day(decision.lastDay())
                        + ": figures before and after may be counted differently."));
        return List.copyOf(notes);
    }

    /** Later than one and a half times its longest pause before, and a day at least. */
    private static List<String> late(Figures figures, Terms terms) {
        return figures.sources().stream()
                .filter(source -> source.days() >= KNOWN_FROM_DAYS)
                .filter(source -> hours(Duration.between(source.lastAt(), terms.asOf()))
                        > Math.max((double) LATE_FROM_HOURS, LATE_FACTOR * source.longestPauseHours()))
                .map(source -> source.source() + " has delivered nothing for "
                        + terms.style().write(Numbers.hours(hours(Duration.between(source.lastAt(), terms.asOf()))))
                        + ", its longest pause before was "
                        + terms.style().write(Numbers.hours(Math.max(1.0, (double) source.longestPauseHours())))
                        + ": what it tells of may be missing.")
                .collect(Collectors.toList());
    }

    private static double hours(Duration duration) {
        return duration.toMillis() / 3_600_000.0;
    }
}
