package io.plumbline.dashboards.health;

import java.time.Duration;
import java.util.Map;

/**
 * How old the newest delivery of a source may be before its row turns amber.
 *
 * @param otherwise for sources that are not named
 */
public record FreshnessLimits(Duration otherwise, Map<String, Duration> bySource) {

    /** A day; vendors' usage reports are complete up to three UTC days late. */
    public static final FreshnessLimits STANDARD = new FreshnessLimits(
            Duration.ofDays(1),
            Map.of(
                    "copilot", Duration.ofDays(3),
                    "cursor", Duration.ofDays(3),
                    "claude-code", Duration.ofDays(3),
                    "gemini", Duration.ofDays(3),
                    "windsurf", Duration.ofDays(3)));

    public FreshnessLimits {
        bySource = Map.copyOf(bySource);
    }

    public Duration of(String source) {
        return bySource.getOrDefault(source, otherwise);
    }
}
