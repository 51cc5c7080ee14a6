/**
 * In: what collectors received. Out: records of {@code raw.event.v1} and {@code ingest.dead-letter.v1}, acknowledged.
 *
 * <p>Also what all collectors share: which headers are kept, how a payload shows its repository and action, how a dead
 * letter gets its id. Not here: HTTP, files, mapping.
 */
package io.plumbline.ingest.raw;
