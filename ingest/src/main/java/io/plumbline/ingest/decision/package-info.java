/**
 * In: what people decide about how numbers are made: teams, identities, rules, who wrote a pull request. Out: raw events of
 * source {@code plumbline}, like any other source's, and from these config entries and origin overrides.
 *
 * <p>Checked here is what can be read at all; whether a directory or a rule makes sense is checked before it is sent
 * (command line) and again where it is used (streams).
 */
package io.plumbline.ingest.decision;
