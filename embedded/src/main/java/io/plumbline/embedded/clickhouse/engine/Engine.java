package io.plumbline.embedded.clickhouse.engine;

import com.sun.jna.Pointer;
import com.sun.jna.StringArray;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The engine over one directory. A process has at most one, as the library keeps its state in globals.
 *
 * <p>Failure semantics: opening fails with a message that names the holder when the directory, or this JVM, already runs an
 * engine. {@link #close()} waits a few seconds for connections that still run a statement.
 */
public final class Engine implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static Path running;

    private final Path directory;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final String[] arguments;
    private final EngineConnection anchor;
    private final String version;
    private int connections;
    private boolean closing;

    private Engine(Path directory, FileChannel lockFile, FileLock lock, EngineLimits limits) throws EngineException {
        this.directory = directory;
        this.lockFile = lockFile;
        this.lock = lock;
        this.arguments = arguments(directory, limits);
        // Kept open as long as the engine shall live: the library shuts it down with the last connection.
        this.anchor = connect();
        this.version = anchor.query("SELECT version()").text().strip();
    }

    /**
     * Opens the engine on a directory, which is created if need be.
     *
     * @throws IllegalStateException when another process, or this one, holds the directory; the message is for people
     */
    public static Engine open(Path library, Path directory, EngineLimits limits) throws IOException {
        synchronized (Engine.class) {
            if (running != null) {
                throw new IllegalStateException("This JVM already runs the ClickHouse engine on " + running
                        + "; a process can have one. Close that one first.");
            }
            Path absolute = Files.createDirectories(directory).toRealPath();
            FileChannel lockFile = FileChannel.open(
                    absolute.resolve("plumbline.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                LibChdb.load(library);
                Engine engine = new Engine(absolute, lockFile, lock(absolute, lockFile), limits);
                running = absolute;
                return engine;
            } catch (EngineException e) {
                lockFile.close();
                throw new IllegalStateException(
                        "The ClickHouse engine does not work on " + absolute + ": " + e.getMessage(), e);
            } catch (IOException | RuntimeException e) {
                lockFile.close();
                throw e;
            }
        }
    }

    private static FileLock lock(Path directory, FileChannel lockFile) throws IOException {
        try {
            FileLock lock = lockFile.tryLock();
            if (lock != null) {
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            // Falls through to the same message: it is this JVM that holds it.
        }
        throw new IllegalStateException("Another Plumbline process is using " + directory
                + ". Stop it, or give this one a different data directory (--data).");
    }

    private static String[] arguments(Path directory, EngineLimits limits) {
        List<String> arguments = new ArrayList<>();
        arguments.add("plumbline");
        arguments.add("--path=" + directory.resolve("data"));
        arguments.addAll(limits.serverArguments());
        arguments.addAll(limits.connectionArguments());
        return arguments.toArray(String[]::new);
    }

    /** A new session; the caller closes it. */
    public EngineConnection connect() {
        synchronized (this) {
            if (closing) {
                throw new IllegalStateException("The ClickHouse engine is shutting down");
            }
            connections++;
        }
        Pointer handle = LibChdb.chdb_connect(arguments.length, new StringArray(arguments));
        if (handle == null) {
            closedOne();
            throw new IllegalStateException("The ClickHouse engine did not open " + directory
                    + "; the reason is on standard error (another program using the files, or a full disk?)");
        }
        return new EngineConnection(handle, this::closedOne);
    }

    private synchronized void closedOne() {
        connections--;
        notifyAll();
    }

    /** ClickHouse's version, as {@code SELECT version()} gives it. */
    public String version() {
        return version;
    }

    @Override
    public void close() throws IOException {
        synchronized (Engine.class) {
            if (!directory.equals(running)) {
                return;
            }
            synchronized (this) {
                closing = true;
                awaitOtherConnections();
            }
            anchor.close();
            lock.release();
            lockFile.close();
            running = null;
        }
    }

    private void awaitOtherConnections() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean interrupted = false;
        while (connections > 1 && System.nanoTime() < end) {
            try {
                wait(100);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
