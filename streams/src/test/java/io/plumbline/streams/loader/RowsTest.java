package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RowsTest {

    static java.util.List<Rows> mappings() {
        return Loader.all(new Pseudonyms("key"), Clock.systemUTC());
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyColumnOfTheTableIsWrittenInItsOrder(Rows rows) throws SQLException {
        try (var tables = Tables.empty()) {
            var described = tables.rows("DESCRIBE TABLE plumbline." + rows.table()).stream()
                    .map(row -> row.substring(0, row.indexOf('|')))
                    .toList();

            assertThat(described).isEqualTo(rows.columns());
        }
    }

    @Test
    void everyTopicHasOneMapping() {
        assertThat(Loader.topics())
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(io.plumbline.schema.topic.Topics.all().stream()
                        .map(topic -> topic.name())
                        // What it is made of is loaded as events.
                        .filter(name -> !name.equals("scm.pull-request-commits.v1"))
                        .toList());
    }
}
