package io.plumbline.dashboards.stats.compare;

/** The rates of two groups within one stratum or repository; a group that does not occur here has exposure 0. */
public record RateArms(Rate first, Rate second) {}
