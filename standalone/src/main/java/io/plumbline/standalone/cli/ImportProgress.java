package io.plumbline.standalone.cli;

import io.plumbline.ingest.importing.ImportListener;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar on a terminal, a line every few seconds elsewhere; bad lines with file and number. */
final class ImportProgress implements ImportListener, AutoCloseable {

    private static final long LINE_EVERY_NANOS = Duration.ofSeconds(3).toNanos();
    private static final int MOST_BAD_LINES = 20;

    private final PrintStream out;
    // Never null from JDK 22 on: then a bar is drawn into a redirected output too, which harms nobody.
    @SuppressWarnings("SystemConsoleNull")
    private final boolean terminal = System.console() != null;

    private ProgressBar bar;
    private long lastLine = System.nanoTime();
    private long badLines;

    ImportProgress(PrintStream out) {
        this.out = out;
    }

    @Override
    public void progress(Progress progress) {
        if (terminal) {
            if (bar == null) {
                bar = new ProgressBarBuilder()
                        .setTaskName("importing")
                        .setInitialMax(progress.bytesTotal())
                        .setUnit(" MB", 1_000_000)
                        .showSpeed()
                        .setStyle(ProgressBarStyle.ASCII)
                        .build();
            }
            bar.stepTo(progress.bytesDone());
            bar.setExtraMessage(String.format(Locale.ROOT, "%,d events", progress.events()));
        } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
            lastLine = System.nanoTime();
            out.printf(
                    Locale.ROOT,
                    "  %3.0f %%  %,d events, %.1f MB/s%s%n",
                    100.0 * progress.bytesDone() / Math.max(1, progress.bytesTotal()),
                    progress.events(),
                    progress.bytesPerSecond() / 1e6,
                    progress.timeLeft()
                            .map(left -> ", " + left.toSeconds() + " s left")
                            .orElse(""));
        }
    }

    @Override
    public void badLine(BadLine line) {
        badLines++;
        if (badLines <= MOST_BAD_LINES) {
            out.println("  bad line " + line.file() + ":" + line.line() + ": " + line.reason());
        } else if (badLines == MOST_BAD_LINES + 1) {
            out.println("  more bad lines are counted, and kept: SELECT location, reason FROM mart.dead_letter");
        }
    }

    @Override
    public void resumed(Path file, long line) {
        out.printf(Locale.ROOT, "  %s: going on after line %,d%n", file, line);
    }

    @Override
    public void skipped(Path file) {
        out.println("  " + file + ": was imported before the interruption");
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
