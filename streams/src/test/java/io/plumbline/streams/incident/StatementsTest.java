package io.plumbline.streams.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a text says of a change. */
class StatementsTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Root cause: https://github.com/acme/shop/pull/12 | named pull acme/shop#12",
                "caused by #12 | named pull acme/shop#12",
                "Introduced in acme/till#7. | named pull acme/till#7",
                "Regression from 1a2b3c4d | named commit 1a2b3c4d",
                "see https://git.example.org/group/sub/shop/-/merge_requests/5 | linked pull group/sub/shop#5",
                "The culprit is deployment 1500000012 | named deployment 1500000012",
                "Root cause was the disk. Fixed by #14 | ",
                "caused by #12, fixed by #13 | named pull acme/shop#12",
                "caused by #12 and #13 | named pull acme/shop#12, named pull acme/shop#13",
                "not caused by #12 | ",
                "#12 is unrelated | ",
                "we reverted #12 | named pull acme/shop#12",
                "reverted by #14 | ",
                "duplicate of incident #12 | ",
                "see https://status.example.org/x/1a2b3c4d5e | ",
                "nothing to see | "
            })
    void isReadSentenceBySentence(String text, String expected) {
        assertThat(String.join(", ", read(text))).isEqualTo(expected == null ? "" : expected);
    }

    @Test
    void aHeadingSpeaksForTheSentencesBelowIt() {
        assertThat(read("## Summary\n\nIt broke.\n\n## Root cause\n\nhttps://github.com/acme/shop/pull/12 removed it."))
                .containsExactly("named pull acme/shop#12");
    }

    @Test
    void theNewestWordOfAChangeCounts() {
        assertThat(read("caused by #12", "Correction: not caused by #12 but by the network"))
                .isEmpty();
        assertThat(read("not caused by #12", "it was caused by #12 after all"))
                .containsExactly("named pull acme/shop#12");
        assertThat(read("see #12", "caused by #12")).containsExactly("named pull acme/shop#12");
    }

    @Test
    void withoutARepositoryABareNumberMeansNothing() {
        var statements = new Statements(IncidentRules.standard(), null);
        statements.read("caused by #12", 0);
        assertThat(statements.all()).isEmpty();
    }

    private static List<String> read(String... texts) {
        var statements = new Statements(IncidentRules.standard(), "acme/shop");
        for (int i = 0; i < texts.length; i++) {
            statements.read(texts[i], i);
        }
        return statements.all().stream()
                .map(one -> (one.getExplicit() ? "named " : "linked ") + one.getKind() + " " + one.getValue())
                .toList();
    }
}
