package io.plumbline.standalone.process;

import io.plumbline.embedded.LockFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Everything that the embedded default keeps. One process at a time owns it; the operating system frees the lock when
 * that process ends in whatever way.
 */
public final class DataDirectory {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path path;

    public DataDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    public Path path() {
        return path;
    }

    Path kafka() {
        return path.resolve("kafka");
    }

    Path clickHouse() {
        return path.resolve("clickhouse");
    }

    /** The embedded engine has been started here before. */
    boolean hasTables() {
        return Files.isDirectory(clickHouse());
    }

    Path streamsState() {
        return path.resolve("streams");
    }

    /** Checkpoints of imports that were interrupted. */
    public Path imports() {
        return directory("imports");
    }

    /** Empty when somebody else owns the directory, in this process or another; held until closed. */
    public Optional<LockFile> own() {
        try {
            return LockFile.tryAcquire(path, "lock");
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the data directory " + path + ": " + e.getMessage(), e);
        }
    }

    /** A random value of 256 bits in hex, made at the first call and kept readable to this user only. */
    public String secret(String name) {
        var file = secretFile(name);
        try {
            if (!Files.exists(file)) {
                directory("secrets");
                var bytes = new byte[32];
                RANDOM.nextBytes(bytes);
                writePrivately(file, HexFormat.of().formatHex(bytes) + "\n");
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read or make the secret " + file, e);
        }
    }

    public Path secretFile(String name) {
        return path.resolve("secrets").resolve(name);
    }

    /** Of the embedded control store: accounts and hashes of secrets, so readable to this user only. */
    Path control() {
        var folder = directory("control");
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot protect " + folder, e);
        }
    }

    Path endpointsFile() {
        return path.resolve("endpoints.properties");
    }

    /** Complete or absent, never half: readers poll for it. */
    void writeAtomically(Path file, String text) {
        try {
            var next = Files.createTempFile(path, file.getFileName().toString(), ".next");
            Files.writeString(next, text);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private static void writePrivately(Path file, String text) throws IOException {
        var attributes = file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new java.nio.file.attribute.FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new java.nio.file.attribute.FileAttribute<?>[0];
        var next = Files.createTempFile(file.getParent(), ".", ".next", attributes);
        Files.writeString(next, text, StandardCharsets.UTF_8);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private Path directory(String name) {
        try {
            return Files.createDirectories(path.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use the data directory " + path, e);
        }
    }
}
