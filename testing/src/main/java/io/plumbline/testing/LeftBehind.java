package io.plumbline.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** State of Kafka Streams as a process leaves it that was killed before its first commit. */
public final class LeftBehind {

    private static final String TASK = "\\d+_\\d+";

    private LeftBehind() {}

    /**
     * Leaves a file in the directory of each task, and takes away what says which offsets the state stands for.
     *
     * @param states holds a directory for each application, or is the one of an application
     * @return how many tasks there were
     */
    public static int insteadOf(Path states) throws IOException {
        List<Path> tasks;
        try (var paths = Files.walk(states, 2)) {
            tasks = paths.filter(path -> path.getFileName().toString().matches(TASK))
                    .toList();
        }
        for (var task : tasks) {
            try (var files = Files.walk(task)) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
            Files.writeString(task.resolve("left-behind"), "by a process that was killed");
        }
        return tasks.size();
    }
}
