package io.plumbline.dashboards.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class MetricCellsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void mergedPullRequestCountsEverywhereButInTheLinesNobodyStated() {
        var cells = new MetricCells(
                        fact("2025-06-02T10:00:00Z", "2025-06-02T10:00:00Z", "2025-06-03T10:00:00Z", null), BERLIN)
                .all();

        assertThat(cells)
                .filteredOn(MetricCells.Cell::counts)
                .extracting(cell -> cell.metric().id() + " " + cell.day() + " " + cell.numerator())
                .containsExactly(
                        "merged_all 2025-06-02 1",
                        "merged_closed 2025-06-03 1",
                        "merged_ready 2025-06-02 1",
                        "merged_matured 2025-06-02 1",
                        "pr_acceptance_closed 2025-06-03 1",
                        "pr_acceptance_matured 2025-06-02 1",
                        "unreviewed_merge_share 2025-06-03 1",
                        "rubber_stamp_share 2025-06-03 0",
                        "unknown_origin_share 2025-06-02 1",
                        "ai_pr_share 2025-06-02 0",
                        "merged_unmodified_share 2025-06-03 1",
                        "clock_skew_share 2025-06-02 0");
    }

    @Test
    void openDraftCountsOnlyWhereAllOpenedOnesDo() {
        var cells = new MetricCells(fact("2025-06-02T10:00:00Z", null, null, null), BERLIN).all();

        assertThat(cells)
                .filteredOn(MetricCells.Cell::counts)
                .extracting(cell -> cell.metric().id())
                .containsExactly(
                        "merged_all", "merged_matured", "unknown_origin_share", "ai_pr_share", "clock_skew_share");
        assertThat(cells.get(1).reason()).isEqualTo("still open");
        assertThat(cells.get(2).reason()).isEqualTo("was never ready for review");
    }

    @Test
    void mergeAfterTheWindowIsNotMatured() {
        var inTime = new MetricCells(fact("2025-06-02T10:00:00Z", null, "2025-06-16T10:00:00Z", null), BERLIN).all();
        var late = new MetricCells(fact("2025-06-02T10:00:00Z", null, "2025-06-16T10:00:01Z", null), BERLIN).all();

        assertThat(inTime.get(3).numerator()).isEqualTo(1);
        assertThat(late.get(3).numerator()).isZero();
        assertThat(late.get(3).reason()).isEqualTo("merged later than 14 days");
    }

    @Test
    void daysAreDaysOfTheOrganisationsZone() {
        var cells = new MetricCells(fact("2025-06-02T22:30:00Z", null, null, "2025-06-03T22:30:00Z"), BERLIN);

        assertThat(cells.openedDay()).isEqualTo("2025-06-03");
        assertThat(cells.closedDay()).contains(LocalDate.of(2025, 6, 4));
        assertThat(cells.all().get(1).numerator()).isZero();
    }

    @Test
    void cohortsInsideTheirWindowAreProvisional() {
        var matured = new MetricCells(fact("2025-06-02T10:00:00Z", null, null, null), BERLIN)
                .all()
                .get(3);

        assertThat(matured.isProvisional(LocalDate.of(2025, 6, 16))).isTrue();
        assertThat(matured.isProvisional(LocalDate.of(2025, 6, 17)))
                .as("14 days and one of grace")
                .isFalse();
    }

    @Test
    void phasesLeaveOutWhatDidNotHappenAndNegativeSpans() {
        var now = Instant.parse("2025-06-05T10:00:00Z");

        var waiting =
                Phases.of(fact("2025-06-02T10:00:00Z", "2025-06-03T10:00:00Z", null, null), Phases.Medians.NONE, now);
        var skewed = Phases.of(
                fact("2025-06-02T10:00:00Z", "2025-06-02T09:00:00Z", "2025-06-02T12:00:00Z", null),
                Phases.Medians.NONE,
                now);

        assertThat(waiting.phases())
                .extracting(Phases.Phase::label, Phases.Phase::shown)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Draft", "24 h"),
                        org.assertj.core.groups.Tuple.tuple("Waits for a first human review", "48 h"));
        assertThat(waiting.total()).isEqualTo("3.0 d open so far");
        assertThat(skewed.phases()).extracting(Phases.Phase::label).containsExactly("Without human review until merge");
    }

    @Test
    void aPhaseThatTheFactDoesNotKnowIsADashOnBothClocks() {
        var now = Instant.parse("2025-06-05T10:00:00Z");

        var phases =
                Phases.of(fact("2025-06-02T10:00:00Z", "2025-06-03T10:00:00Z", null, null), Phases.Medians.NONE, now);

        assertThat(phases.spans())
                .extracting(Phases.Span::label, Phases.Span::wall, Phases.Span::working)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Coding", "–", "–"),
                        org.assertj.core.groups.Tuple.tuple("Pick-up", "–", "–"),
                        org.assertj.core.groups.Tuple.tuple("Review", "–", "–"),
                        org.assertj.core.groups.Tuple.tuple("Merge", "–", "–"),
                        org.assertj.core.groups.Tuple.tuple("Draft", "–", ""));
        assertThat(phases.notes())
                .containsExactly(
                        "Working time is Monday to Friday, 9 to 17, in UTC; public holidays are not known.",
                        "No commit of it is known, so its coding time is not either.");
    }

    static Fact fact(String opened, String ready, String merged, String closed) {
        return new Fact(
                "github:acme/shop#1",
                "github",
                "acme/shop",
                1,
                "A title",
                "https://github.com/acme/shop/pull/1",
                "mona",
                "User",
                "",
                null,
                "",
                "fix",
                "title",
                "",
                "",
                "",
                0,
                0,
                0,
                "",
                "unknown",
                null,
                0,
                "1",
                "topic",
                "main",
                at(opened),
                at(ready),
                false,
                null,
                null,
                null,
                at(merged),
                at(merged == null ? closed : merged),
                "",
                "",
                merged != null ? "merged" : closed != null ? "rejected_by_human" : "open",
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                1,
                at(opened),
                at(opened),
                null,
                0,
                null,
                "",
                null,
                null,
                null,
                null,
                0,
                0,
                0,
                false,
                null,
                null,
                null);
    }

    private static Instant at(String text) {
        return text == null ? null : Instant.parse(text);
    }
}
