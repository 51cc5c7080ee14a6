/**
 * In: ClickHouse over JDBC. Out: the web pages and their data (JSON, CSV, SQL). {@link
 * io.plumbline.dashboards.Dashboards} adds them to a server that somebody else builds, {@link
 * io.plumbline.dashboards.DashboardServer} runs them alone.
 *
 * <p>Not here: Kafka, writing to ClickHouse, metric rules. One package a page.
 */
package io.plumbline.dashboards;
