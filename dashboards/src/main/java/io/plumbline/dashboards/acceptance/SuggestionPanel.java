package io.plumbline.dashboards.acceptance;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Choices;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.SampleGuard;
import io.plumbline.dashboards.stats.Share;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The second panel: suggestions in reviews that were applied and are alive 21 days later, of those decided. */
final class SuggestionPanel extends Figure<SuggestionPanel.Row> {

    static final String SEVERITY = "severity";

    /** A row of reviewed.sql; the reviewer is empty for people together. */
    record Row(
            String kind,
            String reviewer,
            boolean isNow,
            long shown,
            long decidedCount,
            long acceptedCount,
            long decidedKnown,
            long acceptedKnown,
            long aliveCount) {}

    /** Sums over rows. */
    private record Sum(long shown, Share accepted, Share alive, long acceptedKnown) {}

    SuggestionPanel(Sources sources) {
        super(
                sources,
                "acceptance-suggestions",
                "2. In review: how many suggestions are applied, and stay?",
                "medium",
                SqlFile.beside(SuggestionPanel.class, "reviewed.sql"),
                Row.class,
                "suggestion_acceptance_AB",
                "review_comment_acceptance_human",
                "suggestion_undecided_share");
    }

    static Map<String, Object> withSeverity(PageRequest request) {
        var parameters = request.parameters();
        parameters.put(SEVERITY, request.choice(SEVERITY, "", "critical", "major", "minor", "trivial", "info"));
        return parameters;
    }

    static Choices severities(PageRequest request) {
        return Choices.of(
                request,
                Paths.ACCEPTANCE,
                SEVERITY,
                "Severity",
                "",
                "Any severity",
                "critical",
                "Critical",
                "major",
                "Major",
                "minor",
                "Minor",
                "trivial",
                "Trivial",
                "info",
                "Info");
    }

    static void blank(FigureCard card, Sources.Known known) {
        if (known.reviewComments() == 0) {
            card.blank(EmptyKind.NOT_CONNECTED, "No review comment is stored: no reviewer has suggested anything yet.");
        } else {
            card.blank(
                    EmptyKind.FILTER,
                    "No review comment of a pull request that ended in this period fits these filters.");
        }
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return withSeverity(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        card.choose(severities(request));
        if (rows.stream().noneMatch(Row::isNow)) {
            blank(card, sources(request));
            return;
        }
        var grid = Grid.builder()
                .column("Reviewer")
                .number("Accepted", "Applied, or its lines modified afterwards (tiers A and B), of those decided")
                .drawing("95 % interval", "0", "50", "100 %")
                .number("Accepted / decided")
                .number("Accepted and alive 21 d", "Of those decided whose lines are followed")
                .number("Alive / decided, followed")
                .number("Shown")
                .column("Accepted, against the period before");
        var href = request.forList().with("dated", "closed").at(Paths.PULL_REQUESTS);
        line(grid, "ai", "All AI reviewers", rows, row -> row.kind().equals("ai"), href);
        var reviewers = new ArrayList<String>();
        rows.stream()
                .filter(row -> row.kind().equals("ai") && row.isNow())
                .map(Row::reviewer)
                .distinct()
                .forEach(reviewers::add);
        if (reviewers.size() > 1) {
            reviewers.forEach(reviewer -> line(
                    grid,
                    reviewer,
                    reviewer.isEmpty() ? "Other bots" : Tools.label(reviewer),
                    rows,
                    row -> row.kind().equals("ai") && row.reviewer().equals(reviewer),
                    href));
        }
        line(grid, "people", "People, by the same rule", rows, row -> row.kind().equals("human"), href);
        card.grid(grid.build())
                .finding(sentence(
                        sum(rows, row -> row.isNow() && row.kind().equals("ai")),
                        sum(rows, row -> row.isNow() && row.kind().equals("human"))))
                .caveat(
                        "Decided: the pull request has ended and what became of the comment is known; the others are in no"
                                + " denominator. Alive: the lines of the comment are there 21 days after the merge; without line"
                                + " history nobody knows, which is not zero. Wilson, 95 %; comments of one pull request are not quite"
                                + " independent.");
    }

    private static void line(
            Grid.Builder grid, String id, String label, List<Row> rows, Predicate<Row> belongs, String href) {
        var now = sum(rows, row -> row.isNow() && belongs.test(row));
        var before = sum(rows, row -> !row.isNow() && belongs.test(row));
        if (now.shown() == 0) {
            return;
        }
        grid.row(
                id,
                now.accepted().guard() == SampleGuard.WEAK,
                Cell.text(label),
                Cell.share(now.accepted()),
                Cell.interval(now.accepted()),
                Cell.counts(now.accepted()).to(href).title("The pull requests that ended in this period"),
                now.accepted().numerator() > 0 && now.acceptedKnown() == 0
                        ? Cell.missing(
                                "not followed",
                                "Lines are followed by commit; those of a single comment are not told apart yet")
                        : Cell.share(now.alive()),
                Cell.counts(now.alive()),
                Cell.count(now.shown()),
                Cell.text(Change.of(now.accepted(), before.accepted())));
    }

    private static Sum sum(List<Row> rows, Predicate<Row> belongs) {
        long shown = 0;
        long acceptedKnown = 0;
        var accepted = new Share(0, 0);
        var alive = new Share(0, 0);
        for (var row : rows) {
            if (belongs.test(row)) {
                shown += row.shown();
                acceptedKnown += row.acceptedKnown();
                accepted = accepted.plus(new Share(row.acceptedCount(), row.decidedCount()));
                alive = alive.plus(new Share(row.aliveCount(), row.decidedKnown()));
            }
        }
        return new Sum(shown, accepted, alive, acceptedKnown);
    }

    private static String sentence(Sum ai, Sum people) {
        if (ai.accepted().guard() != SampleGuard.SHOWN) {
            return "Fewer than 30 decided suggestions of AI reviewers: "
                    + Numbers.count(ai.accepted().numerator()) + " of "
                    + Numbers.count(ai.accepted().denominator()) + " were accepted.";
        }
        var said = Numbers.percent(ai.accepted()) + " of the suggestions of AI reviewers were accepted";
        if (people.accepted().guard() != SampleGuard.SHOWN) {
            return said + "; too few comments of people to compare with.";
        }
        var difference = Newcombe.between(ai.accepted(), people.accepted());
        return said + ", " + Numbers.percent(people.accepted()) + " of people's comments: "
                + (difference.isDetectable() ? "a difference of " : "no detectable difference, ")
                + Numbers.points(difference) + ".";
    }
}
