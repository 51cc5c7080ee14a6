/**
 * In: counts, durations, cohorts. Out: comparisons with 95 % intervals (rate ratios, Mantel-Haenszel, standardised shares,
 * repository bootstrap, Kaplan-Meier, rank tests), the rules for what may be ranked, called a trend or shown at all, and
 * what a wrong attribution would change. Pure functions: no clock, database or network, and the same input gives the same
 * figures on every machine. Formulas and test vectors: metrics.md 9, 10.6 and appendix B.
 *
 * <p>Not here: single shares and their differences (stats), how a number is written (format) or drawn (chart).
 */
package io.plumbline.dashboards.stats.compare;
