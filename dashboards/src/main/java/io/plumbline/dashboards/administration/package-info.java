/**
 * In: what is decided ({@code decision}), what arrives and what was overridden (tables). Out: the page Admin: teams and
 * memberships, merged identities, the directory's preview and publication, sources, rules, overrides, what is kept.
 *
 * <p>Not here: accounts, tokens and the audit (access), the override of one pull request (its own page).
 */
package io.plumbline.dashboards.administration;
