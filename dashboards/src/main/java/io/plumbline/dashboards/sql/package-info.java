/**
 * In: {@code .sql} files beside their page, named parameters. Out: rows as records, and the same statement with its
 * parameters filled in, for "Show SQL". ClickHouse over JDBC, a few pooled connections.
 *
 * <p>Not here: any query text; SQL lives in one file per query.
 */
package io.plumbline.dashboards.sql;
