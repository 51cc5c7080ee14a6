package io.plumbline.ingest.importing;

import java.util.ArrayDeque;
import java.util.concurrent.CompletionStage;

/**
 * The position up to which everything is acknowledged, while acknowledgements come in any order.
 *
 * <p>Lines are added by one thread in the order of the file; stages complete on any thread.
 */
final class AcknowledgedPosition {

    private static final class Line {
        private final Position end;
        private boolean acknowledged;

        private Line(Position end) {
            this.end = end;
        }
    }

    private final ArrayDeque<Line> inFlight = new ArrayDeque<>();
    private Position position;
    private Throwable failure;

    AcknowledgedPosition(Position start) {
        this.position = start;
    }

    /** @param end the position right after the line that the stage stands for */
    void add(Position end, CompletionStage<Void> stage) {
        var line = new Line(end);
        synchronized (this) {
            inFlight.add(line);
        }
        var unused = stage.whenComplete((ok, problem) -> completed(line, problem));
    }

    synchronized Position get() {
        return position;
    }

    /** Null while all is well. After a failure the position never passes the line that failed. */
    synchronized Throwable failure() {
        return failure;
    }

    /** How many lines wait for their acknowledgement, or failed. */
    synchronized int outstanding() {
        return inFlight.size();
    }

    private synchronized void completed(Line line, Throwable problem) {
        if (problem != null) {
            if (failure == null) {
                failure = problem;
            }
            return;
        }
        line.acknowledged = true;
        while (!inFlight.isEmpty() && inFlight.peek().acknowledged) {
            position = inFlight.poll().end;
        }
    }
}
