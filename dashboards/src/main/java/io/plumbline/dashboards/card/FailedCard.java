package io.plumbline.dashboards.card;

/**
 * A card that could not be made.
 *
 * @param again address that tries again
 */
public record FailedCard(String name, String reason, String again) {}
