package io.plumbline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.metric.Counter;
import io.plumbline.schema.metric.CounterKey;
import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.SchemaHistory;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaNormalization;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Records on Kafka are for ever: today's code must read what every earlier version wrote. */
class SchemaHistoryTest {

    static Stream<Schema> schemas() {
        return Stream.of(
                RawEvent.SCHEMA$,
                IngestOutcome.SCHEMA$,
                DeadLetter.SCHEMA$,
                PullRequestEvent.SCHEMA$,
                ReviewEvent.SCHEMA$,
                ReviewCommentEvent.SCHEMA$,
                ReviewThreadEvent.SCHEMA$,
                IssueCommentEvent.SCHEMA$,
                CommitEvent.SCHEMA$,
                PullRequestFact.SCHEMA$,
                CounterKey.SCHEMA$,
                Counter.SCHEMA$);
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void readsEveryEarlierVersion(Schema today) {
        assertThat(SchemaHistory.versions(today.getName())).isNotEmpty().allSatisfy(earlier -> assertThat(
                        SchemaCompatibility.checkReaderWriterCompatibility(today, earlier)
                                .getType())
                .isEqualTo(SchemaCompatibilityType.COMPATIBLE));
    }

    @ParameterizedTest
    @MethodSource("schemas")
    void theNewestVersionInTheHistoryIsTheOneInUse(Schema today) {
        var versions = SchemaHistory.versions(today.getName());

        assertThat(SchemaNormalization.parsingFingerprint64(versions.get(versions.size() - 1)))
                .as(
                        "%s changed: add src/main/resources/io/plumbline/schema/history/%s/v%d.avsc with%n%s",
                        today.getName(), today.getName(), versions.size() + 1, today)
                .isEqualTo(SchemaNormalization.parsingFingerprint64(today));
    }
}
