/**
 * In: cells of the daily counters, the organisation's decisions. Out: each cell's value published as final once its window
 * has passed and it has come to rest, and a restatement for every later change: old, new, why, when.
 *
 * <p>Not here: how cells are counted; which day's cells belong to a cohort (that is the window alone, told by the views).
 */
package io.plumbline.streams.finality;
