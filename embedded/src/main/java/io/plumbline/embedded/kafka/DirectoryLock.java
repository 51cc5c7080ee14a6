package io.plumbline.embedded.kafka;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Keeps a second broker, of this or another process, off a data directory.
 *
 * <p>Kafka has a lock of its own, but takes it only after the controller has opened the metadata log, which is too late:
 * by then two controllers have written to one log. The operating system drops this lock when the process dies, so
 * kill -9 leaves nothing to clean up.
 */
final class DirectoryLock implements AutoCloseable {
    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock acquire(Path directory) {
        Path file = directory.resolve("broker.lock");
        FileChannel channel = null;
        try {
            Files.createDirectories(directory);
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return new DirectoryLock(channel);
            }
            channel.close();
        } catch (IOException e) {
            closeQuietly(channel, e);
            throw new EmbeddedKafkaException("Cannot use " + directory + " as Kafka's data directory: " + e, e);
        }
        throw new EmbeddedKafkaException("The Kafka data directory " + directory
                + " is in use by another running Plumbline process. Stop that one, or choose another directory.");
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException heldByThisProcess) {
            return false;
        }
    }

    private static void closeQuietly(FileChannel channel, IOException reason) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new EmbeddedKafkaException("Cannot release the lock of Kafka's data directory: " + e, e);
        }
    }
}
