/**
 * In: a person's own SQL. Out: rows, plans and files from the views of {@code mart}, a history, saved queries, an audit row
 * for each question. Every statement runs as a user of ClickHouse that reads these views and nothing else.
 *
 * <p>Not here: what that user may (module embedded, or deploy/clickhouse on a server), figures of pages.
 */
package io.plumbline.dashboards.sqlconsole;
