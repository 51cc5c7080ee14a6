/**
 * In: what somebody wants to decide (teams, identities, rules, who wrote a pull request). Out: what is in force, what would
 * change, the decision as a raw event, and when its effect is complete.
 *
 * <p>Not here: the command line, what a directory or a rule means (streams), how a decision is read (ingest).
 */
package io.plumbline.standalone.decision;
