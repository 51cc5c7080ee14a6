package io.plumbline.standalone.cli;

import io.plumbline.ingest.git.GitException;
import io.plumbline.ingest.git.GitImport;
import io.plumbline.ingest.git.GitListener;
import io.plumbline.ingest.importing.FileFormat;
import io.plumbline.ingest.importing.FileImport;
import io.plumbline.ingest.importing.ImportException;
import io.plumbline.ingest.importing.ImportResult;
import io.plumbline.ingest.raw.RawEventProducer;
import io.plumbline.standalone.config.PlumblineConfig;
import io.plumbline.standalone.process.Attachment;
import io.plumbline.standalone.process.DataDirectory;
import io.plumbline.standalone.process.ProcessException;
import io.plumbline.standalone.simulator.SimulationFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Imports files into the running Plumbline, or into one started for the purpose. */
final class ImportRun {

    private static final Duration LONGEST_WAIT = Duration.ofHours(12);

    private final PlumblineConfig config;
    private final Clock clock;
    private final PrintStream out;

    private ImportRun(PlumblineConfig config, Clock clock, PrintStream out) {
        this.config = config;
        this.clock = clock;
        this.out = out;
    }

    static ImportRun of(PlumblineConfig config, Clock clock, PrintStream out) {
        return new ImportRun(config, clock, out);
    }

    /**
     * What the simulator wrote: GitHub's deliveries, then PagerDuty's, which speak of the deployments in them, Copilot's
     * reports and the git repositories. Returns when everything is visible.
     *
     * @return exit code
     */
    int simulation(Path folder) throws IOException {
        var parts = new ArrayList<>(List.of(
                new Part(FileFormat.GITHUB_DELIVERIES, null, List.of(folder.resolve(SimulationFiles.DELIVERIES))),
                new Part(FileFormat.PAGERDUTY, null, List.of(folder.resolve(SimulationFiles.INCIDENTS)))));
        // Neither is there in a folder of an earlier version, nor in that of a plan of the past.
        var copilot = folder.resolve(SimulationFiles.COPILOT);
        if (Files.isReadable(copilot) && Files.size(copilot) > 0) {
            parts.add(new Part(FileFormat.COPILOT, null, List.of(copilot)));
        }
        return run(parts, SimulationFiles.code(folder), true);
    }

    /**
     * @param repo {@code owner/name} that the files are about; null when their lines say so
     * @return exit code
     */
    int run(FileFormat format, String repo, List<Path> files, boolean wait) {
        return run(List.of(new Part(format, repo, files)), Map.of(), wait);
    }

    /** Files of one format, imported one part after the other. */
    private record Part(FileFormat format, String repo, List<Path> files) {}

    /** @param clones by {@code owner/name} */
    private int run(List<Part> parts, Map<String, Path> clones, boolean wait) {
        parts.forEach(part -> requireReadable(part.files()));
        try (var attachment = Attachment.toPipeline(config, clock, line -> out.println("  " + line))) {
            var kafka = attachment.kafkaClient(config);
            for (var part : parts) {
                var result = send(part, kafka);
                summary(result);
                if (!result.finished()) {
                    return interrupted();
                }
            }
            if (!clones.isEmpty() && !histories(clones, kafka)) {
                return interrupted();
            }
            // Services that this command started end with it, so what it sent has to come through first.
            if (wait || attachment.ownsServices()) {
                awaitVisible(attachment, kafka, out);
            }
            return 0;
        } catch (ImportException | GitException | ProcessException e) {
            throw new CommandFailedException(e.getMessage(), e);
        }
    }

    private int interrupted() {
        out.println("Interrupted. The same command goes on where this one stopped.");
        return 1;
    }

    /** False when stopped before the end. */
    private boolean histories(Map<String, Path> clones, Map<String, Object> kafka) throws GitException {
        long start = System.nanoTime();
        int commits = 0;
        long lines = 0;
        try (var producer = new RawEventProducer(kafka, RawEventProducer.Pace.BULK)) {
            for (var clone : clones.entrySet()) {
                var read = new GitImport(
                                clone.getValue(),
                                producer,
                                new DataDirectory(config.data()).imports(),
                                GitListener.SILENT,
                                clock)
                        .ofRepository(clone.getKey());
                try (var ignored = new StopOnSignal(read::stop)) {
                    var result = read.run();
                    commits += result.commits();
                    lines += result.born();
                    if (!result.finished()) {
                        return false;
                    }
                }
            }
            out.printf(
                    Locale.ROOT,
                    "Read %,d commits and %,d lines of %d git repositories in %.1f s.%n",
                    commits,
                    lines,
                    clones.size(),
                    (System.nanoTime() - start) / 1e9);
        }
        return true;
    }

    /** Before services start for nothing. */
    private static void requireReadable(List<Path> files) {
        var missing = files.stream().filter(file -> !Files.isReadable(file)).toList();
        if (!missing.isEmpty()) {
            throw new CommandFailedException("No such readable file or directory: "
                    + missing.stream().map(Path::toString).collect(Collectors.joining(", ")));
        }
    }

    private ImportResult send(Part part, Map<String, Object> kafka) throws ImportException {
        var checkpoints = new DataDirectory(config.data()).imports();
        try (var producer = new RawEventProducer(kafka, RawEventProducer.Pace.BULK);
                var progress = new ImportProgress(out)) {
            var fileImport =
                    new FileImport(part.format(), producer, checkpoints, progress, clock).ofRepository(part.repo());
            try (var ignored = new StopOnSignal(fileImport::stop)) {
                return fileImport.run(part.files());
            }
        }
    }

    private void summary(ImportResult result) {
        double seconds = Math.max(0.001, result.elapsed().toMillis() / 1000.0);
        out.printf(
                Locale.ROOT,
                "Sent %,d events from %,d lines in %.1f s (%,.0f events/s, %.1f MB/s)%s%n",
                result.events(),
                result.lines(),
                seconds,
                result.events() / seconds,
                result.bytes() / seconds / 1e6,
                result.badLines() == 0 ? "." : "; " + result.badLines() + " bad lines kept as dead letters.");
    }

    /** Until all that was sent is in tables. */
    static void awaitVisible(Attachment attachment, Map<String, Object> kafka, PrintStream out) {
        long start = System.nanoTime();
        if (!attachment.awaitDrained(kafka, LONGEST_WAIT, new WaitingLine(out))) {
            throw new CommandFailedException("The pipeline did not get through within " + LONGEST_WAIT
                    + ". Is a process with the roles stream and load running? `plumbline doctor` shows where"
                    + " it waits.");
        }
        out.printf(
                Locale.ROOT,
                "Everything is visible in ClickHouse (%.1f s later).%n",
                (System.nanoTime() - start) / 1e9);
    }

    /** Ctrl-C and SIGTERM end the import in order; kill -9 costs at most what was sent since the last checkpoint. */
    static final class StopOnSignal implements AutoCloseable {

        private final Thread importing = Thread.currentThread();
        private final Thread hook;

        /** @param stop makes the importing thread, which is this one, come to its end soon */
        StopOnSignal(Runnable stop) {
            hook = new Thread(
                    () -> {
                        stop.run();
                        try {
                            importing.join(TimeUnit.SECONDS.toMillis(30));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    "stop-import");
            Runtime.getRuntime().addShutdownHook(hook);
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The signal has arrived: the hook is running and waits for this thread.
                return;
            }
        }
    }
}
