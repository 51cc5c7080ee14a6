package io.plumbline.streams.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Where and how a topology runs.
 *
 * @param bootstrapServers host:port,..
 * @param stateDirectory state of all applications of this process; the topics can rebuild it
 * @param instance name of this instance within its application, the same after a restart, so that a killed process gets
 *     its work back at once instead of after the session timeout; null when several instances share a configuration
 * @param threads stream threads of one application
 * @param commitInterval how long results wait before others see them (transactions commit this often)
 * @param cacheBytes for records of state stores on the heap, over all threads of one application
 * @param failuresTolerated dead letters within ten minutes before the application stops
 * @param overrides further settings of Kafka Streams or its clients; they win
 */
public record StreamsSettings(
        String bootstrapServers,
        Path stateDirectory,
        String instance,
        int threads,
        Duration commitInterval,
        long cacheBytes,
        int failuresTolerated,
        Map<String, Object> overrides) {

    /** What suits one process beside an embedded broker on two cores. */
    public static StreamsSettings of(String bootstrapServers, Path stateDirectory) {
        return new StreamsSettings(
                bootstrapServers, stateDirectory, null, 2, Duration.ofMillis(200), 16L << 20, 1_000, Map.of());
    }

    public StreamsSettings withInstance(String name) {
        return new StreamsSettings(
                bootstrapServers,
                stateDirectory,
                name,
                threads,
                commitInterval,
                cacheBytes,
                failuresTolerated,
                overrides);
    }

    public StreamsSettings withThreads(int number) {
        return new StreamsSettings(
                bootstrapServers,
                stateDirectory,
                instance,
                number,
                commitInterval,
                cacheBytes,
                failuresTolerated,
                overrides);
    }

    public StreamsSettings withCommitInterval(Duration interval) {
        return new StreamsSettings(
                bootstrapServers,
                stateDirectory,
                instance,
                threads,
                interval,
                cacheBytes,
                failuresTolerated,
                overrides);
    }

    public StreamsSettings withFailuresTolerated(int number) {
        return new StreamsSettings(
                bootstrapServers, stateDirectory, instance, threads, commitInterval, cacheBytes, number, overrides);
    }

    public StreamsSettings withOverrides(Map<String, Object> further) {
        return new StreamsSettings(
                bootstrapServers,
                stateDirectory,
                instance,
                threads,
                commitInterval,
                cacheBytes,
                failuresTolerated,
                Map.copyOf(further));
    }
}
