package io.plumbline.dashboards.flow;

import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.Stack;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Coding, pick-up, review, merge and deploy of merged pull requests, week by week, as one bar each. */
final class PhaseStacks extends Figure<PhaseStacks.Row> {

    private static final long ENOUGH = 10;

    /** One phase as the page names and colours it. */
    private record Phase(String id, String label, String meaning) {}

    private static final List<Phase> PHASES = List.of(
            new Phase("coding", "Coding", "First known commit to ready for review"),
            new Phase("pickup", "Pick-up", "Ready to the first review by a person"),
            new Phase("review", "Review", "First review by a person to the first approval"),
            new Phase("merge", "Merge", "First approval to the merge"),
            new Phase("deploy", "Deploy", "Merge to the first success in production"));

    /** A row of phases.sql; week is null for all weeks together. */
    record Row(
            LocalDate week,
            String phase,
            long merged,
            long n,
            Double meanHours,
            Double p50Hours,
            Double p75Hours,
            Double p90Hours,
            Double p50LowerHours,
            Double p50UpperHours) {

        Double hours(String aggregate) {
            return switch (aggregate) {
                case "mean" -> meanHours;
                case "p75" -> p75Hours;
                case "p90" -> p90Hours;
                default -> p50Hours;
            };
        }
    }

    PhaseStacks(Sources sources) {
        super(
                sources,
                "flow-phases",
                "Which phase takes the time?",
                "tall",
                SqlFile.beside(PhaseStacks.class, "phases.sql"),
                Row.class);
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        return FlowChoices.parameters(request);
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        var aggregate = request.choice("agg", "p50", "p75", "p90", "mean");
        card.choose(FlowChoices.clock(request))
                .choose(FlowChoices.aggregate(request))
                .choose(FlowChoices.size(request))
                .choose(FlowChoices.draft(request))
                .choose(FlowChoices.bots(request));
        if (rows.isEmpty()) {
            FlowChoices.blank(card);
            return;
        }
        var weeks = rows.stream()
                .map(Row::week)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        double longest = 0;
        for (var week : weeks) {
            longest = Math.max(longest, total(rows, week, aggregate));
        }
        longest = Math.max(longest, total(rows, null, aggregate));
        var grid = Grid.builder().column("Merged in the week of").drawing("Hours", "0", Numbers.hours(longest));
        PHASES.forEach(phase -> grid.number(phase.label(), phase.meaning()));
        grid.number("Merged");
        grid.row("all", false, line(rows, null, "All weeks", aggregate, longest, request));
        for (var week : weeks) {
            grid.row(week.toString(), false, line(rows, week, Times.day(week), aggregate, longest, request));
        }
        PHASES.forEach(phase -> card.key(phase.label(), "phase-" + phase.id()));
        card.grid(grid.build())
                .finding(sentence(rows))
                .caveat("Each phase is the " + (aggregate.equals("mean") ? "mean" : aggregate)
                        + " of the pull requests whose phase is known (n beside it, below ten it is not shown), so a bar is a"
                        + " sum of such figures and not one pull request's way. 95 % intervals of medians: order statistics."
                        + " Working hours: Monday to Friday, 9 to 17 in the team's zone; deployments have none.");
    }

    private static List<Cell> line(
            List<Row> rows, LocalDate week, String label, String aggregate, double longest, PageRequest request) {
        var cells = new ArrayList<Cell>();
        var pieces = new ArrayList<Stack.Piece>();
        cells.add(Cell.text(label));
        for (var phase : PHASES) {
            shown(rows, week, phase, aggregate)
                    .ifPresent(hours -> pieces.add(new Stack.Piece(
                            phase.label() + ": " + Numbers.hours(hours), "phase-" + phase.id(), Math.max(0, hours))));
        }
        cells.add(Cell.drawing(Stack.of(pieces, longest)));
        for (var phase : PHASES) {
            cells.add(cell(rows, week, phase, aggregate, request));
        }
        cells.add(Cell.count(rows.stream()
                .filter(row -> Objects.equals(row.week(), week))
                .mapToLong(Row::merged)
                .max()
                .orElse(0)));
        return cells;
    }

    private static Cell cell(List<Row> rows, LocalDate week, Phase phase, String aggregate, PageRequest request) {
        var found = find(rows, week, phase);
        if (found.isEmpty() || found.get().n() == 0) {
            return Cell.missing("–", "Known of no pull request");
        }
        var row = found.get();
        if (row.n() < ENOUGH) {
            return Cell.missing("n < 10", Numbers.count(row.n()) + " pull requests have this phase");
        }
        double hours = row.hours(aggregate);
        boolean median = aggregate.equals("p50") && row.p50LowerHours() != null;
        var cell = Cell.number(Numbers.hours(hours))
                .title(Numbers.exactHours(hours) + ", n = " + Numbers.count(row.n()))
                .fine(
                        median
                                ? Numbers.hours(row.p50LowerHours()) + " – " + Numbers.hours(row.p50UpperHours())
                                : "n " + Numbers.count(row.n()));
        return phase.id().equals("deploy") ? cell : cell.to(slowest(request, week, phase));
    }

    /** The list of pull requests, sorted by this phase. */
    private static String slowest(PageRequest request, LocalDate week, Phase phase) {
        var state = request.dated().with(FlowChoices.PHASE, phase.id());
        if (week != null) {
            state = state.with("from", week.toString())
                    .with("to", week.plusDays(6).toString());
        }
        return state.at(Paths.FLOW) + "#card-" + Slowest.NAME;
    }

    private static double total(List<Row> rows, LocalDate week, String aggregate) {
        return PHASES.stream()
                .mapToDouble(phase -> shown(rows, week, phase, aggregate).orElse(0.0))
                .sum();
    }

    private static Optional<Double> shown(List<Row> rows, LocalDate week, Phase phase, String aggregate) {
        return find(rows, week, phase).filter(row -> row.n() >= ENOUGH).map(row -> row.hours(aggregate));
    }

    private static Optional<Row> find(List<Row> rows, LocalDate week, Phase phase) {
        return rows.stream()
                .filter(row -> Objects.equals(row.week(), week) && row.phase().equals(phase.id()))
                .findFirst();
    }

    private static String sentence(List<Row> rows) {
        return PHASES.stream()
                .filter(phase -> shown(rows, null, phase, "p50").isPresent())
                .max(java.util.Comparator.comparing(
                        phase -> shown(rows, null, phase, "p50").orElse(0.0)))
                .map(phase -> phase.label() + " takes longest: "
                        + Numbers.hours(shown(rows, null, phase, "p50").orElse(0.0)) + " at the median.")
                .orElse("No phase is known of ten pull requests.");
    }
}
