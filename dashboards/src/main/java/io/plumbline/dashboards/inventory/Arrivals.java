package io.plumbline.dashboards.inventory;

/** What has arrived while no pull request is stored yet. */
public record Arrivals(long deliveries, long mapped, long deadLetters) {}
