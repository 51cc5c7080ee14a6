package io.plumbline.dashboards.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file in the data directory through which the command line makes an administrator link while the server holds the
 * embedded control store: nobody else may open that. Whoever can write there owns the installation anyway. It holds the
 * hash of the link's secret and when it ends; the server takes it in when somebody follows a link.
 */
public final class AdminLinkMailbox {

    private static final Logger LOG = LoggerFactory.getLogger(AdminLinkMailbox.class);

    /** What the file says. */
    record Letter(String secretHash, Instant expiresAt) {}

    private final Path file;

    public AdminLinkMailbox(Path file) {
        this.file = file;
    }

    /**
     * Writes a new link's hash.
     *
     * @return the path of the link, such as {@code /setup/..}
     */
    public String post(Clock clock) {
        var secret = Secrets.random();
        var expiresAt = clock.instant().plus(EntryLinks.ADMINISTRATOR_LIFE);
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var next = Files.createTempFile(file.toAbsolutePath().getParent(), ".", ".next");
            if (next.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(next, PosixFilePermissions.fromString("rw-------"));
            }
            Files.writeString(next, Secrets.hash(secret) + " " + expiresAt + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + ": " + e.getMessage(), e);
        }
        return io.plumbline.dashboards.web.Paths.setup(secret);
    }

    /** Empty when there is none; the file is gone afterwards either way. */
    Optional<Letter> take(Instant now) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var words = Files.readString(file).strip().split(" ");
            Files.deleteIfExists(file);
            if (words.length != 2 || !words[0].matches("[0-9a-f]{64}")) {
                LOG.warn("{} is not an administrator link of this version; removed", file);
                return Optional.empty();
            }
            return Optional.of(new Letter(words[0], Instant.parse(words[1])))
                    .filter(letter -> letter.expiresAt().isAfter(now));
        } catch (IOException | DateTimeException e) {
            LOG.warn("Cannot read {}: {}", file, e.getMessage());
            return Optional.empty();
        }
    }
}
