/**
 * In: where to keep what Plumbline itself must remember (accounts, sessions, tokens, audit): H2 in the data directory, or
 * PostgreSQL. Out: {@link io.plumbline.dashboards.control.ControlStore}: a migrated database and transactions on it.
 *
 * <p>Statements are written for both databases; each feature keeps its own beside its code. Not here: anything about pull
 * requests, which lives in ClickHouse.
 */
package io.plumbline.dashboards.control;
