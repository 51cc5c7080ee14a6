/**
 * The page "What goes wrong?".
 *
 * <p>In: findings of reviewers, incidents, deployments and reverts. Out: cards. Not here: what a finding is (docs/findings.md),
 * and which change an incident is laid on (streams.incident).
 */
package io.plumbline.dashboards.defects;
