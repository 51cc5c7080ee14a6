package io.plumbline.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path directory;

    @Test
    void onlyOnePartOfAProcessHoldsIt() throws IOException {
        try (var held = LockFile.tryAcquire(directory, "lock").orElseThrow()) {
            assertThat(LockFile.tryAcquire(directory, "lock")).isEmpty();
            assertThat(LockFile.tryAcquire(directory.resolve("../" + directory.getFileName()), "lock"))
                    .as("by another name of the directory")
                    .isEmpty();
            assertThat(held).isNotNull();
        }
        var again = LockFile.tryAcquire(directory, "lock");
        assertThat(again).isPresent();
        again.orElseThrow().close();
    }

    /** POSIX gives the lock up when the process closes any channel to the file. */
    @Test
    void anAttemptInTheSameProcessDoesNotGiveItToAnother() throws Exception {
        try (var held = LockFile.tryAcquire(directory, "lock").orElseThrow()) {
            assertThat(anotherProcess()).isEqualTo("refused");
            assertThat(LockFile.tryAcquire(directory, "lock")).isEmpty();
            assertThat(anotherProcess()).isEqualTo("refused");
            assertThat(held).isNotNull();
        }
        assertThat(anotherProcess()).isEqualTo("acquired");
    }

    @Test
    void closingTwiceDoesNotFreeWhatSomebodyElseTook() throws IOException {
        var first = LockFile.tryAcquire(directory, "lock").orElseThrow();
        first.close();
        try (var second = LockFile.tryAcquire(directory, "lock").orElseThrow()) {
            first.close();
            assertThat(LockFile.tryAcquire(directory, "lock")).isEmpty();
            assertThat(second).isNotNull();
        }
    }

    private String anotherProcess() throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Attempt.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var said = process.inputReader()) {
            var line = said.readLine();
            assertThat(process.waitFor()).isZero();
            return line;
        }
    }

    /** Says whether it got the lock. */
    static final class Attempt {
        public static void main(String[] arguments) throws IOException {
            var lock = LockFile.tryAcquire(Path.of(arguments[0]), "lock");
            System.out.println(lock.isPresent() ? "acquired" : "refused");
        }

        private Attempt() {}
    }
}
