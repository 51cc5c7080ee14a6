package io.plumbline.dashboards.stats.compare;

import io.plumbline.dashboards.stats.Share;

/** Two groups within one stratum or repository; a group that does not occur here has denominator 0. */
public record Arms(Share first, Share second) {}
