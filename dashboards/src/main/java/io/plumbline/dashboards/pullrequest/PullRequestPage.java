package io.plumbline.dashboards.pullrequest;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.decision.DecisionForm;
import io.plumbline.dashboards.decision.DecisionRefusedException;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One pull request: every drill-down ends here. */
public final class PullRequestPage {

    private static final SqlFile FACT = SqlFile.beside(PullRequestPage.class, "fact.sql");
    private static final SqlFile EVIDENCE = SqlFile.beside(PullRequestPage.class, "evidence.sql");
    private static final SqlFile TIMELINE = SqlFile.beside(PullRequestPage.class, "timeline.sql");
    private static final SqlFile CELLS = SqlFile.beside(PullRequestPage.class, "cells.sql");
    private static final SqlFile CHAIN = SqlFile.beside(PullRequestPage.class, "chain.sql");
    private static final SqlFile LINKS = SqlFile.beside(PullRequestPage.class, "chain_links.sql");
    private static final SqlFile SUGGESTIONS = SqlFile.beside(PullRequestPage.class, "suggestions.sql");
    private static final SqlFile SIGNS = SqlFile.beside(PullRequestPage.class, "suggestion_evidence.sql");

    private static final SqlFile MEDIANS = SqlFile.beside(PullRequestPage.class, "phase_medians.sql");
    private static final SqlFile CONTRIBUTIONS = SqlFile.beside(PullRequestPage.class, "contributions.sql");

    private final Views views;
    private final Database database;
    private final DecisionDesk desk;
    private final Clock clock;

    public PullRequestPage(Views views, Database database, DecisionDesk desk, Clock clock) {
        this.views = views;
        this.database = database;
        this.desk = desk;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(
                Paths.PULL_REQUEST,
                views.html("pulls", ctx -> page(ctx, HttpStatus.OK, List.of(), ctx.queryParam("decided") != null)));
        routes.post(Paths.PULL_REQUEST_ORIGIN, views.html("pulls", this::decide));
    }

    /** A member of another team gets the same refusal as for looking; nothing is decided then. */
    private void decide(Context ctx) {
        var target = new DecisionDesk.Target(
                ctx.pathParam("provider"), ctx.pathParam("owner") + "/" + ctx.pathParam("name"), (int)
                        Math.max(0, number(ctx.pathParam("number"))));
        var mine = database.row(
                        FACT,
                        Map.of("provider", target.provider(), "repo", target.repo(), "number", target.number()),
                        Fact.class)
                .filter(fact -> views.reader(ctx).teams().include(fact.team()));
        if (mine.isEmpty()) {
            page(ctx, HttpStatus.BAD_REQUEST, List.of(), false);
            return;
        }
        try {
            var by = DecisionForm.by(ctx, views.reader(ctx));
            var origin = DecisionForm.required(ctx, "origin", "Who wrote it");
            var tool = ctx.formParam("tool");
            var outcome = origin.equals("rules")
                    ? desk.clearOverride(target, by)
                    : desk.override(target, origin, tool == null ? "" : tool, by);
            views.note(ctx, "origin overridden", String.join(" ", outcome.changes()), by.reason());
            ctx.redirect(
                    Paths.pullRequest(target.provider(), target.repo(), target.number()) + "?decided=1",
                    HttpStatus.SEE_OTHER);
        } catch (DecisionRefusedException e) {
            page(ctx, HttpStatus.BAD_REQUEST, e.problems(), false);
        }
    }

    private void page(Context ctx, HttpStatus status, List<String> problems, boolean decided) {
        var repo = ctx.pathParam("owner") + "/" + ctx.pathParam("name");
        var number = number(ctx.pathParam("number"));
        var parameters = new HashMap<String, Object>(
                Map.of("provider", ctx.pathParam("provider"), "repo", repo, "number", number));
        var found =
                number < 0 ? null : database.row(FACT, parameters, Fact.class).orElse(null);
        if (found == null) {
            views.message(ctx, HttpStatus.NOT_FOUND, "pulls", notStored(repo + "#" + ctx.pathParam("number")));
            return;
        }
        var teams = views.reader(ctx).teams();
        if (!teams.include(found.team())) {
            views.message(ctx, HttpStatus.FORBIDDEN, "pulls", foreign(found.name(), teams));
            return;
        }
        parameters.put("teams", teams.parameter());
        var decide = new Decide(
                Paths.pullRequest(found.provider(), found.repo(), found.number()) + "/origin",
                desk.whyOff().orElse(""),
                problems,
                decided);
        views.page(
                ctx,
                status,
                views.shell(found.name(), "pulls"),
                "pullrequest/page.jte",
                pullRequest(found, parameters, decide));
    }

