package io.plumbline.standalone.cli;

import io.plumbline.standalone.config.PlumblineConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** Options that every command takes. */
final class Settings {

    @Option(names = "--data", paramLabel = "DIR", description = "Where everything is kept (default: ./plumbline-data).")
    private Path data;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file; docs/configuration.md lists the keys.")
    private Path file;

    @Option(names = "--verbose", description = "Log what happens, not only what goes wrong.")
    private boolean verbose;

    private final Map<String, Object> overrides = new LinkedHashMap<>();

    /** A setting given by an option of the command itself; null = not given. */
    Settings with(String key, Object value) {
        if (value != null) {
            overrides.put(key, value);
        }
        return this;
    }

    boolean verbose() {
        return verbose;
    }

    /** The data directory was named on the command line. */
    boolean namesData() {
        return data != null;
    }

    PlumblineConfig load() {
        return PlumblineConfig.load(file, effectiveOverrides());
    }

    String print() {
        return PlumblineConfig.print(file, effectiveOverrides());
    }

    private Map<String, Object> effectiveOverrides() {
        var all = new LinkedHashMap<>(overrides);
        if (data != null) {
            all.putIfAbsent("plumbline.data", data.toString());
        }
        return all;
    }
}
