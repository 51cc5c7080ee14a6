package io.plumbline.standalone.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.metric.MetricDefinition;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CounterStatementsTest {

    /** Metrics of the registry that nobody recomputes yet; each with the reason. It should be empty. */
    private static final Set<String> NOT_YET = Set.of();

    @Test
    void everyMetricOfTheRegistryIsRecomputed() {
        var without = MetricRegistry.standard().metrics().stream()
                .map(MetricDefinition::id)
                .filter(id -> CounterStatements.of(id).isEmpty())
                .collect(Collectors.toSet());

        assertThat(without)
                .as("add reconcile/counters/<metric id>.sql for each")
                .isEqualTo(NOT_YET);
    }
}