    private PullRequest pullRequest(Fact fact, Map<String, Object> parameters, Decide decide) {
        var itsZone = fact.zoneOr(zone());
        var cells = new MetricCells(fact, itsZone);
        parameters.put("origin", fact.origin());
        parameters.put("tool", fact.tool() == null ? "" : fact.tool());
        parameters.put("opened_day", cells.openedDay().toString());
        parameters.put("closed_day", cells.closedDay().orElse(cells.openedDay()).toString());
        parameters.put("zone", itsZone.getId());
        var asked = Map.<String, Object>copyOf(parameters);
        var medians = database.begin(
                () -> database.row(MEDIANS, asked, Phases.Medians.class).orElseThrow());
        var signals = database.begin(() -> database.rows(EVIDENCE, asked, PullRequest.Signal.class));
        var timeline = database.begin(() -> database.rows(TIMELINE, asked, Timeline.Row.class));
        var chain =
                database.begin(() -> database.row(CHAIN, asked, Chain.Row.class).orElseThrow());
        var links = database.begin(() -> database.rows(LINKS, asked, Chain.Link.class));
        var suggestions = database.begin(() -> database.rows(SUGGESTIONS, asked, Suggestions.Row.class));
        var signs = database.begin(() -> database.rows(SIGNS, asked, Suggestions.Sign.class));
        var contributions = database.rows(CONTRIBUTIONS, parameters, PullRequest.Contribution.class);
        var days = Stream.concat(
                        Stream.of(cells.openedDay(), cells.closedDay().orElse(cells.openedDay())),
                        contributions.stream().map(PullRequest.Contribution::day))
                .distinct()
                .map(LocalDate::toString)
                .collect(Collectors.joining("\n"));
        parameters.put("marked_days", days);
        var totals = database.rows(CELLS, parameters, PullRequest.CellTotal.class);
        var today = LocalDate.ofInstant(clock.instant(), itsZone);
        var counts = Stream.concat(cells.all().stream(), cells.further(contributions).stream())
                .map(cell -> new PullRequest.Count(cell, total(cell, totals), cell.isProvisional(today)))
                .toList();
        var queries = Stream.of(
                        FACT, EVIDENCE, TIMELINE, MEDIANS, CONTRIBUTIONS, CELLS, CHAIN, LINKS, SUGGESTIONS, SIGNS)
                .map(query -> new PullRequest.Query(query.sentence(), query.filled(parameters)))
                .toList();
        return new PullRequest(
                fact,
                Phases.of(fact, medians.get(), clock.instant()),
                signals.get(),
                Timeline.of(timeline.get()),
                counts,
                Chain.of(fact, chain.get(), links.get(), clock.instant()),
                Suggestions.of(suggestions.get(), signs.get()),
                queries,
                decide,
                zone());
    }

    private static PullRequest.CellTotal total(MetricCells.Cell cell, List<PullRequest.CellTotal> totals) {
        return totals.stream()
                .filter(total -> total.metricId().equals(cell.metric().id())
                        && total.day().equals(cell.day()))
                .findFirst()
                .orElse(null);
    }

    /** @return -1 for what is no number of a pull request */
    private static long number(String text) {
        return text.matches("\\d{1,9}") ? Long.parseLong(text) : -1;
    }

    private static Message notStored(String name) {
        return Message.of(
                "not-found",
                "No such pull request here",
                name + " is not stored. It may not have been imported, or its events are still on their way.",
                new Message.Link(Paths.PULL_REQUESTS, "All pull requests"));
    }

    private static Message foreign(String name, Teams teams) {
        return Message.of(
                "refused",
                "Another team's pull request",
                name + " belongs to a team that your account does not see. It sees " + teams.label() + ".",
                new Message.Link(Paths.PULL_REQUESTS, "Pull requests that you may see"));
    }

    /** Asked each time: a new directory may name another. */
    private ZoneId zone() {
        return views.site().zone();
    }
}
