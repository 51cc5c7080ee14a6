/**
 * In: {@code usage.day}, figures as vendors reported them. Out: {@code fact.usage-day}, the newest report of each figure,
 * with who its subject is and whether it is counted; and what a fact adds to the counters.
 *
 * <p>Not here: ratios, intervals, the comparison of levels (the views), reading reports (module ingest).
 */
package io.plumbline.streams.usage;
