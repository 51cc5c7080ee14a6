/**
 * In: a local clone, read by the {@code git} program in one pass over the first parents of a branch. Out: raw events of
 * source {@code git}: one {@code commit_lines} for each commit, with the lines that it began and those that it ended by the
 * commit that had written them, {@code commit_gone} for commits that a rewritten history lost, and a last
 * {@code history_read}. {@link io.plumbline.ingest.git.NewRepository} writes a repository, for the simulator.
 *
 * <p>A commit's event is a pure function of its hash and the list of generated paths. Not here: who wrote a commit, what
 * counts as rework, Kafka.
 */
package io.plumbline.ingest.git;
