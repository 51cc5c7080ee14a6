package io.plumbline.dashboards.sqlconsole;

import java.net.URI;
import java.time.Duration;

/**
 * How the SQL console reaches ClickHouse, and how much each person may ask.
 *
 * @param url ClickHouse's HTTP interface
 * @param user who reads the views of {@code mart} and nothing else; its rights are the console's rights
 * @param queriesPerHour of one person
 * @param timePerHour running time of one person's queries, summed
 * @param atOnce queries of one person
 * @param longest a query ends after this long
 * @param exportRows most rows of a file
 * @param exportBytes most bytes of a file
 */
public record ConsoleSettings(
        URI url,
        String user,
        String password,
        int queriesPerHour,
        Duration timePerHour,
        int atOnce,
        Duration longest,
        long exportRows,
        long exportBytes) {

    public static final int QUERIES_PER_HOUR = 600;
    public static final Duration TIME_PER_HOUR = Duration.ofMinutes(15);
    public static final int AT_ONCE = 3;
    public static final Duration LONGEST = Duration.ofSeconds(30);
    public static final long EXPORT_ROWS = 1_000_000;
    public static final long EXPORT_BYTES = 200_000_000;

    /** With the usual limits. */
    public static ConsoleSettings of(URI url, String user, String password) {
        return new ConsoleSettings(
                url, user, password, QUERIES_PER_HOUR, TIME_PER_HOUR, AT_ONCE, LONGEST, EXPORT_ROWS, EXPORT_BYTES);
    }

    public ConsoleSettings withQuota(int queries, Duration time, int together) {
        return new ConsoleSettings(url, user, password, queries, time, together, longest, exportRows, exportBytes);
    }

    public ConsoleSettings withLongest(Duration time) {
        return new ConsoleSettings(
                url, user, password, queriesPerHour, timePerHour, atOnce, time, exportRows, exportBytes);
    }

    public ConsoleSettings withExport(long rows, long bytes) {
        return new ConsoleSettings(url, user, password, queriesPerHour, timePerHour, atOnce, longest, rows, bytes);
    }

    /** Without the password, so that a log line cannot leak it. */
    @Override
    public String toString() {
        return "ConsoleSettings[" + url + ", user " + user + "]";
    }
}
