package io.plumbline.dashboards.stats.compare;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** The one confidence level of the product: 95 %, two-sided. */
final class Level {

    static final double ALPHA = 0.05;
    static final double Z = NormalDistribution.of(0, 1).inverseSurvivalProbability(ALPHA / 2);

    private Level() {}
}
