/**
 * A believable software organisation whose true rates are known.
 *
 * <p>In: a {@link io.plumbline.standalone.simulator.SimulationPlan} (seed, size, rates, end time). Out: GitHub webhook
 * deliveries in the shape of GitHub's "get a delivery" answer, PagerDuty v3 webhook bodies, a truth file with the
 * parameters and the realised counts, and a team directory; for the demo also git repositories with the code that was
 * merged, and Copilot's usage reports. Not here: Kafka, ClickHouse, metric rules, command line.
 *
 * <p>The team directory ({@code directory.yaml}) reads:
 *
 * <pre>
 * organisation: tidemark-sim
 * zone: Europe/Berlin            # days of the organisation's counters
 * teams:
 *   - id: payments
 *     name: Payments
 *     zone: Europe/Berlin        # office hours of the team
 *     repositories:
 *       - { repository: tidemark-sim/payments-api, id: 910000001, from: 2026-01-05 }
 *     members:                   # from = first day, until = first day no longer a member (left out: still is)
 *       - { login: fern-basalt, id: 900000001, name: Fern Basalt, email: fern@.., from: 2026-01-05 }
 * services:                      # what incidents name, and the repository behind it
 *   - { id: PSIM001, name: payments-api, repository: tidemark-sim/payments-api }
 * </pre>
 *
 * <p>Same plan, same bytes: random numbers are an own splittable generator with one stream per entity and decision,
 * logarithms come from StrictMath, nothing reads a clock, a locale, a default zone or the order of a hash map.
 */
package io.plumbline.standalone.simulator;
