/**
 * In: pull requests, commits or identities, some with labels given by people. Out: how often the rules of
 * {@link io.plumbline.streams.attribution.Attribution} agree with the labels (plain counts, precision, recall, F1), every
 * disagreement by name, and AI commits per tool and month.
 *
 * <p>Not here: the rules; intervals (they belong to pages).
 */
package io.plumbline.streams.attribution.evaluation;
