/**
 * In: one raw event of GitHub (webhook body or GH Archive line). Out: {@link io.plumbline.ingest.github.Mapping}: the
 * normalised events it tells of, or why there are none.
 *
 * <p>Pure: the same bytes always give the same events. Not here: Kafka, HTTP, files.
 */
package io.plumbline.ingest.github;
