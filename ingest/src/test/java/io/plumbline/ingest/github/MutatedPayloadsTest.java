package io.plumbline.ingest.github;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.IssueCommentEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.ReviewCommentEvent;
import io.plumbline.schema.event.ReviewEvent;
import io.plumbline.schema.event.ReviewThreadEvent;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** No bytes whatsoever make the mapping throw, and what it maps can be written. The seed is fixed. */
class MutatedPayloadsTest {

    private static final int ROUNDS = 40;
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "1e400",
            "99999999999999999999",
            "true",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "\"\\ud800\"",
            "\"x\"");

    private static final Map<Class<?>, AvroSerde<?>> SERDES = Map.of(
            PullRequestEvent.class, AvroSerde.of(PullRequestEvent.class),
            ReviewEvent.class, AvroSerde.of(ReviewEvent.class),
            ReviewCommentEvent.class, AvroSerde.of(ReviewCommentEvent.class),
            ReviewThreadEvent.class, AvroSerde.of(ReviewThreadEvent.class),
            IssueCommentEvent.class, AvroSerde.of(IssueCommentEvent.class),
            CommitEvent.class, AvroSerde.of(CommitEvent.class),
            DeploymentEvent.class, AvroSerde.of(DeploymentEvent.class));

    @Test
    void noMutationOfARealPayloadMakesTheMappingThrow() throws Exception {
        var corpus = new ArrayList<RawEvent>();
        corpus.addAll(SharedData.octokitExamples());
        corpus.addAll(SharedData.archiveLines());
        corpus.removeIf(raw -> !(GitHubEvents.map(raw) instanceof Mapped));
        var random = new Random(20260102);

        var mapped = 0;
        var others = 0;
        for (var raw : corpus) {
            for (var round = 0; round < ROUNDS; round++) {
                var mutated = RawEvent.newBuilder(raw)
                        .setPayload(ByteBuffer.wrap(mutate(bytes(raw), random)))
                        .build();

                var mapping = GitHubEvents.map(mutated);

                if (mapping instanceof Mapped events) {
                    events.events().forEach(MutatedPayloadsTest::write);
                    mapped++;
                } else {
                    others++;
                }
            }
        }
        System.out.printf("mutated payloads: %d mapped, %d unmapped or unreadable%n", mapped, others);
        assertThat(mapped).isPositive();
        assertThat(others).isPositive();
    }

    @Test
    void noTruncationMakesTheMappingThrow() throws Exception {
        for (var raw : SharedData.octokitExamples()) {
            var whole = bytes(raw);
            for (var length = 0; length < whole.length; length += 1 + whole.length / 50) {
                var cut = RawEvent.newBuilder(raw)
                        .setPayload(ByteBuffer.wrap(whole, 0, length))
                        .build();

                assertThat(GitHubEvents.map(cut)).isNotInstanceOf(Mapped.class);
            }
        }
    }

    private static byte[] mutate(byte[] payload, Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> replacedValue(payload, random);
            case 1 -> changedBytes(payload, random);
            case 2 -> withoutSlice(payload, random);
            default -> Arrays.copyOf(payload, random.nextInt(payload.length));
        };
    }

    /** Keeps it JSON most of the time: the value of a random field becomes something else. */
    private static byte[] replacedValue(byte[] payload, Random random) {
        var text = new String(payload, StandardCharsets.UTF_8);
        var colon = text.indexOf("\":", random.nextInt(text.length()));
        if (colon < 0) {
            return payload;
        }
        var from = colon + 2;
        var to = from;
        while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
            to++;
        }
        var value = VALUES.get(random.nextInt(VALUES.size()));
        return (text.substring(0, from) + value + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] changedBytes(byte[] payload, Random random) {
        var copy = payload.clone();
        for (var i = random.nextInt(5); i >= 0; i--) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] withoutSlice(byte[] payload, Random random) {
        var from = random.nextInt(payload.length);
        var to = from + random.nextInt(payload.length - from);
        var rest = Arrays.copyOf(payload, payload.length - (to - from));
        System.arraycopy(payload, to, rest, from, payload.length - to);
        return rest;
    }

    private static byte[] bytes(RawEvent raw) {
        return raw.getPayload().array().clone();
    }

    @SuppressWarnings("unchecked") // the map pairs each class with its serde
    private static void write(SpecificRecord event) {
        var serde = (AvroSerde<SpecificRecord>) SERDES.get(event.getClass());
        assertThat(serde.toBytes(event)).isNotEmpty();
    }
}
