package io.plumbline.standalone.reconcile;

/**
 * One place where the two computations disagree.
 *
 * @param check counters or facts, with the metric: {@code counters/merged_all}, {@code facts/pull-request}
 * @param subject the cell or the pull request
 * @param field column that differs; {@code row} when one side has no such row
 * @param stored what the line has put into ClickHouse
 * @param recomputed what the second computation says
 */
public record Difference(String check, String repo, String subject, String field, String stored, String recomputed) {}
