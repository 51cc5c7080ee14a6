package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Engine;
import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queries that run now, by the id that the HTTP client gave.
 *
 * <p>The embedded engine gives queries its own ids and takes none from outside, so each of our sessions carries the client's
 * id in a setting that otherwise has no effect here ({@link #ID_SETTING}); {@code system.processes} shows it.
 */
final class RunningQueries {
    private static final Logger log = LoggerFactory.getLogger(RunningQueries.class);
    private static final int SAME_ID = 216;

    /** Meant for the application's name in remote() connections, which nobody opens here. */
    static final String ID_SETTING = "chdb_client_name";

    /** A query on its way; as on a server, only one that changes nothing ends when its client hangs up. */
    static final class Running {
        private final String id;
        private final String user;
        private final BooleanSupplier clientIsGone;
        private volatile boolean readOnly;

        /** @param clientIsGone asked again and again while the query runs */
        Running(String id, String user, BooleanSupplier clientIsGone) {
            this.id = id;
            this.user = user;
            this.clientIsGone = clientIsGone;
        }

        void isReadOnly() {
            readOnly = true;
        }
    }

    private final Engine engine;
    private final Map<String, Running> byId = new ConcurrentHashMap<>();

    RunningQueries(Engine engine) {
        this.engine = engine;
    }

    void started(Running query) throws EngineException {
        if (byId.putIfAbsent(query.id, query) != null) {
            throw new EngineException(
                    SAME_ID,
                    "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING",
                    "Query with id = " + query.id + " is already running.");
        }
    }

    void ended(Running query) {
        byId.remove(query.id, query);
    }

    boolean belongsTo(String id, String user) {
        Running query = byId.get(id);
        return query != null && query.user.equals(user);
    }

    /** Ends queries whose client hung up; called every fraction of a second. */
    void cancelAbandoned() {
        for (Running query : byId.values()) {
            if (query.readOnly && query.clientIsGone.getAsBoolean()) {
                log.debug("Cancelling query {}: its client has closed the connection", query.id);
                cancel(query.id);
            }
        }
    }

    void cancelAll() {
        byId.keySet().forEach(this::cancel);
    }

    void cancel(String id) {
        try (EngineConnection connection = engine.connect()) {
            connection.query(
                    "KILL QUERY WHERE Settings['" + ID_SETTING + "'] = " + EngineConnection.literal(id) + " ASYNC");
        } catch (EngineException | IllegalStateException e) {
            log.debug("Query {} could not be cancelled, it may just have ended", id, e);
        }
    }

    /** The engine's own id of each running query, by the client's id. */
    Map<String, String> engineIds() throws EngineException {
        Map<String, String> ids = new HashMap<>();
        try (EngineConnection connection = engine.connect()) {
            connection
                    .query("SELECT Settings['" + ID_SETTING
                            + "'], query_id FROM system.processes FORMAT TabSeparatedRaw")
                    .text()
                    .lines()
                    .map(line -> line.split("\t", 2))
                    .forEach(row -> ids.put(row[0], row[1]));
        }
        ids.remove("");
        return ids;
    }
}
