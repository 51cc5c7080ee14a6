/**
 * Where tests of every module get Kafka and ClickHouse from, how they wait for things, and how they read files of rows.
 *
 * <p>In: the system property {@code plumbline.services}. Out: one running broker and one running engine per JVM, the
 * embedded ones or official containers, never a stand-in and never a skipped test. Not here: test data, and anything
 * that knows a topic or a table by name.
 */
package io.plumbline.testing;
