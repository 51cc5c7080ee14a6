package io.plumbline.ingest.usage;

import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The figures of one row of a report, all of one subject and day. Parts of a row that differ in nothing we keep, such as
 * two custom models of one name, are added up.
 */
final class Row {

    static final String ORGANIZATION = "organization";
    static final String USER = "user";

    static final String ALL = "all";
    static final String COMPLETION = "completion";
    static final String CHAT = "chat";
    static final String AGENT = "agent";
    static final String CLI = "cli";
    static final String REVIEW = "review";

    static final String TOTAL = "total";

    private final UsageDay.Builder common;
    private final RawEvent raw;
    private final Map<String, UsageDay> figures = new LinkedHashMap<>();

    private Row(RawEvent raw, UsageDay.Builder common) {
        this.raw = raw;
        this.common = common;
    }

    /** @param reportedAt null when the vendor does not say: then it is when we received it */
    static Row of(RawEvent raw, String vendor, String tool, String report, LocalDate day, Instant reportedAt) {
        var common = UsageDay.newBuilder()
                .setVendor(vendor)
                .setTool(tool)
                .setReport(report)
                .setLevel(ORGANIZATION)
                .setDay(day)
                .setSurface(ALL)
                .setBreakdown(TOTAL)
                .setKind("none")
                .setUnit("activity")
                .setReportedAt(reportedAt == null ? raw.getReceivedAt() : reportedAt);
        return new Row(raw, common);
    }

    Row scope(String scope) {
        common.setScope(scope);
        return this;
    }

    /** Makes it a row about one user. */
    Row subject(String kind, String subject, Long id) {
        common.setLevel(USER).setSubjectKind(kind).setSubject(subject).setSubjectId(id);
        return this;
    }

    Row editor(String editor) {
        common.setEditor(editor);
        return this;
    }

    Row series(String series) {
        common.setSeries(series);
        return this;
    }

    /** To be filled and given to {@link #add}. */
    UsageDay.Builder figure(String surface, String kind, String unit) {
        return UsageDay.newBuilder(common).setSurface(surface).setKind(kind).setUnit(unit);
    }

    /** A figure without any number says nothing and is left out. */
    void add(UsageDay.Builder figure) {
        if (figure.getAccepted() == null
                && figure.getOffered() == null
                && figure.getRejected() == null
                && figure.getInteractions() == null
                && figure.getActive() == null
                && figure.getActiveUsers() == null) {
            return;
        }
        var midnight = figure.getDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        // The id needs the figure and the figure its id: the first time it is empty.
        var unnamed = figure.setMeta(meta("", midnight)).build();
        var key = UsageKey.of(unnamed);
        var named = UsageDay.newBuilder(unnamed)
                .setMeta(meta(key + "@" + unnamed.getReportedAt(), midnight))
                .build();
        figures.merge(key, named, Row::sum);
    }

    List<UsageDay> figures() {
        return List.copyOf(figures.values());
    }

    private EventMeta meta(String eventId, Instant midnight) {
        return new EventMeta(
                common.getVendor(), raw.getSource(), raw.getDeliveryId(), eventId, midnight, raw.getReceivedAt(), null);
    }

    private static UsageDay sum(UsageDay left, UsageDay right) {
        return UsageDay.newBuilder(left)
                .setAccepted(Fields.sumOfKnown(left.getAccepted(), right.getAccepted()))
                .setOffered(Fields.sumOfKnown(left.getOffered(), right.getOffered()))
                .setRejected(Fields.sumOfKnown(left.getRejected(), right.getRejected()))
                .setInteractions(Fields.sumOfKnown(left.getInteractions(), right.getInteractions()))
                .setActive(
                        left.getActive() == null
                                ? right.getActive()
                                : Boolean.valueOf(left.getActive() || Boolean.TRUE.equals(right.getActive())))
                // Distinct users of two parts cannot be added: the larger is what is certain.
                .setActiveUsers(larger(left.getActiveUsers(), right.getActiveUsers()))
                .build();
    }

    private static Long larger(Long left, Long right) {
        return (left == null || (right != null && right > left)) ? right : left;
    }
}
