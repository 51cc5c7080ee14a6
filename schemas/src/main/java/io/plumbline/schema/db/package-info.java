/**
 * In: the SQL files {@code db/V0001__*.sql}, .. of this jar. Out: tables of database {@code plumbline} and the views of
 * database {@code mart}, on a single node or on a cluster, from the same files.
 *
 * <p>Not here: queries of pages (they live beside their page), inserts (the loader).
 */
package io.plumbline.schema.db;
