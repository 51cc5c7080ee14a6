package io.plumbline.dashboards.impact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.impact.LastMile.Cut;
import io.plumbline.dashboards.impact.LastMile.Verdict;
import io.plumbline.dashboards.impact.Strata.Row;
import io.plumbline.dashboards.rights.Teams;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the page concludes from stated counts. */
class ComparisonTest {

    @Test
    void aMixOfRepositoriesThatMisleadsTheCrudeRatioIsSaidAloud() {
        // Within each repository both sides are merged about alike; AI works where nearly everything is merged.
        double[] luck = {6, -6, 0, -6, 6, 0};
        var rows = new ArrayList<Row>();
        for (int repo = 0; repo < 6; repo++) {
            boolean easy = repo < 3;
            rows.add(row("acme/r" + repo, 0, true, easy ? 200 : 20, easy ? 180 + luck[repo] : 8));
            rows.add(row("acme/r" + repo, 0, false, easy ? 20 : 200, easy ? 18 : 80 + luck[repo]));
        }

        var comparison = Comparison.of(frame("merged_matured"), request("merged_matured"), rows);

        assertThat(line(comparison, "crude").value()).isCloseTo((564 / 660.) / (294 / 660.), within(1e-9));
        assertThat(line(comparison, "crude").excludesOne()).isTrue();
        assertThat(line(comparison, Comparison.CALENDAR).value()).isCloseTo(1, within(1e-9));
        assertThat(line(comparison, Comparison.BEST).method()).isEqualTo("6 repositories resampled");
        assertThat(line(comparison, Comparison.BEST).excludesOne()).isFalse();
        assertThat(comparison.frame().finding())
                .startsWith(
                        "Merged within 14 days: 85 % (564 / 660) in AI-written pull requests, 45 % (294 / 660) in the"
                                + " rest. Within the same repository and weeks there is no detectable difference, a ratio"
                                + " of 1.00 (0.9")
                .endsWith(" The crude figures say otherwise: they compare different repositories or weeks.");
    }

    @Test
    void aTrendOverTimeIsNoDifferenceOnceWeeksAreHeldStill() {
        // Everybody's share grows while AI comes in: within the repository AI looks better, within its weeks it is not.
        var rows = List.of(
                row("acme/a", 0, true, 20, 8),
                row("acme/a", 0, false, 180, 72),
                row("acme/a", 1, true, 180, 144),
                row("acme/a", 1, false, 20, 16));

        var comparison = Comparison.of(frame("merged_matured"), request("merged_matured"), rows);

        assertThat(line(comparison, "within").excludesOne()).isTrue();
        assertThat(line(comparison, Comparison.CALENDAR).value()).isCloseTo(1, within(1e-9));
        assertThat(line(comparison, Comparison.BEST).why())
                .isEqualTo("Too few repositories to resample. There is one.");
    }

    @Test
    void anArmBelowThirtySaysHowLongItTakes() {
        var rows = List.of(row("acme/a", 0, true, 12, 8), row("acme/a", 0, false, 180, 72));

        var comparison = Comparison.of(frame("merged_matured"), request("merged_matured"), rows);

        // 12 in 12 weeks: 18 more take 18 weeks.
        assertThat(comparison.frame().finding())
                .endsWith("AI-written pull requests: 12, 30 are needed: at this pace ~18 weeks more.");
    }

    @Test
    void strataWithoutOverlapAreListedWithTheReason() {
        var rows = List.of(
                row("acme/a", 0, true, 40, 20),
                row("acme/a", 0, false, 60, 20),
                row("acme/only-ai", 0, true, 50, 20),
                row("acme/only-rest", 0, false, 70, 20));

        var table = StrataTable.of(frame("merged_matured"), request("merged_matured"), rows);

        assertThat(table.rows())
                .extracting(StrataTable.Row::repo, StrataTable.Row::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("acme/a", "used"),
                        org.assertj.core.groups.Tuple.tuple("acme/only-rest", "no overlap: the rest only"),
                        org.assertj.core.groups.Tuple.tuple("acme/only-ai", "no overlap: AI-written only"));
        assertThat(table.frame().finding())
                .isEqualTo("1 of 3 strata hold both sides and an event; 100 of 220 pull requests are in them.");
        assertThat(table.rows().get(0).aiHref()).contains("repo=acme%2Fa", "origin=ai", "size=small", "task=fix");
    }

