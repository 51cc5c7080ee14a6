package io.plumbline.schema.metric;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Every metric by id, in the order of the registry file. */
public final class MetricRegistry {

    private static final MetricRegistry STANDARD = load();

    private final int version;
    private final List<MetricDefinition> metrics;

    private MetricRegistry(int version, List<MetricDefinition> metrics) {
        this.version = version;
        this.metrics = List.copyOf(metrics);
    }

    public static MetricRegistry standard() {
        return STANDARD;
    }

    /** Grows whenever a definition changes. */
    public int version() {
        return version;
    }

    public List<MetricDefinition> metrics() {
        return metrics;
    }

    /** @throws IllegalArgumentException for an id that the registry does not have */
    public MetricDefinition metric(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("No metric " + id + " in the registry"));
    }

    public Optional<MetricDefinition> find(String id) {
        return metrics.stream().filter(metric -> metric.id().equals(id)).findFirst();
    }

    private record File(int version, List<MetricDefinition> metrics) {}

    private static MetricRegistry load() {
        try (var in = MetricRegistry.class.getResourceAsStream("metrics.yaml")) {
            // Strict: two definitions run into one another would otherwise be one with the later's words.
            var file = YAMLMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(in, File.class);
            return new MetricRegistry(file.version(), file.metrics());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read metrics.yaml", e);
        }
    }
}
