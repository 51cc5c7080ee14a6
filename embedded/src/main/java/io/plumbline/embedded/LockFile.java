package io.plumbline.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Marks a directory as used by one owner: of all processes, and of all parts of this one. The operating system drops the
 * lock when the process dies, so kill -9 leaves nothing to clean up.
 *
 * <p>A lock of the operating system belongs to the process: closing any channel to the file gives it up, also one that
 * was opened only to find the file locked. So who holds what in this process is remembered here, and the file of a held
 * lock is not opened again.
 */
public final class LockFile implements AutoCloseable {

    private static final Set<Path> HELD = new HashSet<>();

    private final Path file;
    private final FileChannel channel;

    private LockFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /**
     * Makes the directory if there is none.
     *
     * @param name of the file in the directory
     * @return empty when somebody else holds it
     */
    public static Optional<LockFile> tryAcquire(Path directory, String name) throws IOException {
        Files.createDirectories(directory);
        var file = directory.toRealPath().resolve(name);
        synchronized (HELD) {
            if (HELD.contains(file)) {
                return Optional.empty();
            }
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            boolean locked = false;
            try {
                locked = channel.tryLock() != null;
            } finally {
                if (!locked) {
                    channel.close();
                }
            }
            if (!locked) {
                return Optional.empty();
            }
            HELD.add(file);
            return Optional.of(new LockFile(file, channel));
        }
    }

    /** Whoever asks next gets it; a second call does nothing. */
    @Override
    public void close() {
        synchronized (HELD) {
            if (!channel.isOpen()) {
                return;
            }
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot release " + file, e);
            } finally {
                HELD.remove(file);
            }
        }
    }
}
