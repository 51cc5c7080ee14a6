package io.plumbline.dashboards.sqlconsole;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;

/** The questions that are being answered by this process now. */
final class Running {

    /** More than this of all people together would starve the pages. */
    private static final int OF_ALL = 12;

    /** One of them. */
    static final class Run {

        private final String queryId;
        private final long account;
        private volatile boolean cancelled;
        private volatile Future<?> answer;
        private volatile InputStream rows;

        private Run(String queryId, long account) {
            this.queryId = queryId;
            this.account = account;
        }

        void waitsFor(Future<?> future) {
            answer = future;
            if (cancelled) {
                future.cancel(true);
            }
        }

        void reads(InputStream body) {
            rows = body;
        }

        boolean isCancelled() {
            return cancelled;
        }

        private void stop() {
            cancelled = true;
            var waiting = answer;
            if (waiting != null) {
                waiting.cancel(true);
            }
            var body = rows;
            if (body != null) {
                try {
                    body.close();
                } catch (IOException e) {
                    // It is over either way; the reader of the rows sees the same.
                    cancelled = true;
                }
            }
        }
    }

    private final Map<String, Run> runs = new ConcurrentHashMap<>();
    private final int ofOnePerson;

    Running(int ofOnePerson) {
        this.ofOnePerson = ofOnePerson;
    }

    /** Empty when this person, or everybody together, has as many under way as may be. */
    synchronized Optional<Run> start(String queryId, long account) {
        long own = runs.values().stream().filter(run -> run.account == account).count();
        if (own >= ofOnePerson || runs.size() >= OF_ALL || runs.containsKey(queryId)) {
            return Optional.empty();
        }
        var run = new Run(queryId, account);
        runs.put(queryId, run);
        return Optional.of(run);
    }

    void end(Run run) {
        runs.remove(run.queryId, run);
    }

    /** @return false when there is none of this person's */
    boolean cancel(String queryId, long account, ClickHouse clickHouse) {
        var run = runs.get(queryId);
        if (run == null || run.account != account) {
            return false;
        }
        clickHouse.kill(queryId);
        run.stop();
        return true;
    }
}
