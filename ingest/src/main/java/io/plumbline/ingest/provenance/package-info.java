/**
 * In: raw events that say which lines of a commit an AI wrote: Git AI notes and Agent Trace records. Out: line attribution
 * events, one for each. Also in: commits with their lines, as the git collector read them; out: the same as events.
 *
 * <p>Pure: the same bytes always give the same event. A line that nobody attests is unknown, not human. Not here: Kafka,
 * files, which pull request a commit belongs to.
 */
package io.plumbline.ingest.provenance;
