package io.plumbline.streams.finality;

import io.plumbline.schema.config.ConfigEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Why a final value changed. The organisation's own decisions are the only other cause beside events that came late.
 *
 * @param entries newest first by the time we learned of them
 */
record Decisions(List<ConfigEntry> entries) {

    static final String LATE_EVENTS = "late events";

    static Decisions of(Collection<ConfigEntry> entries) {
        return new Decisions(entries.stream()
                .sorted(Comparator.comparing(
                                (ConfigEntry entry) -> entry.getMeta().getObservedAt())
                        .thenComparing(entry -> entry.getMeta().getEventId())
                        .reversed())
                .toList());
    }

    /** The newest decision between the two times is quoted; without any it was late events. */
    String reasonOfChange(Instant saidAt, Instant changedAt) {
        return entries.stream()
                .filter(entry -> entry.getMeta().getObservedAt().isAfter(saidAt)
                        && !entry.getMeta().getObservedAt().isAfter(changedAt))
                .findFirst()
                .map(entry -> "configuration changed: " + entry.getKind() + " by " + entry.getAuthor() + ": "
                        + entry.getReason())
                .orElse(LATE_EVENTS);
    }
}
