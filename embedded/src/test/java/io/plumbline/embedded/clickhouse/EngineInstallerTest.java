package io.plumbline.embedded.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineInstallerTest {
    private static final Optional<String> PLATFORM = Optional.of("lib-linux-x64-gnu");

    @TempDir
    Path folder;

    private final List<String> progress = new CopyOnWriteArrayList<>();

    @Test
    void theLibraryIsInstalledOnceAndThenFound() throws IOException {
        EngineInstaller installer = installer(npm("exit 0"), PLATFORM);

        Path library = installer.fromCacheOrNpm();
        Path again = installer.fromCacheOrNpm();

        assertThat(library).exists().isEqualTo(again);
        assertThat(library)
                .isEqualTo(folder.resolve("cache")
                        .resolve(EngineInstaller.VERSION)
                        .resolve("node_modules/@chdb/lib-linux-x64-gnu/libchdb.so"));
        assertThat(library.resolveSibling("chdb_node.node")).doesNotExist();
        assertThat(Files.readString(folder.resolve("calls"))).hasLineCount(1);
        assertThat(progress).first().asString().contains("178 MB").contains("566 MB");
        assertThat(progress).last().asString().contains("is installed");
    }

    @Test
    void twoInstallationsAtOnceAreOne() throws Exception {
        Path npm = npm("sleep 1");
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Path> install = () -> {
                try (ChildJvm child = ChildJvm.run(
                        "-Xmx64m",
                        Install.class,
                        npm.toString(),
                        folder.resolve("cache").toString())) {
                    return Path.of(
                            child.rest().strip().lines().reduce((a, b) -> b).orElseThrow());
                }
            };
            Future<Path> one = threads.submit(install);
            Future<Path> other = threads.submit(install);

            assertThat(one.get()).isEqualTo(other.get()).exists();
            assertThat(Files.readString(folder.resolve("calls"))).hasLineCount(1);
        } finally {
            threads.shutdownNow();
        }
    }

    static final class Install {
        private Install() {}

        public static void main(String[] arguments) {
            System.out.println(
                    new EngineInstaller(line -> {}, Path.of(arguments[1]), arguments[0], PLATFORM).fromCacheOrNpm());
        }
    }

    @Test
    void aFailedInstallationLeavesNothingBehindAndShowsTheReason() throws IOException {
        EngineInstaller installer = installer(npm("echo 'npm error 404 not here'; exit 1"), PLATFORM);

        assertThatThrownBy(installer::fromCacheOrNpm)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("404 not here")
                .hasMessageContaining("plumbline.clickhouse.url");
        try (var left = Files.list(folder.resolve("cache"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactly(EngineInstaller.VERSION + ".lock");
        }
    }

    @Test
    void withoutNpmTheMessageSaysWhatToDo() {
        EngineInstaller installer = installer(folder.resolve("no-such-npm"), PLATFORM);

        assertThatThrownBy(installer::fromCacheOrNpm)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("Install npm")
                .hasMessageContaining("PLUMBLINE_ENGINE_LIBRARY")
                .hasMessageContaining("plumbline.clickhouse.url");
    }

    @Test
    void onAnUnknownPlatformTheMessageSaysWhatToDo() throws IOException {
        EngineInstaller installer = installer(npm("exit 0"), Optional.empty());

        assertThatThrownBy(installer::fromCacheOrNpm)
                .isInstanceOf(EngineUnavailableException.class)
                .hasMessageContaining("There is no ClickHouse engine library for")
                .hasMessageContaining("plumbline.clickhouse.url");
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, lib-linux-x64-gnu",
        "Linux, aarch64, lib-linux-arm64-gnu",
        "Mac OS X, aarch64, lib-darwin-arm64",
        "Mac OS X, x86_64, lib-darwin-x64",
        "Windows 11, amd64,",
        "Linux, riscv64,",
    })
    void eachPlatformHasItsPackage(String os, String processor, String packageName) {
        assertThat(EngineInstaller.packageFor(os, processor)).isEqualTo(Optional.ofNullable(packageName));
    }

    @Test
    void theLockFilePinsTheSameVersionAndNamesNoHost() throws IOException {
        String lock = resource("package-lock.json");
        String manifest = resource("package.json");

        assertThat(lock).doesNotContain("://").contains("\"integrity\": \"sha512-");
        for (String name : List.of("linux-x64-gnu", "linux-arm64-gnu", "darwin-arm64", "darwin-x64")) {
            assertThat(manifest).contains("\"@chdb/lib-" + name + "\": \"" + EngineInstaller.VERSION + "\"");
            assertThat(lock)
                    .contains("node_modules/@chdb/lib-" + name + "\": {\n      \"version\": \""
                            + EngineInstaller.VERSION + "\"");
        }
    }

    private EngineInstaller installer(Path npm, Optional<String> platform) {
        return new EngineInstaller(progress::add, folder.resolve("cache"), npm.toString(), platform);
    }

    /** A stand-in for npm that notes each "ci", does what it is told, and puts a small file where the library goes. */
    private Path npm(String behaviour) throws IOException {
        Path script = folder.resolve("npm");
        Files.writeString(script, """
                #!/bin/sh
                if [ "$1" != ci ]; then exit 0; fi
                echo ci >> "%s"
                test -f package-lock.json || exit 3
                mkdir -p node_modules/@chdb/lib-linux-x64-gnu
                echo engine > node_modules/@chdb/lib-linux-x64-gnu/libchdb.so
                echo node > node_modules/@chdb/lib-linux-x64-gnu/chdb_node.node
                %s
                """.formatted(folder.resolve("calls"), behaviour));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        return script;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = EngineInstaller.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
