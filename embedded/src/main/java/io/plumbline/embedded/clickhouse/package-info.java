/**
 * The real ClickHouse engine inside one JVM, behind a loopback port that the official JDBC driver connects to.
 *
 * <p>In: a data directory and a port. Out: a URL, a pipeline user with its password, a read-only user. The engine library
 * (178 MB) comes from npm on first use. Not here: tables, migrations, queries.
 */
package io.plumbline.embedded.clickhouse;
