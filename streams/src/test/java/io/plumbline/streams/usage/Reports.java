package io.plumbline.streams.usage;

import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.UsageDay;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Figures of reports for tests; what a test does not name is that of an organization's Copilot completions by feature. */
public final class Reports {

    public static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    private Reports() {}

    public static UsageDay.Builder figure() {
        return UsageDay.newBuilder()
                .setVendor("copilot")
                .setTool("github-copilot")
                .setReport("copilot-organization")
                .setLevel("organization")
                .setScope("7")
                .setDay(DAY)
                .setSurface("completion")
                .setBreakdown("feature")
                .setFeature("code_completion")
                .setKind("shown")
                .setUnit("suggestions");
    }

    public static UsageDay.Builder ofUser(String kind, String subject, Long id) {
        return figure().setReport("copilot-users")
                .setLevel("user")
                .setSubjectKind(kind)
                .setSubject(subject)
                .setSubjectId(id);
    }

    public static UsageDay reported(UsageDay.Builder figure, Instant at) {
        var midnight = figure.getDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        var meta = new EventMeta(
                figure.getVendor(), figure.getVendor(), "delivery-" + at, "figure-" + at, midnight, at, null);
        return figure.setMeta(meta).setReportedAt(at).build();
    }

    /** As the real key, all but the numbers. */
    public static String key(UsageDay day) {
        return String.join(
                "|",
                day.getVendor(),
                day.getReport(),
                day.getLevel(),
                String.valueOf(day.getSubject()),
                day.getDay().toString(),
                day.getSurface(),
                day.getBreakdown(),
                String.valueOf(day.getFeature()),
                String.valueOf(day.getEditor()),
                String.valueOf(day.getDecisionSource()),
                day.getKind(),
                day.getUnit());
    }
}
