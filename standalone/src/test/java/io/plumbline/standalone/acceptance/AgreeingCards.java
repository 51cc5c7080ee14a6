package io.plumbline.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.RouteTable;
import io.plumbline.testing.AgreeingRows;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Walks every card of a running Plumbline: its JSON, its CSV and the statement that it shows, run by the read-only user,
 * give the same rows; what a card of a share prints is what {@code mart.metric_daily} adds up to.
 */
final class AgreeingCards implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COUNTS = Pattern.compile("class=\"counts\"[^>]*>([0-9,]+) / ([0-9,]+)<");
    private static final Pattern PERIOD =
            Pattern.compile("day >= toDate\\('([0-9-]+)'\\)(?s:.*?)AND toDate\\('([0-9-]+)'\\)\\s+AND \\(");

    private final HttpClient client = HttpClient.newHttpClient();
    private final String pages;
    private final Database readOnly;

    /** @param clickHouse address of its HTTP interface */
    AgreeingCards(String pages, String clickHouse) {
        this.pages = pages;
        this.readOnly = new Database("jdbc:clickhouse:" + clickHouse + "/default", "default", "");
    }

    /** @param query what to narrow every card to, such as {@code ?period=all} */
    void agree(String query) throws Exception {
        int withRows = 0;
        for (var name : RouteTable.tables()) {
            var json = JSON.readTree(get(name + ".json" + query));
            var expected = AgreeingRows.ofJson(json);
            var statement = get(name + ".sql" + query);

            assertThat(AgreeingRows.ofCsv(get(name + ".csv" + query)))
                    .as("CSV of %s beside its JSON", name + query)
                    .isEqualTo(expected);
            // The line and its ages are those of the very moment; the page leaves out teams of few people.
            if (!name.startsWith("/data/health-") && !name.equals("/data/teams")) {
                assertThat(run(statement))
                        .as("the statement of %s, run, beside its JSON", name + query)
                        .isEqualTo(expected);
            }
            if (name.startsWith("/data/measure-")) {
                printedIsCounted(name.substring("/data/measure-".length()), query, statement);
            }
            withRows += expected.rows().isEmpty() ? 0 : 1;
        }
        assertThat(withRows).as("cards with something to compare").isGreaterThan(20);
    }

    private void printedIsCounted(String metric, String query, String statement) throws Exception {
        var card = get("/card/measure-" + metric + query);
        var period = PERIOD.matcher(statement);
        assertThat(period.find()).as(statement).isTrue();
        for (var side : List.of("ai", "unknown")) {
            var row = card.indexOf("data-arm=\"" + side + "\"");
            var view = run(
                    ("-- What the public view adds up to.\nSELECT toString(sum(numerator)), toString(sum(denominator)) FROM mart.metric_daily"
                                    + " WHERE metric_id = '%s' AND finality = 'final' AND day BETWEEN '%s' AND '%s' AND %s")
                            .formatted(
                                    metric.replace('-', '_'),
                                    period.group(1),
                                    period.group(2),
                                    side.equals("ai") ? "startsWith(origin, 'ai_')" : "origin = '" + side + "'"));
            var counts = COUNTS.matcher(row < 0 ? "" : card.substring(row));
            var printed = counts.find()
                    ? List.of(counts.group(1).replace(",", ""), counts.group(2).replace(",", ""))
                    : List.of("0", "0");
            assertThat(printed)
                    .as("printed by the card of %s for %s%s", metric, side, query)
                    .isEqualTo(view.rows().get(0));
        }
    }

    private AgreeingRows run(String statement) {
        return AgreeingRows.of(
                readOnly.table(SqlFile.of("shown", statement), Map.of()).rows());
    }

    private String get(String path) throws Exception {
        var answer =
                client.send(HttpRequest.newBuilder(URI.create(pages + path)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Override
    public void close() {
        readOnly.close();
    }
}
