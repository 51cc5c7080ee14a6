package io.plumbline.streams.attribution;

/**
 * One rule in force, for people to read.
 *
 * @param tool null for automation bots
 * @param weight strength of its evidence, in (0, 1]
 * @param added by the user, on top of the standard rules
 */
public record RuleSummary(String id, String tool, String origin, String signal, double weight, boolean added) {}
