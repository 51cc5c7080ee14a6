/**
 * In: facts by id. Out: {@code metric.daily}: numerator and denominator of each cell, as the sum of what every fact adds
 * now. A fact that changes takes back what it added before, so nothing is counted twice or left behind.
 *
 * <p>Not here: ratios, intervals, finality (the views), how facts come about.
 */
package io.plumbline.streams.counter;
