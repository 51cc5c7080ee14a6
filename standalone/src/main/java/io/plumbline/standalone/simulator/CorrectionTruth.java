package io.plumbline.standalone.simulator;

/**
 * That a merged pull request was corrected by a later one of its repository, as the simulator made both; only within 30 days.
 *
 * @param kind fix or revert
 * @param named the later one says which it takes back or repairs; else they only share a file that people write
 * @param seconds between the merges
 */
public record CorrectionTruth(String repository, int corrected, int by, String kind, boolean named, long seconds) {}
