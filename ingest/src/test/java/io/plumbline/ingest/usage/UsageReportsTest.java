package io.plumbline.ingest.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.schema.event.UsageDay;
import io.plumbline.schema.raw.RawEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UsageReportsTest {

    private static final Instant RECEIVED = Instant.parse("2026-05-01T06:00:00Z");

    @Test
    void theCurrentCopilotReportKeepsTotalsAndEachBreakdownApart() {
        var figures = figures("copilot", """
                {"created_at":"2026-04-26T03:36:11.710Z","day_totals":[{"day":"2026-04-16","organization_id":"7",
                 "daily_active_users":4,"user_initiated_interaction_count":111,"code_generation_activity_count":182,
                 "code_acceptance_activity_count":155,"loc_suggested_to_add_sum":14,"loc_added_sum":2172,
                 "totals_by_feature":[{"feature":"code_completion","code_generation_activity_count":20,
                   "code_acceptance_activity_count":5,"loc_suggested_to_add_sum":14,"loc_added_sum":6},
                  {"feature":"agent_edit","code_generation_activity_count":4,"code_acceptance_activity_count":4,
                   "loc_suggested_to_add_sum":0,"loc_added_sum":498}],
                 "pull_requests":{"total_copilot_suggestions":9,"total_copilot_applied_suggestions":3}}]}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "copilot-organization organization all total none/activity null/null",
                        "copilot-organization organization all total suggested/suggestions 155/182",
                        "copilot-organization organization all total lines_suggested/lines 2172/14",
                        "copilot-organization organization completion feature shown/suggestions 5/20",
                        "copilot-organization organization completion feature lines_suggested/lines 6/14",
                        "copilot-organization organization agent feature suggested/suggestions 4/4",
                        "copilot-organization organization agent feature lines_suggested/lines 498/0",
                        "copilot-organization organization review total suggested/suggestions_review 3/9");
        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.getReportedAt()).isEqualTo("2026-04-26T03:36:11.710Z");
            assertThat(figure.getScope()).isEqualTo("7");
        });
        assertThat(figures.get(0).getActiveUsers()).isEqualTo(4);
    }

    @Test
    void aLineOfTheUsersReportIsAboutThatUser() {
        var figures = figures("copilot", """
                {"day":"2025-07-12","enterprise_id":"2","user_id":19153140,"user_login":"octocat",
                 "user_initiated_interaction_count":0,"code_generation_activity_count":333,
                 "code_acceptance_activity_count":54,"used_agent":true}""");

        assertThat(figures).allSatisfy(figure -> {
            assertThat(figure.getReport()).isEqualTo("copilot-enterprise-users");
            assertThat(figure.getLevel()).isEqualTo("user");
            assertThat(figure.getSubject()).isEqualTo("octocat");
            assertThat(figure.getSubjectId()).isEqualTo(19153140L);
            // Without a time of its own the report is as old as its receipt.
            assertThat(figure.getReportedAt()).isEqualTo(RECEIVED);
        });
        assertThat(figures.get(0).getActive()).isTrue();
    }

    @Test
    void whatTheReportDoesNotSayIsUnknownAndNotZero() {
        var figures = figures(
                "copilot",
                "[{\"day\":\"2024-03-18\",\"total_suggestions_count\":8312,\"total_acceptances_count\":null}]");

        assertThat(figures).hasSize(1);
        assertThat(figures.get(0).getOffered()).isEqualTo(8312);
        assertThat(figures.get(0).getAccepted()).isNull();
        assertThat(figures.get(0).getActiveUsers()).isNull();
    }

    @Test
    void retiredCopilotMetricsAddUpModelsOfTheSameNameAndHaveNoTotals() {
        var figures = figures("copilot", """
                [{"date":"2024-11-04","total_active_users":4,"copilot_ide_code_completions":{"total_engaged_users":3,
                 "editors":[{"name":"vscode","models":[
                  {"name":"custom","languages":[{"name":"go","total_code_suggestions":10,"total_code_acceptances":4}]},
                  {"name":"custom","languages":[{"name":"go","total_code_suggestions":5,"total_code_acceptances":1}]}]}]},
                 "copilot_ide_chat":{"editors":[{"name":"vscode","models":[{"name":"default","total_chats":34,
                  "total_chat_insertion_events":0,"total_chat_copy_events":9}]}]}}]""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "copilot-metrics organization all total none/activity null/null",
                        "copilot-metrics organization completion total none/activity null/null",
                        "copilot-metrics organization completion editor-model-language shown/suggestions 5/15",
                        "copilot-metrics organization chat editor-model none/suggestions 0/null");
    }

    @Test
    void downloadLinksAreRefusedWithWhatToDo() {
        var mapping = map("copilot", "{\"download_links\":[\"https://example.com/x\"],\"report_day\":\"2026-02-20\"}");

        assertThat(((Unreadable) mapping).reason()).contains("download each link", "import the files");
    }

    @Test
    void seatsAreNotUse() {
        assertThat(((Unmapped) map("copilot", "{\"total_seats\":9,\"seats\":[]}")).reason())
                .contains("licences");
    }

    @Test
    void cursorsDaySaysTabsShownAppliesDecisionsAndAShareOfAllLines() {
        var figures = figures("cursor", """
                {"data":[{"date":1710720000000,"isActive":true,"totalLinesAdded":1543,"acceptedLinesAdded":1102,
                 "totalApplies":87,"totalAccepts":73,"totalRejects":14,"totalTabsShown":342,"totalTabsAccepted":289,
                 "composerRequests":45,"chatRequests":128,"email":"Developer@Company.com"}]}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "cursor-daily-usage user completion total shown/suggestions 289/342",
                        "cursor-daily-usage user agent total applied/diffs 73/87",
                        "cursor-daily-usage user agent total decided/diffs 73/87",
                        "cursor-daily-usage user all total lines_all/lines 1102/1543",
                        "cursor-daily-usage user all total none/activity null/null");
        assertThat(figures.get(0).getDay()).isEqualTo("2024-03-18");
        assertThat(figures.get(0).getSubject()).isEqualTo("developer@company.com");
    }

    @Test
    void cursorsAnalyticsAreOfTheTeamOrByUser() {
        var team = figures("cursor", """
                {"data":[{"event_date":"2026-01-05","total_suggested_diffs":100,"total_accepted_diffs":60,
                 "total_rejected_diffs":10,"total_lines_suggested":900,"total_lines_accepted":500}]}""");
        var byUser = figures("cursor", """
                {"data":{"a@x.org":[{"event_date":"2026-01-05","total_suggestions":50,"total_accepts":20}]}}""");

        assertThat(team)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "cursor-agent-edits organization agent total suggested/diffs 60/100",
                        "cursor-agent-edits organization agent total lines_suggested/lines 500/900");
        assertThat(byUser)
                .extracting(UsageReportsTest::brief)
                .containsExactly("cursor-tabs user completion total suggested/suggestions 20/50");
        assertThat(byUser.get(0).getSubject()).isEqualTo("a@x.org");
    }

    @Test
    void cursorsCommitsAreSharesOfLinesOneByOne() {
        var figures = figures("cursor", """
                {"items":[{"commitHash":"d11","userEmail":"a@x.org","totalLinesAdded":119,"tabLinesAdded":21,
                 "composerLinesAdded":0,"commitTs":"2025-09-03T00:23:15.000Z"}],"totalCount":1}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactly("cursor-ai-commits user commit commit lines_all/lines 21/119");
        assertThat(figures.get(0).getSeries()).isEqualTo("d11");
    }

    @Test
    void claudeCodeCountsDecisionsByTool() {
        var figures = figures("claude-code", """
                {"data":[{"date":"2025-08-08T00:00:00Z","actor":{"type":"user_actor","email_address":"u@x.org"},
                 "terminal_type":"iTerm.app","core_metrics":{"num_sessions":15,"lines_of_code":{"added":342}},
                 "tool_actions":{"edit_tool":{"accepted":25,"rejected":3},"write_tool":{"accepted":8}}}]}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "claude-code-usage-report user agent tool decided/decisions 25/28",
                        "claude-code-usage-report user agent tool decided/decisions 8/null",
                        "claude-code-usage-report user agent total none/lines 342/null",
                        "claude-code-usage-report user all total none/activity null/null");
    }

    @Test
    void geminisMetricsComeOneAnAnswerAndStayTwoFigures() {
        var figures = figures("gemini", """
                {"timeSeries":[{"metric":{"type":"cloudaicompanion.googleapis.com/code_assist/code_suggestions_count"},
                 "resource":{"labels":{"resource_container":"p1"}},"metricKind":"DELTA","points":[
                  {"interval":{"startTime":"2026-01-05T00:00:00Z","endTime":"2026-01-05T12:00:00Z"},"value":{"int64Value":"12"}},
                  {"interval":{"startTime":"2026-01-05T12:00:00Z","endTime":"2026-01-06T00:00:00Z"},"value":{"int64Value":"8"}}]},
                 {"metric":{"type":"cloudaicompanion.googleapis.com/code_assist/code_suggestions_accepted_count"},
                 "resource":{"labels":{"resource_container":"p1"}},"metricKind":"DELTA","points":[
                  {"interval":{"startTime":"2026-01-05T00:00:00Z","endTime":"2026-01-06T00:00:00Z"},"value":{"int64Value":"5"}}]}]}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "gemini-monitoring organization completion total suggested/suggestions null/20",
                        "gemini-monitoring organization completion total suggested/suggestions 5/null");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.getDay()).isEqualTo("2026-01-05"));
    }

    @Test
    void windsurfNeverSaysWhatWasShown() {
        var figures = figures("windsurf", """
                {"queryResults":[{"responseItems":[{"item":{"api_key":"h","date":"2024-01-15",
                 "sum_num_acceptances":"45","sum_num_lines_accepted":"280","language":"typescript","ide":"vscode"}}]}]}""");

        assertThat(figures)
                .extracting(UsageReportsTest::brief)
                .containsExactlyInAnyOrder(
                        "windsurf-autocomplete user completion language-model-ide none/suggestions 45/null",
                        "windsurf-autocomplete user completion language-model-ide none/lines 280/null",
                        "windsurf-autocomplete user completion language-model-ide none/activity null/null");
    }

    @Test
    void windsurfsShareOfCodeWithoutADateIsRefused() {
        var mapping = map("windsurf", """
                {"queryResults":[{"responseItems":[{"item":{"percent_code_written":"0.68","codeium_bytes":"6018"}}]}]}""");

        assertThat(((Unreadable) mapping).reason()).contains("no date");
    }

    @Test
    void aStandingPermissionCountsOnceHoweverManyEditsWentThrough() {
        var first = figures("otel", decision("accept", "user_permanent", 4, "1767600000000000000"));
        var later = figures("otel", decision("accept", "user_permanent", 9, "1767603600000000000"));

        assertThat(first.get(0).getAccepted()).isEqualTo(1);
        assertThat(UsageKey.of(later.get(0))).isEqualTo(UsageKey.of(first.get(0)));
        assertThat(later.get(0).getAccepted()).isEqualTo(1);
        assertThat(later.get(0).getReportedAt()).isEqualTo(first.get(0).getReportedAt());
    }

    @Test
    void decisionsSayWhoTookThemAndRejectsAreFiguresOfTheirOwn() {
        var yes = figures("otel", decision("accept", "user_temporary", 4, "1767600000000000000"));
        var no = figures("otel", decision("reject", "user_reject", 2, "1767600000000000000"));

        assertThat(yes)
                .extracting(UsageReportsTest::brief)
                .containsExactly("claude-code-decisions user agent decision decided/decisions 4/4");
        assertThat(no)
                .extracting(UsageReportsTest::brief)
                .containsExactly("claude-code-decisions user agent decision decided/decisions 0/2");
        assertThat(no.get(0).getDecisionSource()).isEqualTo("user_reject");
        assertThat(UsageKey.of(no.get(0))).isNotEqualTo(UsageKey.of(yes.get(0)));
    }

    @Test
    void brokenReportsSayWhatIsWrong() {
        for (var broken : List.of(
                List.of("copilot", "{\"day_totals\":[{\"code_generation_activity_count\":1}]}", "day is missing"),
                List.of("copilot", "{\"day\":\"2026-01-01\",\"code_generation_activity_count\":-1}", "not a count"),
                List.of("cursor", "{\"data\":[{\"date\":\"soon\",\"totalApplies\":1}]}", "date is not a date: soon"),
                List.of("claude-code", "{\"data\":[{\"date\":\"2026-01-01\",\"core_metrics\":{}}]}", "actor"),
                List.of("gemini", "{\"timeSeries\":[", "not JSON"))) {
            assertThat(((Unreadable) map(broken.get(0), broken.get(1))).reason())
                    .contains(broken.get(2));
        }
    }

    @Test
    void theSameBytesGiveTheSameFiguresAndOneKeyEach() {
        var report = "{\"day\":\"2026-01-01\",\"organization_id\":\"a|b\",\"code_generation_activity_count\":3}";

        assertThat(figures("copilot", report)).isEqualTo(figures("copilot", report));
        assertThat(UsageKey.of(figures("copilot", report).get(0))).contains("a\\|b");
    }

    private static String decision(String decision, String source, int count, String nanos) {
        return """
                {"resourceMetrics":[{"scopeMetrics":[{"metrics":[{"name":"claude_code.code_edit_tool.decision",
                 "sum":{"aggregationTemporality":1,"dataPoints":[{"asInt":"%d","startTimeUnixNano":"1767599000000000000",
                 "timeUnixNano":"%s","attributes":[{"key":"session.id","value":{"stringValue":"s1"}},
                 {"key":"tool_name","value":{"stringValue":"Edit"}},{"key":"decision","value":{"stringValue":"%s"}},
                 {"key":"source","value":{"stringValue":"%s"}},{"key":"user.email","value":{"stringValue":"U@x.org"}}]}]}}]}]}]}""".formatted(count, nanos, decision, source);
    }

    private static String brief(UsageDay figure) {
        return "%s %s %s %s %s/%s %s/%s"
                .formatted(
                        figure.getReport(),
                        figure.getLevel(),
                        figure.getSurface(),
                        figure.getBreakdown(),
                        figure.getKind(),
                        figure.getUnit(),
                        Objects.toString(figure.getAccepted()),
                        Objects.toString(figure.getOffered()));
    }

    private static List<UsageDay> figures(String source, String payload) {
        return ((Mapped) map(source, payload))
                .events().stream().map(UsageDay.class::cast).toList();
    }

    private static Mapping map(String source, String payload) {
        return UsageReports.map(RawEvent.newBuilder()
                .setSource(source)
                .setDeliveryId("d")
                .setEventType("report")
                .setReceivedAt(RECEIVED)
                .setPayload(ByteBuffer.wrap(payload.getBytes(StandardCharsets.UTF_8)))
                .build());
    }
}
