package io.plumbline.standalone.reconcile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The statements that recompute counters from facts: {@code counters/<metric id>.sql}. A metric is reconciled by putting its
 * file there, nothing else.
 *
 * <p>A statement is a SELECT of day, team, repo, origin, tool, dimension, numerator and denominator, one row a cell, unknown
 * as empty text. It may read {@code pull_request_in_cells} (every pull request once for each dimension it is counted in),
 * {@code counted_suggestion} (every review comment that counts) and any table, and use the parameters {@code {window_days:UInt32}}, {@code {metric:String}} and {@code {organisation_zone:String}}, and
 * {@code day_in_zone(column)}: the calendar day of a time in the zone that the column {@code day_zone} names.
 */
final class CounterStatements {

    static final String PULL_REQUEST_IN_CELLS = read("pull_request_in_cells").orElseThrow();
    static final String COUNTED_SUGGESTION = read("counted_suggestion").orElseThrow();

    private static final Pattern DAY = Pattern.compile("day_in_zone\\((\\w+)\\)");

    private CounterStatements() {}

    static Optional<String> of(String metricId) {
        return read("counters/" + metricId);
    }

    /** Puts in what {@code day_in_zone} stands for: ClickHouse takes only constants as time zones. */
    static String withZones(String statement, Collection<String> zones) {
        return DAY.matcher(statement).replaceAll(match -> zones.stream()
                .map(zone -> "day_zone = '" + zone + "', toDate(" + match.group(1) + ", '" + zone + "')")
                .collect(Collectors.joining(", ", "multiIf(", ", NULL)")));
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
