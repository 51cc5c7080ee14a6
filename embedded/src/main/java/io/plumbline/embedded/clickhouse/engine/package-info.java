/**
 * The ClickHouse engine as a shared library in this process.
 *
 * <p>In: a directory, SQL text, bytes to insert. Out: bytes in any ClickHouse format, counters, the engine's own errors.
 * Not here: HTTP, users, what a user may do.
 */
package io.plumbline.embedded.clickhouse.engine;
