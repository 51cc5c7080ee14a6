package io.plumbline.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the list and the pages of pull requests answer over HTTP, for a small organisation. */
class PullRequestPagesTest {

    private static Warehouse warehouse;
    private static DashboardServer server;

    @BeforeAll
    static void open() throws SQLException {
        warehouse = Warehouse.acme();
        server = DashboardServer.start(warehouse.config().withBanner("Demo data"), 0, Warehouse.CLOCK);
    }

    @AfterAll
    static void close() {
        server.close();
    }

    @Test
    void listIsPagedByKeysWithoutRepeatsOrGaps() {
        var seen = new java.util.ArrayList<String>();
        var path = "/pulls?tool=openai-codex";
        int pages = 0;
        while (path != null) {
            var body = Http.get(server, path).body();
            Pattern.compile("class=\"pr\" href=\"/pr/github/acme/shop/(\\d+)\"")
                    .matcher(body)
                    .results()
                    .forEach(match -> seen.add(match.group(1)));
            var next = Pattern.compile("href=\"([^\"]*after=[^\"]*)\" rel=\"next\"")
                    .matcher(body);
            path = next.find() ? next.group(1).replace("&amp;", "&") : null;
            pages++;
        }

        assertThat(pages).isEqualTo(4);
        assertThat(seen).hasSize(200).doesNotHaveDuplicates();
        assertThat(seen.get(0)).as("newest first").isEqualTo("200");
    }

    @Test
    void listFiltersByOutcomeTitleAndDay() {
        assertThat(Http.get(server, "/pulls?tool=openai-codex&outcome=closed").body())
                .contains("40 pull requests;");
        assertThat(Http.get(server, "/pulls?outcome=waiting").body()).contains("54 pull requests;");
        assertThat(Http.get(server, "/pulls?title=QUOTES").body()).contains("1 pull request;");
        assertThat(Http.get(server, "/pulls?dated=merged&from=2025-06-23&to=2025-06-23")
                        .body())
                .contains("12 pull requests;");
        assertThat(Http.get(server, "/pulls?tool=-").body()).contains("140 pull requests;");
    }

    @Test
    void listAsCsvHasTheSameRowsAndDefusedTitles() throws SQLException {
        var csv = Http.get(server, "/data/pull-requests.csv?repo=acme/api");

        assertThat(csv.headers().firstValue("Content-Disposition"))
                .contains("attachment; filename=\"pull-requests.csv\"");
        assertThat(csv.body().lines()).hasSize(21);
        assertThat(csv.body()).startsWith("provider,repo,number,title");
    }

    @Test
    void hostileTextsOfPayloadsStayText() {
        var list = Http.get(server, "/pulls?title=quotes").body();
        var page = Http.get(server, "/pr/github/acme/shop/7").body();
        var raw = Http.get(server, "/raw/github/d-review").body();

        assertThat(list)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"quotes\"")
                .doesNotContain("<script>alert");
        assertThat(page)
                .contains(
                        "&lt;script&gt;alert(1)",
                        "Looks good &lt;b&gt;to me&lt;/b&gt;",
                        "&lt;b&gt;codex/&lt;/b&gt;topic")
                .doesNotContain("<script>alert");
        assertThat(raw)
                .contains("&lt;/code&gt;&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>alert");
    }

    @Test
    void pullRequestPageShowsPhasesByBothClocksAndDraftsApart() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        var phases = page.substring(page.indexOf("data-phases"), page.indexOf("First commit</dt>"));
        assertThat(phases.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
                .contains("Coding first commit to ready for review 30 h 14 h")
                .contains("Pick-up ready to first human review 1.0 h 30 min")
                .contains("Review first human review to approval – –")
                .contains("Draft apart, within the others 1.5 h")
                .contains("Working time is Monday to Friday, 9 to 17, in Asia/Tokyo; public holidays are not known.")
                .contains("1 span is negative, because clocks disagree or history was rewritten; unknown, not zero.");
        assertThat(page).contains("without generated files +4 −1 in 1 file");
        assertThat(page).contains("Changed after a human review", "Merged as submitted", "Clocks disagree");
    }

    @Test
    void pullRequestPageShowsEvidenceTimelineAndWhereItCounts() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(page)
                .contains("AI agent, OpenAI Codex", "confidence 85 %", "rule codex-body", "Rule table version rules-1");
        assertThat(page).contains("Opened", "Review: approved", "Merged", "/raw/github/d-merged");
        assertThat(page.split("/raw/github/d-merged", -1))
                .as("delivered twice, shown once")
                .hasSize(2);
        assertThat(page).contains("Where does it count?", "1 / 1", "merged within 14 days", "14 / 14");
        assertThat(page).contains("href=\"https://github.com/acme/shop/pull/7\" rel=\"noopener noreferrer\"");
    }

    @Test
    void pullRequestPageSaysWhatHappenedNextAndWhatIsUnknown() throws SQLException {
        var unknown = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(unknown)
                .contains("What happened next?", "no deployment is known to carry it")
                .contains("no line history of this repository is imported", "no incident source is connected");

        warehouse.whatHappenedNext();
        try {
            var known = Http.get(server, "/pr/github/acme/shop/7").body();

            assertThat(known)
                    .contains("deployment 5", "90 of 120 merged lines", "1 correction", "/pr/github/acme/shop/9")
                    .contains("Reverted by", "/pr/github/acme/shop/11", "candidate cause of 1 incident")
                    .contains("tier L2: rolled back 2.0 h after; 50 % of it is laid here")
                    .contains("shop: login &lt;b&gt;fails&lt;/b&gt;");
            assertThat(warehouse.ask("SELECT concat(reached, ' ', toString(incident_weight_low), ' ', strongest_tier, '"
                            + " ', toString(line_survival_21d)) FROM mart.chain WHERE number = 7 AND repo"
                            + " = 'acme/shop'"))
                    .isEqualTo("in an incident 0.5 L2 0.75");
            assertThat(warehouse.ask("SELECT countIf(incidents IS NULL) FROM mart.chain WHERE number != 7"))
                    .as("nothing is known of incidents elsewhere: unknown, not zero")
                    .isNotEqualTo("0");
        } finally {
            for (var table : List.of("rework", "incident", "delivery")) {
                warehouse.run("TRUNCATE TABLE plumbline." + table);
            }
        }
    }

    @Test
    void eachReviewCommentShowsWhatBecameOfItAndWhy() {
        var page = Http.get(server, "/pr/github/acme/shop/7").body();

        assertThat(page)
                .contains("Review suggestions and comments", "1 of 1 decided comment of machines accepted.")
                .contains("0 of 1 decided comment of people accepted.")
                .contains("<b>A</b> applied", "src/&lt;b&gt;Shop&lt;/b&gt;.java:12", "<b>R</b> rejected")
                .contains("Co-authored-by: coderabbitai[bot] &lt;c@example.org&gt;")
                .contains("Not counted (1)", "A summary of the pull request, not a remark on a line.")
                .contains("href=\"/raw/github/d-comment\"");
    }
}
