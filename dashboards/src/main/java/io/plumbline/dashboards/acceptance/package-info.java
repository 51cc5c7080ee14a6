/**
 * The page "What of AI output is accepted, and what survives?".
 *
 * <p>In: vendors' usage reports, review comments, agents' pull requests. Out: three panels that are never summed, because each
 * counts something else, and what lies behind them. Not here: acceptance of pull requests by four denominators (overview).
 */
package io.plumbline.dashboards.acceptance;
