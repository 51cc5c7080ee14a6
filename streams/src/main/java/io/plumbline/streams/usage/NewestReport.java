package io.plumbline.streams.usage;

import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.topic.AvroSerde;
import java.util.Arrays;
import java.util.Comparator;

/** Which of two reports of one figure counts: a total order, so that any order of arrival ends with the same one. */
final class NewestReport {

    private static final AvroSerde<UsageDay> SERDE = AvroSerde.of(UsageDay.class);

    /** By the time of the report, then of its receipt; bytes decide between what claims to be equally new. */
    private static final Comparator<UsageDay> AGE = Comparator.comparing(UsageDay::getReportedAt)
            .thenComparing(day -> day.getMeta().getObservedAt())
            .thenComparing(SERDE::toBytes, Arrays::compare);

    private NewestReport() {}

    static boolean isNewer(UsageDay candidate, UsageDay known) {
        return known == null || AGE.compare(candidate, known) > 0;
    }
}
