package io.plumbline.standalone.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The statements that recompute counters from facts: {@code counters/<metric id>.sql}. A metric is reconciled by putting its
 * file there, nothing else.
 *
 * <p>A statement is a SELECT of day, team, repo, origin, tool, dimension, numerator and denominator, one row a cell, unknown
 * as empty text. It may read {@code pull_request_in_cells} (every pull request once for each dimension it is counted in) and
 * use the parameters {@code {window_days:UInt32}} and {@code {metric:String}}.
 */
final class CounterStatements {

    static final String PULL_REQUEST_IN_CELLS = read("pull_request_in_cells").orElseThrow();

    private CounterStatements() {}

    static Optional<String> of(String metricId) {
        return read("counters/" + metricId);
    }

    private static Optional<String> read(String name) {
        try (var in = CounterStatements.class.getResourceAsStream(name + ".sql")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + ".sql", e);
        }
    }
}
