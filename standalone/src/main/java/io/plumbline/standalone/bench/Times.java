package io.plumbline.standalone.bench;

import java.util.Arrays;
import java.util.Locale;

/** Rounds of one thing, in milliseconds. */
record Times(int rounds, double p50, double p95) {

    /** What is timed. */
    interface Work {
        void run() throws Exception;
    }

    /** One round to warm up, which is not counted. */
    static Times of(int rounds, Work work) throws Exception {
        work.run();
        var millis = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long start = System.nanoTime();
            work.run();
            millis[i] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(millis);
        return new Times(rounds, at(millis, 0.5), at(millis, 0.95));
    }

    /** The smallest value that such a share does not exceed. */
    private static double at(double[] sorted, double share) {
        return sorted[(int) Math.ceil(sorted.length * share) - 1];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%,8.0f %,8.0f", p50, p95);
    }
}
