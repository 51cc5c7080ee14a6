package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.Cell;
import io.plumbline.dashboards.figure.Choices;
import io.plumbline.dashboards.figure.Figure;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Grid;
import io.plumbline.dashboards.figure.Rates;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Incident, deployment, pull request: every candidate with how sure the link is. */
final class Incidents extends Figure<Incidents.Row> {

    static final String TIER = "tier";

    private static final int MOST = 50;

    /** A row of incidents.sql: one candidate, or an incident without any, whose tier is null. */
    record Row(
            String incident,
            String provider,
            Long number,
            String url,
            String service,
            String repo,
            String impact,
            String status,
            Instant triggeredAt,
            Double resolveHours,
            boolean ambiguous,
            String tier,
            boolean strongest,
            String deployment,
            String pullRequest,
            double weight,
            double highWeight,
            String reason) {}

    Incidents(Sources sources) {
        super(
                sources,
                "defects-incidents",
                "Which change does each incident lead back to?",
                "tall",
                SqlFile.beside(Incidents.class, "incidents.sql"),
                Row.class,
                "incident_ambiguous_share");
    }

    @Override
    protected Right right() {
        return Right.PULL_REQUESTS;
    }

    @Override
    protected Map<String, Object> parameters(PageRequest request) {
        var parameters = request.parameters();
        parameters.put(TIER, request.choice(TIER, "", "L1", "L2", "L3", "L4", "none"));
        return parameters;
    }

    @Override
    protected void show(List<Row> rows, PageRequest request, FigureCard card) {
        card.choose(Choices.of(
                request,
                Paths.DEFECTS,
                TIER,
                "Strongest link",
                "",
                "Any link",
                "L1",
                "L1 named",
                "L2",
                "L2 answered",
                "L3",
                "L3",
                "L4",
                "L4",
                "none",
                "No candidate"));
        if (rows.isEmpty()) {
            blank(request, card);
            return;
        }
        var grid = Grid.builder()
                .column("Incident")
                .column("Impact")
                .column("Began")
                .number("Resolved after")
                .column("Link")
                .number("Share", "Of the strongest tier; small: among all candidates")
                .column("Deployment")
                .column("Pull request")
                .column("Why");
        var seen = new HashSet<String>();
        int place = 0;
        for (var row : rows) {
            boolean first = seen.add(row.incident());
            grid.row(
                    row.incident() + "/" + place++,
                    row.tier() != null && !row.strongest(),
                    Cell.text(first ? name(row) : "″")
                            .fine(first ? where(row) : "")
                            .to(first ? address(row) : ""),
                    Cell.text(first ? row.impact() : ""),
                    Cell.text(first ? Times.minute(row.triggeredAt(), request.zone()) : ""),
                    first ? resolved(row) : Cell.nothing(),
                    row.tier() == null
                            ? Cell.missing("no candidate", "Nothing was deployed or stated that it could be laid on")
                            : Cell.text(row.tier())
                                    .tagged(first && row.ambiguous() ? "ambiguous" : "")
                                    .title(meaning(row.tier())),
                    row.tier() == null
                            ? Cell.nothing()
                            : Cell.number(Rates.rate(row.weight())).fine(Rates.rate(row.highWeight())),
                    Cell.text(row.deployment() == null ? "–" : last(row.deployment(), "/deployment/")),
                    pullRequest(row.pullRequest()),
                    Cell.text(row.reason() == null ? "" : row.reason()));
        }
        card.grid(grid.build())
                .finding(Labels.many(seen.size(), "incident", "incidents")
                        + (seen.size() == MOST ? " (the newest of the period)" : "") + ", "
                        + Numbers.count(rows.stream()
                                .filter(Row::ambiguous)
                                .map(Row::incident)
                                .distinct()
                                .count())
                        + " with more than one candidate of the strongest tier.")
                .caveat(
                        "L1: a text of the incident names it, or it was reverted meanwhile. L2: a rollback or hotfix answers it."
                                + " L3: the newest deployment of the service, up to 72 hours before. L4: any other of the repository,"
                                + " up to 7 days before. Shares of the strongest tier sum to 1; candidates of weaker tiers are"
                                + " in grey. Titles are left out: they may name people.");
    }

    private void blank(PageRequest request, FigureCard card) {
        var known = sources(request);
        if (known.incidentSources() == 0) {
            card.blank(EmptyKind.NOT_CONNECTED, Production.NO_INCIDENT_SOURCE);
        } else if (request.state().has(TIER)) {
            card.blank(EmptyKind.FILTER, "No incident of this period has this link.");
        } else {
            card.blank(
                    EmptyKind.TRUE_ZERO,
                    "Incidents are told of " + Labels.many(known.incidentSources(), "repository", "repositories")
                            + ", and none began in this period with these filters.");
        }
    }

    private static String name(Row row) {
        return row.number() == null ? last(row.incident(), "/") : "#" + row.number();
    }

    private static String where(Row row) {
        var place = row.service() != null ? row.service() : row.repo() != null ? row.repo() : "nobody knows where";
        return row.provider() + ", " + place;
    }

    /** Only addresses that a browser opens as a page. */
    private static String address(Row row) {
        return row.url() != null && row.url().startsWith("https://") ? row.url() : "";
    }

    private static Cell resolved(Row row) {
        if (row.resolveHours() == null) {
            return Cell.missing(row.status().equals("resolved") ? "unknown" : "open", "Status: " + row.status());
        }
        return Cell.number(Numbers.hours(row.resolveHours())).title(Numbers.exactHours(row.resolveHours()));
    }

    private static String meaning(String tier) {
        return switch (tier) {
            case "L1" -> "A text of the incident names it, or it was reverted while the incident was open";
            case "L2" -> "A rollback or hotfix that answers the incident took it back";
            case "L3" -> "It came with the newest deployment of the service, up to 72 hours before";
            default -> "Another deployment of the repository brought it, up to 7 days before";
        };
    }

    /** {@code github:acme/shop#7} as a link to its page. */
    private static Cell pullRequest(String id) {
        if (id == null) {
            return Cell.text("–");
        }
        int colon = id.indexOf(':');
        int hash = id.lastIndexOf('#');
        if (colon < 0 || hash < colon) {
            return Cell.text(id);
        }
        return Cell.text(id.substring(colon + 1))
                .to(Paths.pullRequest(
                        id.substring(0, colon), id.substring(colon + 1, hash), Long.parseLong(id.substring(hash + 1))));
    }

    private static String last(String text, String mark) {
        int at = text.lastIndexOf(mark);
        return at < 0 ? text : text.substring(at + mark.length());
    }
}
