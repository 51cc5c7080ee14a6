package io.plumbline.standalone.cli;

import io.plumbline.standalone.decision.ConfigTopics;
import io.plumbline.standalone.decision.DecisionPlans;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.InvalidDirectoryException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Publishes a directory file when it is not what is in force. */
final class DirectoryAtStart {

    private DirectoryAtStart() {}

    /** Before services start for a file that cannot be used. */
    static void check(Path file) {
        try {
            Directory.read(read(file), List.of());
        } catch (InvalidDirectoryException e) {
            throw new UsageException(file + " cannot be used:\n  - " + String.join("\n  - ", e.problems()));
        }
    }

    static void publish(
            Path file, String author, String reason, Map<String, Object> kafka, Clock clock, PrintStream out) {
        var plan = new DecisionPlans(clock, author, reason).directory(new ConfigTopics(kafka).decided(), read(file));
        plan.warnings().forEach(warning -> out.println("  warning: " + file.getFileName() + ", " + warning));
        plan.decision().ifPresent(decision -> {
            DecisionRun.publish(decision, kafka);
            out.println("  published " + file + "; history is being restated with it");
        });
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new CommandFailedException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
