package io.plumbline.ingest.normalise;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.ingest.SharedData;
import io.plumbline.schema.raw.IngestOutcome;
import io.plumbline.schema.raw.RawEvent;
import io.plumbline.schema.topic.AvroSerde;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Megabytes of payload a second, one thread: raw event to Avro bytes of everything it gives, beside Jackson reading the
 * same payloads as trees, in turns in one run.
 */
public final class NormaliseBenchmark {

    /** @param ratio of the two; the aim is at least one half */
    public record Figures(double normaliseMegabytes, double treeMegabytes, double ratio, long bytes) {}

    private static final int WARM_UP = 4;
    private static final int TURNS = 8;
    private static final long LEAST_BYTES = 40L << 20;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final AvroSerde<IngestOutcome> OUTCOME = AvroSerde.of(IngestOutcome.class);

    private NormaliseBenchmark() {}

    public static void main(String[] args) throws IOException {
        System.out.println("documentation examples: " + measure(onlyMapped(SharedData.octokitExamples())));
        System.out.println("GH Archive: " + measure(onlyMapped(SharedData.archiveLines())));
    }

    /** Those that are mapped: for the others normalising means not to read them at all. */
    public static List<RawEvent> onlyMapped(List<RawEvent> raws) {
        var mapped = new ArrayList<>(raws);
        mapped.removeIf(raw -> Normalised.of(raw, Instant.EPOCH).events().isEmpty());
        return mapped;
    }

    public static Figures measure(List<RawEvent> raws) throws IOException {
        var bytes = raws.stream().mapToLong(raw -> raw.getPayload().remaining()).sum();
        var rounds = (int) Math.max(1, LEAST_BYTES / bytes);
        var normalise = 0L;
        var tree = 0L;
        for (var turn = 0; turn < WARM_UP + TURNS; turn++) {
            var start = System.nanoTime();
            var sink = 0L;
            for (var round = 0; round < rounds; round++) {
                for (var raw : raws) {
                    sink += normalise(raw);
                }
            }
            var middle = System.nanoTime();
            for (var round = 0; round < rounds; round++) {
                for (var raw : raws) {
                    sink += JSON.readTree(raw.getPayload().array()).size();
                }
            }
            var end = System.nanoTime();
            if (sink == 0) {
                throw new IllegalStateException("Nothing was measured");
            }
            if (turn >= WARM_UP) {
                normalise += middle - start;
                tree += end - middle;
            }
        }
        var megabytes = bytes * (double) rounds * TURNS / 1e6;
        return new Figures(
                Math.round(megabytes / (normalise / 1e9)),
                Math.round(megabytes / (tree / 1e9)),
                Math.round(100.0 * tree / normalise) / 100.0,
                bytes);
    }

    private static long normalise(RawEvent raw) {
        var normalised = Normalised.of(raw, Instant.EPOCH);
        var size = (long) OUTCOME.toBytes(normalised.outcome()).length;
        for (var event : normalised.events()) {
            size += write(event);
        }
        return size;
    }

    private static int write(SpecificRecord event) {
        return write(Routes.of(event), event);
    }

    private static <V extends SpecificRecord> int write(Routes.Route<V> route, SpecificRecord event) {
        var serializer = route.topic().valueSerde().serializer();
        return serializer.serialize(route.topic().name(), route.type().cast(event)).length;
    }
}
