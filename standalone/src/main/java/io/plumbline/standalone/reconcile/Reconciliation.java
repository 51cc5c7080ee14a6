package io.plumbline.standalone.reconcile;

import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/**
 * Runs all checks and stores what they found. Corrects nothing.
 *
 * <p>On a running line tables are ahead of one another for moments, so a check that finds differences is repeated after
 * everything has come through; only what is found again counts.
 */
public final class Reconciliation {

    private static final int ATTEMPTS = 3;

    /**
     * What to check.
     *
     * @param metrics ids; empty = all metrics and the facts as well
     * @param repositories owner/name; empty = all
     * @param limit differences listed for each check
     */
    public record Scope(List<String> metrics, List<String> repositories, int limit) {

        public static final Scope EVERYTHING = new Scope(List.of(), List.of(), 100);

        public Scope {
            metrics = List.copyOf(metrics);
            repositories = List.copyOf(repositories);
        }
    }

    /** What a run found. */
    public record Report(String run, Instant startedAt, Instant endedAt, List<CheckResult> results) {

        public Report {
            results = List.copyOf(results);
        }

        public long differences() {
            return results.stream().mapToLong(CheckResult::differences).sum();
        }
    }

    /** Hears how far it is. */
    public interface Progress {
        void checking(String check);

        void facts(long bytesDone, long bytesInAll);

        void finished(CheckResult result);
    }

    private final Warehouse warehouse;
    private final MetricRegistry registry;
    private final ZoneId zone;
    private final Clock clock;
    private final BooleanSupplier awaitDrained;

    /**
     * @param zone the organisation's, for facts that name none
     * @param awaitDrained waits until what is in the raw topic is in the tables; false when it takes too long
     */
    public Reconciliation(
            Warehouse warehouse, MetricRegistry registry, ZoneId zone, Clock clock, BooleanSupplier awaitDrained) {
        this.zone = zone;
        this.warehouse = warehouse;
        this.registry = registry;
        this.clock = clock;
        this.awaitDrained = awaitDrained;
    }

    /** Columns of {@code plumbline.pull_request} that the second implementation can compute. */
    public static List<String> comparedColumns() {
        return FactCheck.comparedColumns();
    }

    /**
     * @throws ReconcileException when ClickHouse or the line does not answer
     * @throws IllegalArgumentException for a metric that the registry does not have
     */
    public Report run(Scope scope, Progress progress) {
        var startedAt = clock.instant();
        var metrics = scope.metrics().isEmpty()
                ? registry.metrics()
                : scope.metrics().stream().map(registry::metric).toList();
        awaitDrain();
        var results = new ArrayList<CheckResult>();
        if (scope.metrics().isEmpty()) {
            results.add(facts(scope, progress));
            var tables = new FactTableCheck(warehouse, scope.repositories(), scope.limit());
            for (var fact : FactTableCheck.FACTS) {
                results.add(settled(FactTableCheck.nameOf(fact), () -> tables.of(fact), progress));
            }
        }
        for (MetricDefinition metric : metrics) {
            results.add(settled("counters/" + metric.id(), () -> counters(scope).of(metric), progress));
        }
        if (scope.metrics().isEmpty()) {
            results.add(settled("counters/unknown", () -> counters(scope).ofUnknownMetrics(), progress));
        }
        var report = new Report(UUID.randomUUID().toString(), startedAt, clock.instant(), results);
        ReconcileTables.store(warehouse, report);
        return report;
    }

    /** Only the repositories that differed are read again. */
    private CheckResult facts(Scope scope, Progress progress) {
        progress.checking(FactCheck.CHECK);
        var first = facts(scope.repositories(), scope.limit(), progress);
        var result = first;
        for (int attempt = 1; attempt < ATTEMPTS && result.differences() > 0; attempt++) {
            awaitDrain();
            // When not all differences are listed, neither are all repositories.
            boolean all = result.differences() > result.listed().size();
            var again = all
                    ? scope.repositories()
                    : result.listed().stream().map(Difference::repo).distinct().toList();
            result = facts(again, scope.limit(), progress);
        }
        var settled = new CheckResult(
                first.check(),
                first.compared(),
                first.withCommits(),
                result.differences(),
                result.listed(),
                first.took(),
                true);
        progress.finished(settled);
        return settled;
    }

    private CheckResult facts(Collection<String> repositories, int limit, Progress progress) {
        return new FactCheck(warehouse, limit).run(repositories, progress::facts);
    }

    private CounterCheck counters(Scope scope) {
        return new CounterCheck(warehouse, registry, zone, scope.repositories(), scope.limit());
    }

    private interface Check {
        CheckResult run();
    }

    private CheckResult settled(String name, Check check, Progress progress) {
        progress.checking(name);
        var result = check.run();
        for (int attempt = 1; attempt < ATTEMPTS && result.differences() > 0; attempt++) {
            awaitDrain();
            result = check.run();
        }
        progress.finished(result);
        return result;
    }

    private void awaitDrain() {
        if (!awaitDrained.getAsBoolean()) {
            throw new ReconcileException("The line did not come to rest in time, so there is nothing firm to compare. "
                    + "`plumbline doctor` shows where it waits.");
        }
    }
}
