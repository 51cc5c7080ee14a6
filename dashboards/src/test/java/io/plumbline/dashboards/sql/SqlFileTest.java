package io.plumbline.dashboards.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SqlFileTest {

    @Test
    void parametersBecomeLiterals() {
        var query = SqlFile.of("q", "-- Counts.\nSELECT 1 WHERE repo = :repo AND number = :number AND (:repo = '')");

        assertThat(query.filled(Map.of("repo", "acme/shop", "number", 12L)))
                .isEqualTo("-- Counts.\nSELECT 1 WHERE repo = 'acme/shop' AND number = 12 AND ('acme/shop' = '')");
        assertThat(query.sentence()).isEqualTo("Counts.");
    }

    @Test
    void aValueCannotLeaveItsLiteral() {
        var query = SqlFile.of("q", "-- Counts.\nSELECT :x");

        assertThat(query.filled(Map.of("x", "a' OR 1=1 -- \\' x")))
                .isEqualTo("-- Counts.\nSELECT 'a\\' OR 1=1 -- \\\\\\' x'");
    }

    @Test
    void textAndCommentsAreLeftAlone() {
        var query = SqlFile.of("q", "-- Says :x.\nSELECT ':x', 'it\\':x', :x -- and :x\n, a::b");

        assertThatThrownBy(() -> query.filled(Map.of("x", "1")))
                .as("a cast with colons would be taken for a parameter, so it must not be used")
                .hasMessageContaining(":b");
        assertThat(SqlFile.of("q", "-- Says :x.\nSELECT ':x', 'it\\':x', :x -- and :x\n")
                        .filled(Map.of("x", "1")))
                .isEqualTo("-- Says :x.\nSELECT ':x', 'it\\':x', '1' -- and :x");
    }

    @Test
    void aFileWithoutASentenceIsRefused() {
        assertThatThrownBy(() -> SqlFile.of("q", "SELECT 1")).hasMessageContaining("begin with a sentence");
    }
}
