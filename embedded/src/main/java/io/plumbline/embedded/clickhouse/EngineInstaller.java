package io.plumbline.embedded.clickhouse;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Finds the ClickHouse engine library, or installs it with npm into the user's cache.
 *
 * <p>Order: {@code -Dplumbline.engine.library} or {@code PLUMBLINE_ENGINE_LIBRARY}; the cache
 * ({@code $XDG_CACHE_HOME/plumbline/engine/VERSION}, by default below {@code ~/.cache}); {@code npm ci} with the lock file
 * in this jar.
 *
 * <p>Failure semantics: an installation appears in the cache whole or not at all, also when two processes install at once
 * or one is killed; whatever goes wrong is an {@link EngineUnavailableException} that says what to do.
 */
public final class EngineInstaller {
    /** Version of the npm packages, and so of the engine; a test keeps it equal to the lock file. */
    public static final String VERSION = "26.7.3-stable.1";

    static final String LIBRARY_PROPERTY = "plumbline.engine.library";
    static final String LIBRARY_VARIABLE = "PLUMBLINE_ENGINE_LIBRARY";
    private static final String[] LIBRARY_NAMES = {"libchdb.so", "libchdb.dylib"};
    private static final Duration PROGRESS_EVERY = Duration.ofSeconds(3);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration NPM_GIVES_UP = Duration.ofMinutes(30);

    private final Consumer<String> progress;
    private final Path cache;
    private final String npm;
    private final Optional<String> platformPackage;

    EngineInstaller(Consumer<String> progress, Path cache, String npm, Optional<String> platformPackage) {
        this.progress = progress;
        this.cache = cache;
        this.npm = npm;
        this.platformPackage = platformPackage;
    }

    /**
     * The path of the library, installing it first if need be (seconds to minutes, 178 MB).
     *
     * @param progress hears one line at the start, every few seconds, and at the end of an installation; nothing otherwise
     */
    public static Path locateOrInstall(Consumer<String> progress) {
        return named().orElseGet(() -> forThisMachine(progress).fromCacheOrNpm());
    }

    /** The library that is already here, without installing. */
    public static Optional<Path> locate() {
        return named().or(() -> forThisMachine(line -> {}).installed());
    }

    private static EngineInstaller forThisMachine(Consumer<String> progress) {
        return new EngineInstaller(
                progress, userCache(), "npm", packageFor(osName(), System.getProperty("os.arch", "")));
    }

