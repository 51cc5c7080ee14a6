package io.plumbline.embedded.clickhouse.engine;

import java.util.List;

/**
 * How much of the machine the engine may take.
 *
 * @param serverMemory bytes for the whole engine, caches included; a statement that would exceed it fails with code 241
 * @param queryMemory bytes for one statement; larger sorts and groupings go to disk at half of it
 * @param queryThreads threads for one statement
 */
public record EngineLimits(long serverMemory, long queryMemory, int queryThreads) {
    private static final long MIB = 1L << 20;

    /** For a laptop: an engine that stays below 1 GiB, Java's heap not counted. */
    public static EngineLimits small() {
        return new EngineLimits(
                1024 * MIB, 768 * MIB, Math.min(8, Runtime.getRuntime().availableProcessors()));
    }

    /** Read by the connection that starts the engine. The defaults are meant for a machine of its own (5 GB per cache). */
    List<String> serverArguments() {
        return List.of(
                "--max_server_memory_usage=" + serverMemory,
                "--mark_cache_size=" + 64 * MIB,
                "--index_mark_cache_size=" + 16 * MIB,
                "--primary_index_cache_size=" + 64 * MIB,
                "--uncompressed_cache_size=0",
                "--index_uncompressed_cache_size=0",
                "--query_condition_cache_size=" + 16 * MIB,
                "--compiled_expression_cache_size=" + 32 * MIB,
                "--mmap_cache_size=64",
                "--background_pool_size=2",
                "--background_merges_mutations_concurrency_ratio=2",
                "--background_schedule_pool_size=4",
                "--max_io_thread_pool_size=16",
                "--max_thread_pool_size=1000");
    }

    /** Defaults of every connection, so that the engine behaves as a server does and not as clickhouse-local. */
    List<String> connectionArguments() {
        return List.of(
                "--max_memory_usage=" + queryMemory,
                "--max_bytes_before_external_group_by=" + queryMemory / 2,
                "--max_bytes_before_external_sort=" + queryMemory / 2,
                "--max_threads=" + queryThreads,
                "--max_insert_block_size_bytes=" + 64 * MIB,
                "--session_timezone=UTC",
                "--implicit_select=0",
                "--allow_introspection_functions=0");
    }
}
