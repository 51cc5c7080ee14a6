package io.plumbline.ingest.importing;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One small file for each file that is being imported: how far everything is acknowledged.
 *
 * <p>Failure semantics: replaced atomically, so a reader sees the old or the new one. Not forced to the disk: it survives
 * the death of the process; should a power cut empty it, it is ignored and the import begins anew, which sends lines
 * twice but loses none.
 */
final class Checkpoints {

    /** @param finished the file was imported as a whole, by an import that has further files to do */
    record Checkpoint(Position position, boolean finished) {}

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final int SAMPLE = 64 * 1024;

    private final Path directory;

    Checkpoints(Path directory) {
        this.directory = directory;
    }

    /** Of the content, wherever it lies: size, first and last 64 kB. */
    static String fingerprint(Path file) throws IOException {
        try (var channel = FileChannel.open(file)) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var size = channel.size();
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(0, size));
            sha256.update(sample(channel, 0));
            sha256.update(sample(channel, Math.max(0, size - SAMPLE)));
            return HexFormat.of().formatHex(sha256.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    private static ByteBuffer sample(FileChannel channel, long from) throws IOException {
        var bytes = ByteBuffer.allocate(SAMPLE);
        var read = 0;
        while (bytes.hasRemaining() && read >= 0) {
            read = channel.read(bytes, from + bytes.position());
        }
        return bytes.flip();
    }

    Optional<Checkpoint> find(String key) throws IOException {
        try {
            var properties = new Properties();
            properties.load(new StringReader(Files.readString(path(key))));
            return Optional.of(new Checkpoint(
                    new Position(
                            Long.parseLong(properties.getProperty("offset", "")),
                            Long.parseLong(properties.getProperty("line", ""))),
                    Boolean.parseBoolean(properties.getProperty("finished"))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Checkpoint {} cannot be read: the import begins anew",
                    path(key).getFileName());
            return Optional.empty();
        }
    }

    void save(String key, Checkpoint checkpoint) throws IOException {
        Files.createDirectories(directory);
        var text = "offset=" + checkpoint.position().offset() + "\nline="
                + checkpoint.position().line() + "\nfinished=" + checkpoint.finished() + "\n";
        var fresh = directory.resolve(key + ".new");
        Files.write(fresh, text.getBytes(StandardCharsets.UTF_8));
        Files.move(fresh, path(key), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) {
        return directory.resolve(key + ".checkpoint");
    }
}
