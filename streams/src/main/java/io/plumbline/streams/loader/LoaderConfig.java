package io.plumbline.streams.loader;

import java.time.Duration;
import java.util.Map;

/**
 * What the loader reads, where it writes, and how much at a time.
 *
 * @param bootstrapServers host:port,..
 * @param instance name of this instance, the same after a restart, so that a killed loader gets its partitions back at
 *     once instead of after the session timeout; null when several instances share a configuration
 * @param pseudonymKey secret behind the pseudonyms of people; kept outside ClickHouse; must not be empty
 * @param minimumPeople teams of fewer are not named in {@code mart.*}; at least 3 outside of tests
 * @param maxRows rows of one batch at most
 * @param maxBytes of one batch at most, uncompressed; a single record may be larger
 * @param linger how long the first row of a batch waits for more; up to four times that while batch follows batch
 * @param firstRetry pause after a failed insert; doubles up to {@code longestRetry}
 * @param client further settings of both Kafka clients, such as security; they win
 */
public record LoaderConfig(
        String bootstrapServers,
        ClickHouseTarget target,
        String instance,
        String pseudonymKey,
        int minimumPeople,
        int maxRows,
        int maxBytes,
        Duration linger,
        Duration firstRetry,
        Duration longestRetry,
        Map<String, Object> client) {

    public static final String GROUP = "plumbline-loader";

    public static final int MINIMUM_PEOPLE = 5;

    /** Good for live events and for bulk loads on two cores. */
    public static LoaderConfig of(String bootstrapServers, ClickHouseTarget target, String pseudonymKey) {
        return new LoaderConfig(
                bootstrapServers,
                target,
                null,
                pseudonymKey,
                MINIMUM_PEOPLE,
                50_000,
                32 << 20,
                Duration.ofMillis(250),
                Duration.ofMillis(200),
                Duration.ofSeconds(10),
                Map.of());
    }

    public LoaderConfig withInstance(String name) {
        return new LoaderConfig(
                bootstrapServers,
                target,
                name,
                pseudonymKey,
                minimumPeople,
                maxRows,
                maxBytes,
                linger,
                firstRetry,
                longestRetry,
                client);
    }

    public LoaderConfig withMinimumPeople(int people) {
        return new LoaderConfig(
                bootstrapServers,
                target,
                instance,
                pseudonymKey,
                people,
                maxRows,
                maxBytes,
                linger,
                firstRetry,
                longestRetry,
                client);
    }

    public LoaderConfig withBatches(int rows, Duration longestWait) {
        return new LoaderConfig(
                bootstrapServers,
                target,
                instance,
                pseudonymKey,
                minimumPeople,
                rows,
                maxBytes,
                longestWait,
                firstRetry,
                longestRetry,
                client);
    }

    public LoaderConfig withClient(Map<String, Object> settings) {
        return new LoaderConfig(
                bootstrapServers,
                target,
                instance,
                pseudonymKey,
                minimumPeople,
                maxRows,
                maxBytes,
                linger,
                firstRetry,
                longestRetry,
                Map.copyOf(settings));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "LoaderConfig[" + bootstrapServers + " -> " + target + "]";
    }
}
