package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.util.PriorityQueue;

/** What is still to happen, in order of time; things at or after the end of the simulation never happen. */
final class Agenda {
    interface Task {
        void run(long at) throws IOException;
    }

    /** Equal times keep the order in which they were noted, so that nothing depends on the queue's inner order. */
    private record Entry(long at, long order, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(at, other.at);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private final long until;
    private long noted;

    Agenda(long until) {
        this.until = until;
    }

    long until() {
        return until;
    }

    /** False when the time lies beyond the end. */
    boolean note(long at, Task task) {
        if (at >= until) {
            return false;
        }
        entries.add(new Entry(at, noted++, task));
        return true;
    }

    /** Long.MAX_VALUE when nothing is left. */
    long nextAt() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().at;
    }

    void runNext() throws IOException {
        Entry entry = entries.remove();
        entry.task.run(entry.at);
    }
}
