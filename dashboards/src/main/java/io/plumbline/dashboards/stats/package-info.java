/**
 * In: counts. Out: shares with 95 % intervals (Wilson), differences of shares (Newcombe) and the guard that says
 * whether a sample is large enough to show a share at all. Formulas and test vectors: metrics.md 9 and appendix B.
 *
 * <p>Not here: how a number is written (format) or drawn (chart).
 */
package io.plumbline.dashboards.stats;
