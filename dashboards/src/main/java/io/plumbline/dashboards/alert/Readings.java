package io.plumbline.dashboards.alert;

import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Asks ClickHouse how a team's rules stand. */
final class Readings {

    private static final SqlFile FLOW = SqlFile.beside(Readings.class, "alert_flow.sql");
    private static final SqlFile SHARES = SqlFile.beside(Readings.class, "alert_shares.sql");

    /** The row of alert_flow.sql. */
    public record FlowRow(
            long people,
            long pickupN,
            double pickupHours,
            long sizeN,
            double sizeLines,
            long openNow,
            long merged,
            long mergedUnreviewed) {}

    /** A row of alert_shares.sql. */
    public record ShareRow(String metricId, long numeratorCount, long denominatorCount) {}

    private final Database database;

    Readings(Database database) {
        this.database = database;
    }

    /**
     * @param today in the organisation's zone; the window ends the day before
     * @throws io.plumbline.dashboards.sql.DatabaseAwayException when ClickHouse does not answer
     */
    Reading of(Agreement agreement, Teams teams, LocalDate today, ZoneId zone) {
        var to = today.minusDays(1);
        var from = today.minusDays(agreement.windowDays());
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("zone", zone.getId());
        parameters.put("team", agreement.team());
        parameters.put("teams", teams.parameter());
        parameters.put("from", from.toString());
        parameters.put("to", to.toString());
        var flow = database.row(FLOW, parameters, FlowRow.class).orElseThrow();
        int people = (int) flow.people();
        return switch (agreement.rule()) {
            case PICKUP -> new Reading(flow.pickupHours(), flow.pickupN(), people, from, to);
            case SIZE -> new Reading(flow.sizeLines(), flow.sizeN(), people, from, to);
            case WIP -> new Reading(flow.openNow(), Math.max(1, flow.openNow()), people, from, to);
            case UNREVIEWED -> share(flow.mergedUnreviewed(), flow.merged(), people, from, to);
            case ACCEPTANCE -> share(parameters, "merged_closed", people, from, to);
            case REWORK -> share(parameters, "corrective_14d", people, from, to);
            case FAILURE -> share(parameters, "change_failure_rate_low", people, from, to);
        };
    }

    private Reading share(Map<String, Object> parameters, String metric, int people, LocalDate from, LocalDate to) {
        Optional<ShareRow> row = database.rows(SHARES, parameters, ShareRow.class).stream()
                .filter(each -> each.metricId().equals(metric))
                .findFirst();
        return share(
                row.map(ShareRow::numeratorCount).orElse(0L),
                row.map(ShareRow::denominatorCount).orElse(0L),
                people,
                from,
                to);
    }

    private static Reading share(long numerator, long denominator, int people, LocalDate from, LocalDate to) {
        return new Reading(denominator == 0 ? 0 : (double) numerator / denominator, denominator, people, from, to);
    }
}
