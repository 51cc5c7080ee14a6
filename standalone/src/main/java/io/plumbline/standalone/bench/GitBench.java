package io.plumbline.standalone.bench;

import io.plumbline.ingest.git.GitException;
import io.plumbline.ingest.git.GitImport;
import io.plumbline.ingest.git.GitImportResult;
import io.plumbline.ingest.git.GitListener;
import io.plumbline.ingest.raw.RawSink;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Reading a clone with the life of its lines, beside {@code git log --numstat} of the same clone, turn by turn. */
public final class GitBench {

    private static final int ROUNDS = 3;

    private final Path clone;
    private final Clock clock;
    private final Consumer<String> out;

    public GitBench(Path clone, Clock clock, Consumer<String> out) {
        this.clone = clone;
        this.clock = clock;
        this.out = out;
    }

    /** @param scratch a directory that may be written to */
    public void run(Path scratch) throws GitException, IOException, InterruptedException {
        var ours = new double[ROUNDS];
        var theirs = new double[ROUNDS];
        read(scratch.resolve("warm-up"), new Counting());
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            numstat();
            theirs[round] = seconds(start);
            var sink = new Counting();
            start = System.nanoTime();
            var result = read(scratch.resolve("round-" + round), sink);
            ours[round] = seconds(start);
            say(
                    "git log --numstat %7.2f s   import git (collector alone) %7.2f s   ratio %.2f   %,d commits, %,d"
                            + " lines born, %.1f MB of events",
                    theirs[round],
                    ours[round],
                    ours[round] / theirs[round],
                    result.commits(),
                    result.born(),
                    sink.bytes / 1e6);
        }
        Arrays.sort(ours);
        Arrays.sort(theirs);
        say("median                                                          ratio %.2f", ours[1] / theirs[1]);
    }

    private GitImportResult read(Path checkpoints, RawSink sink) throws GitException {
        return new GitImport(clone, sink, checkpoints, GitListener.SILENT, clock)
                .ofRepository("bench/clone")
                .run();
    }

    private void numstat() throws IOException, InterruptedException {
        var process = new ProcessBuilder("git", "-C", clone.toString(), "--no-pager", "log", "--numstat", "HEAD", "--")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var in = process.getInputStream()) {
            var buffer = new byte[1 << 16];
            int read = in.read(buffer);
            while (read >= 0) {
                read = in.read(buffer);
            }
        }
        if (process.waitFor() != 0) {
            throw new IOException("git log --numstat failed on " + clone);
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private void say(String format, Object... values) {
        out.accept(String.format(Locale.ROOT, format, values));
    }

    private static final class Counting implements RawSink {
        private long bytes;

        @Override
        public CompletionStage<Void> send(RawEvent event) {
            bytes += event.getPayload().remaining();
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletionStage<Void> send(DeadLetter letter) {
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public void flush() {
            // Nothing is on its way.
        }
    }
}
