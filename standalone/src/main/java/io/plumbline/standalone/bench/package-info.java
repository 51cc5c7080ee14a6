/**
 * In: a number of simulated deliveries and a scratch directory. Out: how fast the line is, each figure beside a baseline
 * taken in the same run on the same services, because machines differ and drift.
 *
 * <p>Not here: timed tests; nothing of this runs in the build.
 */
package io.plumbline.standalone.bench;
