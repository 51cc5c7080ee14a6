package io.plumbline.ingest.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.SharedData;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No bytes whatsoever make the mapping of incidents throw, and what it maps can be written. The seed is fixed. */
class MutatedIncidentsTest {

    private static final int ROUNDS = 150;
    private static final AvroSerde<IncidentEvent> SERDE = AvroSerde.of(IncidentEvent.class);
    private static final List<String> VALUES = List.of(
            "null",
            "0",
            "-1",
            "1e400",
            "9223372036854775807",
            "-9223372036854775808",
            "99999999999999999999",
            "true",
            "\"\"",
            "[]",
            "{}",
            "[[]]",
            "[null]",
            "\"\\ud800\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"+999999999-12-31T23:59:59Z\"",
            "\"x\"");

    private static final Map<String, List<String>> FOLDERS = new TreeMap<>(Map.of(
            "pagerduty",
            List.of(
                    "zulip/pagerduty/fixtures",
                    "port_ocean/integrations/pagerduty/.port/examples/incidents",
                    "faros/sources/pagerduty-source/test_files"),
            "opsgenie",
            List.of(
                    "zulip/opsgenie/fixtures",
                    "port_ocean/integrations/opsgenie/.port/examples/incident",
                    "faros/sources/opsgenie-source/test_files"),
            "statuspage",
            List.of("zulip/statuspage/fixtures", "faros/sources/statuspage-source/test_files"),
            "incidentio",
            List.of("incidentio_tap/integration/testdata/sync"),
            "firehydrant",
            List.of("faros/sources/firehydrant-source/test_files"),
            "squadcast",
            List.of("faros/sources/squadcast-source/test_files"),
            "github-status",
            List.of("github_statuses"),
            "incidents",
            List.of("faros/sources/squadcast-source/test_files")));

    @Test
    void noMutationOfARealPayloadMakesTheMappingThrow() throws Exception {
        var random = new Random(20260103);
        System.out.printf("%n%-14s %8s %8s %8s %8s%n", "source", "payloads", "mapped", "other", "events");
        for (var source : FOLDERS.keySet()) {
            var payloads = payloads(source);
            var mapped = 0;
            var others = 0;
            var events = 0;
            for (var payload : payloads) {
                for (var round = 0; round < ROUNDS; round++) {
                    var mapping = IncidentEvents.map(raw(source, mutate(payload, random)));
                    if (mapping instanceof Mapped known) {
                        mapped++;
                        events += known.events().size();
                        known.events().forEach(event -> assertThat(SERDE.toBytes((IncidentEvent) event))
                                .isNotEmpty());
                    } else {
                        others++;
                    }
                }
            }
            System.out.printf("%-14s %8d %8d %8d %8d%n", source, payloads.size(), mapped, others, events);
            assertThat(others).as(source).isPositive();
        }
    }

    @Test
    void depthAndSizeBeyondAllReasonAreAnswered() {
        var deep = "{\"event\":".repeat(100_000);
        var wide = "[" + "{\"id\":1},".repeat(200_000) + "{\"id\":1}]";
        for (var source : FOLDERS.keySet()) {
            assertThat(Told.map(source, deep)).as(source).isNotInstanceOf(Mapped.class);
            assertThat(Told.map(source, wide)).as(source).isNotInstanceOf(Mapped.class);
            assertThat(Told.map(source, "")).as(source).isNotInstanceOf(Mapped.class);
        }
    }

    private static List<byte[]> payloads(String source) throws Exception {
        var payloads = new ArrayList<byte[]>();
        for (var folder : FOLDERS.get(source)) {
            var slash = folder.indexOf('/');
            var path = slash < 0
                    ? SharedData.folder("data/" + folder)
                    : SharedData.folder("data/" + folder.substring(0, slash)).resolve(folder.substring(slash + 1));
            try (var files = Files.list(path)) {
                for (var file :
                        files.filter(MutatedIncidentsTest::isJson).sorted().toList()) {
                    if (file.toString().endsWith("l")) {
                        for (var line : Files.readAllLines(file).subList(0, 20)) {
                            payloads.add(line.getBytes(StandardCharsets.UTF_8));
                        }
                    } else {
                        payloads.add(Files.readAllBytes(file));
                    }
                }
            }
        }
        return payloads;
    }

    private static boolean isJson(Path file) {
        return file.toString().endsWith(".json") || file.toString().endsWith(".jsonl");
    }

    private static RawEvent raw(String source, byte[] payload) {
        return new RawEvent(source, "d", "any", null, null, Told.RECEIVED, Map.of(), ByteBuffer.wrap(payload));
    }

    private static byte[] mutate(byte[] payload, Random random) {
        return switch (random.nextInt(5)) {
            case 0, 1 -> replacedValue(payload, random);
            case 2 -> changedBytes(payload, random);
            case 3 -> Arrays.copyOfRange(payload, random.nextInt(payload.length), payload.length);
            default -> Arrays.copyOf(payload, random.nextInt(payload.length));
        };
    }

    private static byte[] replacedValue(byte[] payload, Random random) {
        var text = new String(payload, StandardCharsets.UTF_8);
        var colon = text.indexOf("\":", random.nextInt(text.length()));
        if (colon < 0) {
            return payload;
        }
        var from = colon + 2;
        var to = from;
        while (to < text.length() && ",}]\n".indexOf(text.charAt(to)) < 0) {
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
}