    @Test
    void aCellIsCalledMoreOnlyWhenItAlsoSurvivesTheManyLooks() {
        var cuts = new ArrayList<Cut>();
        cuts.addAll(cell("auth", "corrective_21d", 200, 80, 200, 20));
        cuts.addAll(cell("docs", "corrective_21d", 200, 4, 200, 40));
        for (int i = 0; i < 18; i++) {
            cuts.addAll(cell("area" + i, "corrective_21d", 200, 30, 200, 30));
        }
        // Alone just detectable (p about 0.04), among twenty looks not.
        cuts.addAll(cell("api", "corrective_21d", 200, 45, 200, 30));

        var map = LastMile.of(frame("corrective_21d"), request("corrective_21d"), cuts);

        assertThat(verdict(map, "auth")).isEqualTo(Verdict.MORE);
        assertThat(verdict(map, "docs")).isEqualTo(Verdict.FEWER);
        assertThat(found(map, "api").contrast().p().getAsDouble()).isBetween(0.03, 0.08);
        assertThat(verdict(map, "api")).isEqualTo(Verdict.SAME);
        assertThat(map.frame().finding()).isEqualTo("Lean on AI in docs. A person must own auth.");
    }

    @Test
    void aMeasureWithTooFewSaysSoAndWhatNeverHappenedIsAnExactBound() {
        var cuts = new ArrayList<Cut>();
        cuts.addAll(cell("few", "corrective_21d", 20, 8, 200, 20));
        cuts.addAll(cell("none", "findings_per_100_prs", 300, 0, 300, 40));
        cuts.addAll(cell("apart", "corrective_21d", 0, 0, 200, 20));

        var map = LastMile.of(frame("corrective_21d"), request("corrective_21d"), cuts);

        assertThat(verdict(map, "few")).isEqualTo(Verdict.TOO_FEW);
        assertThat(found(map, "few").hint()).isEqualTo("30 on each side are needed, ~6 weeks more");
        assertThat(found(map, "apart").hint()).isEqualTo("30 on each side are needed");
        var none = map.rows().stream()
                .filter(row -> row.area().equals("none"))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(2);
        assertThat(none.verdict()).isEqualTo(Verdict.FEWER);
        assertThat(none.ratio()).startsWith("×0.00 (0.00–0.");
        assertThat(none.contrast().method()).isEqualTo("exact, crude");
    }

    private static List<Cut> cell(String area, String metric, long n1, double x1, long n0, double x0) {
        return Stream.of(
                        new Cut(area, metric, "acme/a", 0, true, n1, x1, x1),
                        new Cut(area, metric, "acme/a", 0, false, n0, x0, x0))
                .filter(cut -> cut.units() > 0)
                .toList();
    }

    private static Verdict verdict(LastMile map, String area) {
        return found(map, area).verdict();
    }

    private static LastMile.Cell found(LastMile map, String area) {
        return map.rows().stream()
                .filter(row -> row.area().equals(area))
                .findFirst()
                .orElseThrow()
                .cells()
                .get(3);
    }

    private static Contrast line(Comparison comparison, String id) {
        return comparison.lines().stream()
                .filter(line -> line.id().equals(id))
                .findFirst()
                .orElseThrow()
                .contrast();
    }

    private static Row row(String repo, long fourWeeks, boolean ai, long units, double events) {
        return new Row(repo, "small", "fix", fourWeeks, ai, units, events, events);
    }

    private static Frame frame(String metric) {
        return Frame.of("test", "?", request(metric).page(), "", metric);
    }

    /** Twelve weeks. */
    private static ImpactRequest request(String metric) {
        var keys =
                Stream.concat(Scope.KEYS.stream(), ImpactRequest.KEYS.stream()).toList();
        var state = UrlState.read(keys, Map.of("compared", List.of(metric)));
        var period =
                new Period(LocalDate.of(2025, 5, 19), LocalDate.of(2025, 8, 10), Optional.empty(), Optional.empty());
        return ImpactRequest.of(new PageRequest(
                state, period, Scope.of(state, Teams.ALL), LocalDate.of(2025, 8, 13), ZoneOffset.UTC, null));
    }
}
