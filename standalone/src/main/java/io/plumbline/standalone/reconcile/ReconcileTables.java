package io.plumbline.standalone.reconcile;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps every run and what it found, for the page and for comparison with earlier runs. */
final class ReconcileTables {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private ReconcileTables() {}

    static void store(Warehouse warehouse, Reconciliation.Report report) {
        warehouse.insert(
                "plumbline.reconcile_run",
                report.results().stream()
                        .map(result -> Map.of(
                                "run", report.run(),
                                "started_at", time(report.startedAt()),
                                "ended_at", time(report.endedAt()),
                                "check", result.check(),
                                "compared", result.compared(),
                                "differences", result.differences(),
                                "reconciled", result.reconciled(),
                                "took_seconds", result.took().toMillis() / 1000.0))
                        .toList());
        var differences = report.results().stream()
                .flatMap(result -> result.listed().stream())
                .toList();
        warehouse.insert("plumbline.reconcile_difference", rows(report.run(), differences));
    }

    private static List<Map<String, Object>> rows(String run, List<Difference> differences) {
        return differences.stream()
                .map(difference -> Map.<String, Object>of(
                        "run", run,
                        "check", difference.check(),
                        "repo", difference.repo(),
                        "subject", difference.subject(),
                        "field", difference.field(),
                        "stored", difference.stored(),
                        "recomputed", difference.recomputed()))
                .toList();
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }
}
