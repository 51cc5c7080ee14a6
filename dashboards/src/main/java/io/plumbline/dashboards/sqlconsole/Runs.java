package io.plumbline.dashboards.sqlconsole;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.control.ControlStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What each person has asked, in the control store: their history, and what their quota is counted from. */
final class Runs {

    static final int SHOWN = 100;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration KEPT = Duration.ofDays(90);
    private static final int LONGEST_MESSAGE = 2000;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SELECT =
            "SELECT query_id, at, kind, statement, parameters, outcome, result_rows, millis, message FROM sql_run ";

    /** How a question ended. */
    enum Outcome {
        RUNNING,
        FINISHED,
        CUT,
        FAILED,
        CANCELLED,
        REFUSED;

        String id() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One question. */
    record Row(
            String queryId,
            Instant at,
            String kind,
            String statement,
            String parameters,
            String outcome,
            long resultRows,
            long millis,
            String message) {}

    /** What one person has used of this hour. */
    record Used(long queries, long millis) {}

    private final ControlStore store;
    private final Clock clock;

    Runs(ControlStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** @throws BadQuestionException when the id has been used before */
    void begin(long account, Question question) {
        var now = clock.instant();
        store.inTransaction(handle -> {
            handle.execute("DELETE FROM sql_run WHERE account_id = ? AND at < ?", account, now.minus(KEPT));
            var same = handle.select("SELECT count(*) FROM sql_run WHERE query_id = ?", question.id())
                    .mapTo(Integer.class)
                    .one();
            if (same > 0) {
                throw new BadQuestionException("A query with this id was asked before; take a new UUID.");
            }
            handle.execute(
                    "INSERT INTO sql_run (query_id, account_id, at, kind, statement, parameters, outcome, result_rows,"
                            + " millis, message) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 0, '')",
                    question.id(),
                    account,
                    now,
                    question.kind().id(),
                    question.statement(),
                    json(question.parameters()),
                    Outcome.RUNNING.id());
            return null;
        });
    }

    void end(String queryId, Outcome outcome, long rows, long millis, String message) {
        store.withHandle(handle -> handle.execute(
                "UPDATE sql_run SET outcome = ?, result_rows = ?, millis = ?, message = ? WHERE query_id = ?",
                outcome.id(),
                rows,
                millis,
                shortened(message),
                queryId));
    }

    private static String shortened(String message) {
        var clean = message.replace('\0', '?');
        return clean.length() > LONGEST_MESSAGE ? clean.substring(0, LONGEST_MESSAGE - 2) + ".." : clean;
    }

    /** Refused questions do not count: nothing was asked of ClickHouse. */
    Used ofThisHour(long account) {
        return store.withHandle(handle -> handle.select(
                        "SELECT count(*) AS queries, coalesce(sum(millis), 0) AS millis FROM sql_run"
                                + " WHERE account_id = ? AND at > ? AND outcome <> 'refused'",
                        account,
                        clock.instant().minus(HOUR))
                .map(ConstructorMapper.of(Used.class))
                .one());
    }

    /** Newest first. */
    List<Row> of(long account) {
        return store.withHandle(
                handle -> handle.select(SELECT + "WHERE account_id = ? ORDER BY id DESC LIMIT " + SHOWN, account)
                        .map(ConstructorMapper.of(Row.class))
                        .list());
    }

    /** Empty also for somebody else's. */
    Optional<Row> find(long account, String queryId) {
        return store.withHandle(
                handle -> handle.select(SELECT + "WHERE account_id = ? AND query_id = ?", account, queryId)
                        .map(ConstructorMapper.of(Row.class))
                        .findFirst());
    }

    static String json(Map<String, String> parameters) {
        try {
            var text = JSON.writeValueAsString(parameters);
            return text.length() > 20_000 ? "{}" : text;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Texts can be written as JSON", e);
        }
    }
}
