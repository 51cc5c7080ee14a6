/**
 * ClickHouse's HTTP interface on a loopback port, spoken to the engine in this process.
 *
 * <p>In: HTTP requests as the official drivers, curl, DBeaver and Grafana send them. Out: what a ClickHouse server would
 * answer. Not here: the engine's C functions, and any knowledge of Plumbline's tables.
 */
package io.plumbline.embedded.clickhouse.http;
