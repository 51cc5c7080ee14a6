package io.plumbline.standalone.cli;

import io.plumbline.streams.runtime.DrainCheck.Progress;
import io.plumbline.streams.runtime.DrainCheck.Stage;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Says every few seconds how much the pipeline has left. */
final class WaitingLine implements Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(3).toNanos();

    private final PrintStream out;
    private long last = System.nanoTime();

    WaitingLine(PrintStream out) {
        this.out = out;
    }

    @Override
    public void waitingFor(Stage stage, long offsetsLeft) {
        if (System.nanoTime() - last > EVERY_NANOS) {
            last = System.nanoTime();
            out.printf(Locale.ROOT, "  waiting for %s: about %,d records left%n", stage.group(), offsetsLeft);
        }
    }
}
