package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Interval;

/**
 * A figure with the percentile interval of its resamples.
 *
 * @param value computed from all clusters, not a mean of the resamples
 * @param interval 95 %
 * @param clusters how many were resampled
 * @param draws how many resamples were drawn
 * @param unusable draws that left a group empty and are not part of the interval
 */
public record Bootstrapped(double value, Interval interval, int clusters, int draws, int unusable) {}