    private static Optional<Path> named() {
        String name = System.getProperty(LIBRARY_PROPERTY, System.getenv(LIBRARY_VARIABLE));
        if (name == null || name.isBlank()) {
            return Optional.empty();
        }
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            throw new EngineUnavailableException(
                    "There is no file " + path.toAbsolutePath() + ", which " + LIBRARY_PROPERTY
                            + " or " + LIBRARY_VARIABLE + " names as the ClickHouse engine library."
                            + " Correct the setting or remove it.");
        }
        return Optional.of(path.toAbsolutePath());
    }

    Path fromCacheOrNpm() {
        return installed().orElseGet(this::install);
    }

    Optional<Path> installed() {
        return platformPackage.flatMap(name -> libraryBelow(home(), name));
    }

    private Path home() {
        return cache.resolve(VERSION);
    }

    private static Optional<Path> libraryBelow(Path home, String packageName) {
        Path folder = home.resolve("node_modules/@chdb").resolve(packageName);
        return Stream.of(LIBRARY_NAMES)
                .map(folder::resolve)
                .filter(Files::isRegularFile)
                .findFirst();
    }

    private Path install() {
        String packageName = platformPackage.orElseThrow(() -> new EngineUnavailableException(
                "There is no ClickHouse engine library for " + osName() + " on " + System.getProperty("os.arch")
                        + " (there is one for Linux with glibc and for macOS, x86-64 and arm64). " + wayOut()));
        try {
            Files.createDirectories(cache);
            try (FileChannel lockFile = FileChannel.open(
                            cache.resolve(VERSION + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock held = waitForTurn(lockFile)) {
                Optional<Path> byAnother = installed();
                return byAnother.isPresent() ? byAnother.get() : install(packageName);
            }
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "The ClickHouse engine could not be installed into " + home() + ": " + e + ". " + wayOut(), e);
        }
    }

    private FileLock waitForTurn(FileChannel lockFile) throws IOException {
        for (boolean told = false; ; told = true) {
            try {
                FileLock free = lockFile.tryLock();
                if (free != null) {
                    return free;
                }
            } catch (OverlappingFileLockException e) {
                // Held by another thread of this JVM, as in a parallel build: wait in the same way.
            }
            if (!told) {
                progress.accept("Another installation of the ClickHouse engine is under way; waiting for it.");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN.toMillis());
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        }
    }

    private Path install(String packageName) throws IOException {
        requireNpm();
        Path workshop = Files.createTempDirectory(cache, VERSION + ".installing-");
        try {
            copyResource("package.json", workshop);
            copyResource("package-lock.json", workshop);
            runNpm(workshop);
            Path library = libraryBelow(workshop, packageName)
                    .orElseThrow(() -> new EngineUnavailableException("npm ended well but did not bring @chdb/"
                            + packageName + " (is optional=false or os/cpu set in its configuration?). " + wayOut()));
            Files.deleteIfExists(library.resolveSibling("chdb_node.node"));
            deleteTree(home()); // what a broken installation may have left
            moveIntoPlace(workshop);
        } finally {
            deleteTree(workshop);
        }
        return installed().orElseThrow();
    }

    private void moveIntoPlace(Path workshop) throws IOException {
        try {
            Files.move(workshop, home(), StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(workshop, home());
        }
    }

    private void requireNpm() {
        try {
            Process process = new ProcessBuilder(npm, "--version")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.waitFor();
        } catch (IOException e) {
            throw new EngineUnavailableException(
                    "npm is not on the PATH, and the ClickHouse engine library (178 MB) comes through it. Install npm"
                            + " (Debian: apt install npm; macOS: brew install node) and run this again. "
                            + wayOut(),
                    e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private void runNpm(Path workshop) throws IOException {
        progress.accept("Installing the ClickHouse engine " + VERSION
                + " with npm (178 MB to download, 566 MB on disk) into " + home());
        long start = System.nanoTime();
        Path log = workshop.resolve("npm.log");
        Process process = new ProcessBuilder(
                        npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=warn")
                .directory(workshop.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!process.waitFor(PROGRESS_EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                if (secondsSince(start) > NPM_GIVES_UP.toSeconds()) {
                    throw new EngineUnavailableException(
                            "npm did not finish in " + NPM_GIVES_UP.toMinutes() + " minutes. " + wayOut());
                }
                progress.accept("  still installing the ClickHouse engine, " + secondsSince(start) + " s");
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            process.destroy();
        }
        if (process.exitValue() != 0) {
            throw new EngineUnavailableException("npm could not install the ClickHouse engine (exit code "
                    + process.exitValue() + "): " + tail(log) + " " + wayOut());
        }
        progress.accept("The ClickHouse engine is installed, " + secondsSince(start) + " s.");
    }

    private static EngineUnavailableException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EngineUnavailableException("Interrupted while installing the ClickHouse engine.", e);
    }

    private static long secondsSince(long start) {
        return Duration.ofNanos(System.nanoTime() - start).toSeconds();
    }

    private static String tail(Path log) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(log));
        lines.removeIf(line -> line.isBlank() || line.startsWith("npm warn"));
        return String.join(" / ", lines.subList(0, Math.min(6, lines.size())));
    }

    private static void copyResource(String name, Path folder) throws IOException {
        try (InputStream in = EngineInstaller.class.getResourceAsStream(name)) {
            Files.copy(in, folder.resolve(name));
        }
    }

    private static void deleteTree(Path tree) throws IOException {
        if (!Files.exists(tree)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(tree)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static String wayOut() {
        return "Or set " + LIBRARY_VARIABLE
                + " to the path of a libchdb.so or libchdb.dylib, or use a ClickHouse server of"
                + " your own by setting plumbline.clickhouse.url.";
    }

    static Path userCache() {
        String xdg = System.getenv("XDG_CACHE_HOME");
        Path caches = xdg == null || xdg.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return caches.resolve("plumbline").resolve("engine");
    }

    private static String osName() {
        return System.getProperty("os.name", "");
    }

    /** npm's name for the platform; empty where no library is published (Windows, other processors). */
    static Optional<String> packageFor(String osName, String arch) {
        String os = osName.toLowerCase(Locale.ROOT);
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        boolean intel = arch.equals("amd64") || arch.equals("x86_64");
        if (!arm && !intel) {
            return Optional.empty();
        }
        if (os.startsWith("linux")) {
            return Optional.of(arm ? "lib-linux-arm64-gnu" : "lib-linux-x64-gnu");
        }
        return os.startsWith("mac") ? Optional.of(arm ? "lib-darwin-arm64" : "lib-darwin-x64") : Optional.empty();
    }

    /** Called by the build so that the first start is quick; a machine without npm can still build. */
    public static void main(String[] arguments) {
        if (Boolean.getBoolean("plumbline.engine.skip")) {
            return;
        }
        try {
            locateOrInstall(System.out::println);
        } catch (EngineUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
