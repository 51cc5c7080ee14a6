package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.LineSession;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.runtime.DrainCheck;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One topic into two tables, and what the views make of notes that are replaced and of prompts that are repeated. */
class LineAttributionTablesTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String KEY = "github:octo/hello";

    @Test
    void theNewestNoteCountsAndAPromptCountsOnceBesideAllItsStatements() throws SQLException {
        var deaths = new ArrayList<Throwable>();
        try (var broker = Broker.empty();
                var tables = Tables.empty();
                var loader = new Loader(
                        LoaderConfig.of(broker.bootstrapServers(), tables.target(), "key"),
                        Clock.systemUTC(),
                        deaths::add);
                var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            for (var event : List.of(
                    note(1, "c1", prompt("p1", "cursor", 3, 20, 10)),
                    note(3, "c1", prompt("p1", "cursor", 4, 20, 12), session("s_1", "claude", 5)),
                    note(2, "c1", prompt("p1", "cursor", 9, 99, 99)),
                    // A squash states the prompt again.
                    note(4, "c2", prompt("p1", "cursor", 4, 30, 30), prompt("p2", "cursor", 1, 5, 1)),
                    note(5, "c3"),
                    note(6, "c4", prompt("p3", "mock_ai", 1, 1, 1)),
                    trace(7, "c1", "r1", session("https://example.org/1", "amp", 2)),
                    trace(7, "c1", "r2", session("https://example.org/2", "amp", 1)))) {
                broker.send(Topics.LINE_ATTRIBUTION, KEY, event);
                broker.send(Topics.LINE_ATTRIBUTION, KEY, event);
            }
            // Neither a row nor a failure.
            broker.send(Topics.LINE_ATTRIBUTION, KEY, null);
            broker.flush();
            loader.start();

            assertThat(drain.await(List.of(Loader.stage()), Duration.ofSeconds(60), (stage, left) -> {}))
                    .isTrue();

            assertThat(tables.rows("SELECT count(), any(kind) FROM mart.event")).containsExactly("8|line_attribution");
            assertThat(tables.rows("SELECT count(), sum(length(sessions)) FROM plumbline.line_attribution FINAL"))
                    .containsExactly("6|7");
            assertThat(tables.rows("SELECT sha, standard, session_id, tool, is_test_tool, lines, additions, accepted,"
                            + " overridden FROM mart.line_attribution ORDER BY sha, standard, session_id"))
                    .containsExactly(
                            "c1|agent-trace|https://example.org/1|amp|false|2|null|null|null",
                            "c1|agent-trace|https://example.org/2|amp|false|1|null|null|null",
                            "c1|git-ai|p1|cursor|false|4|20|12|1",
                            "c1|git-ai|s_1|claude|false|5|null|null|null",
                            "c2|git-ai|p1|cursor|false|4|30|30|1",
                            "c2|git-ai|p2|cursor|false|1|5|1|1",
                            "c4|git-ai|p3|mock_ai|true|1|1|1|1");
            assertThat(tables.rows("SELECT tool, model, is_test_tool, accepted_lines, overridden_lines, additions,"
                            + " accepted_lines_stated, overridden_lines_stated, additions_stated, attested_lines, commits,"
                            + " sessions, statements FROM mart.line_acceptance ORDER BY tool"))
                    .containsExactly(
                            "amp|model|false|null|null|null|null|null|null|3|1|2|2",
                            "claude|model|false|null|null|null|null|null|null|5|1|1|1",
                            "cursor|model|false|31|2|35|43|3|55|9|2|2|3",
                            "mock_ai|model|true|1|1|1|1|1|1|1|1|1|1");
            assertThat(tables.rows(
                            "SELECT comment FROM system.tables WHERE database = 'mart' AND name = 'line_acceptance'"))
                    .allSatisfy(comment -> assertThat(comment).contains("by its largest statement"));
        }
        assertThat(deaths).isEmpty();
    }

    private static LineSession prompt(String id, String tool, int lines, int additions, int accepted) {
        return new LineSession(id, tool, "model", lines, additions, 0, accepted, 1);
    }

    private static LineSession session(String id, String tool, int lines) {
        return new LineSession(id, tool, "model", lines, null, null, null, null);
    }

    private static LineAttributionEvent note(int minutes, String sha, LineSession... sessions) {
        return event(minutes, sha, "git-ai", "note/" + sha + "/" + minutes, sessions);
    }

    private static LineAttributionEvent trace(int minutes, String sha, String id, LineSession... sessions) {
        return event(minutes, sha, "agent-trace", "trace/" + id, sessions);
    }

    private static LineAttributionEvent event(
            int minutes, String sha, String standard, String eventId, LineSession... sessions) {
        var at = START.plus(Duration.ofMinutes(minutes));
        return new LineAttributionEvent(
                new EventMeta("github", "git", "d", eventId, at, at, null),
                "octo/hello",
                sha,
                standard,
                "1",
                Arrays.asList(sessions),
                null,
                1);
    }
}
