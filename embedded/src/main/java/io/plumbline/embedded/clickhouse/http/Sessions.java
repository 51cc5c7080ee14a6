package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.Engine;
import io.plumbline.embedded.clickhouse.engine.EngineConnection;
import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Predicate;

/**
 * HTTP sessions ({@code session_id}): one engine connection each, so temporary tables and SET last from request to request.
 * A session ends when nobody used it for its timeout (60 s unless asked otherwise, at most an hour).
 */
final class Sessions {
    private static final int SESSION_NOT_FOUND = 372;
    private static final int SESSION_IS_LOCKED = 373;
    private static final long DEFAULT_SECONDS = 60;
    private static final long MOST_SECONDS = 3600;

    private final Engine engine;
    private final Map<String, Session> sessions = new HashMap<>();

    Sessions(Engine engine) {
        this.engine = engine;
    }

    /** A session in use by one request. */
    static final class Session {
        private final EngineConnection connection;
        private boolean inUse = true;
        private long idleUntil;

        private Session(EngineConnection connection) {
            this.connection = connection;
        }

        EngineConnection connection() {
            return connection;
        }
    }

    synchronized Session take(String id, boolean mustExist) throws EngineException {
        Session session = sessions.get(id);
        if (session == null) {
            if (mustExist) {
                throw new EngineException(SESSION_NOT_FOUND, "SESSION_NOT_FOUND", "Session not found.");
            }
            session = new Session(engine.connect());
            sessions.put(id, session);
        } else if (session.inUse) {
            throw new EngineException(
                    SESSION_IS_LOCKED, "SESSION_IS_LOCKED", "Session " + id + " is locked by a concurrent client.");
        }
        session.inUse = true;
        return session;
    }

    synchronized void giveBack(Session session, long timeoutSeconds) {
        long seconds = timeoutSeconds <= 0 ? DEFAULT_SECONDS : Math.min(timeoutSeconds, MOST_SECONDS);
        session.idleUntil = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        session.inUse = false;
    }

    synchronized void close(String id) {
        Session session = sessions.remove(id);
        if (session != null) {
            session.connection.close();
        }
    }

    synchronized void closeIdle() {
        long now = System.nanoTime();
        closeWhere(session -> !session.inUse && session.idleUntil - now < 0);
    }

    synchronized void closeAll() {
        closeWhere(session -> true);
    }

    private void closeWhere(Predicate<Session> condition) {
        for (Iterator<Session> all = sessions.values().iterator(); all.hasNext(); ) {
            Session session = all.next();
            if (condition.test(session)) {
                all.remove();
                session.connection.close();
            }
        }
    }
}
