package io.plumbline.ingest.usage;

import io.plumbline.schema.event.UsageDay;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** What a figure is about: all of it but its numbers. */
public final class UsageKey {

    private UsageKey() {}

    /** Parts are separated by bars; a bar within one is escaped, so that no two figures share a key. */
    public static String of(UsageDay day) {
        return Arrays.asList(
                        day.getVendor(),
                        day.getReport(),
                        day.getLevel(),
                        day.getScope(),
                        day.getSubjectKind(),
                        day.getSubjectId() == null ? day.getSubject() : day.getSubjectId(),
                        day.getDay(),
                        day.getSurface(),
                        day.getBreakdown(),
                        day.getLanguage(),
                        day.getModel(),
                        day.getEditor(),
                        day.getFeature(),
                        day.getSeries(),
                        day.getDecisionSource(),
                        day.getKind(),
                        day.getUnit())
                .stream()
                .map(part -> Objects.toString(part, "").replace("\\", "\\\\").replace("|", "\\|"))
                .collect(Collectors.joining("|"));
    }
}
