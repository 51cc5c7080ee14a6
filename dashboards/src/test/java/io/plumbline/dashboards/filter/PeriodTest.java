package io.plumbline.dashboards.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private static final LocalDate WEDNESDAY = LocalDate.of(2025, 8, 13);
    private static final Span RECENT = new Span(LocalDate.of(2025, 1, 1), LocalDate.of(2025, 8, 12));
    private static final Span YEAR_OLD = new Span(LocalDate.of(2024, 3, 5), LocalDate.of(2024, 6, 1));

    @Test
    void defaultIsTheLastTwelveCompleteIsoWeeks() {
        var period = Period.of(state(), RECENT, WEDNESDAY);

        assertThat(period.from()).isEqualTo("2025-05-19");
        assertThat(period.to()).isEqualTo("2025-08-10");
        assertThat(period.days()).isEqualTo(84);
        assertThat(period.note()).isEmpty();
        assertThat(period.is(Preset.WEEKS_12)).isTrue();
    }

    @Test
    void withoutDataInTheDefaultPeriodTheWholeSpanIsShownAloud() {
        var period = Period.of(state(), YEAR_OLD, WEDNESDAY);

        assertThat(period.from()).isEqualTo("2024-03-04");
        assertThat(period.to()).isEqualTo("2024-06-02");
        assertThat(period.note()).contains("Showing 4 Mar – 2 Jun 2024: no data in the last 12 weeks.");
    }

    @Test
    void aPeriodThatWasAskedForIsNeverReplaced() {
        assertThat(Period.of(state("period", "12w"), YEAR_OLD, WEDNESDAY).from())
                .isEqualTo("2025-05-19");
        assertThat(Period.of(state("from", "2024-04-01"), YEAR_OLD, WEDNESDAY).note())
                .isEmpty();
    }

    @Test
    void typedDatesWinOverThePreset() {
        var period = Period.of(state("period", "4w", "from", "2025-06-30", "to", "2025-07-06"), RECENT, WEDNESDAY);

        assertThat(period.from()).isEqualTo("2025-06-30");
        assertThat(period.to()).isEqualTo("2025-07-06");
        assertThat(period.previous().from()).isEqualTo("2025-06-23");
        assertThat(period.previous().to()).isEqualTo("2025-06-29");
    }

    @Test
    void withoutAnyDataTheDefaultStands() {
        assertThat(Period.of(state(), Span.none(), WEDNESDAY).to()).isEqualTo("2025-08-10");
        assertThat(Period.of(state("period", "all"), Span.none(), WEDNESDAY).to())
                .isEqualTo("2025-08-13");
    }

    @ParameterizedTest
    @CsvSource({
        "from, yesterday, is a date such as",
        "to, 2025-02-30, is a date such as",
        "period, 13w, is one of 4w",
        "from, 2026-01-01, is after",
        "from, 0001-01-01, at most 20 years",
    })
    void whatCannotBeReadIsRefusedWithAReason(String key, String value, String reason) {
        assertThatThrownBy(() -> Period.of(state(key, value), RECENT, WEDNESDAY))
                .isInstanceOf(BadFilterException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void linksKeepTheRestOfTheStateInAFixedOrder() {
        var state = state("tool", "openai-codex", "repo", "a b/c&d", "unheard", "of", "team", " ");

        assertThat(state.at("/")).isEqualTo("/?repo=a+b%2Fc%26d&tool=openai-codex");
        assertThat(state.with("period", "all").without("tool").at("/pulls"))
                .isEqualTo("/pulls?period=all&repo=a+b%2Fc%26d");
        assertThat(state.with("repo", "").with("tool", null).at("/")).isEqualTo("/");
    }

    @Test
    void absurdValuesAreRefused() {
        assertThatThrownBy(() -> state("repo", "x".repeat(301))).isInstanceOf(BadFilterException.class);
        assertThatThrownBy(() -> state("repo", "a\u0000b")).isInstanceOf(BadFilterException.class);
    }

    private static UrlState state(String... pairs) {
        var parameters = new java.util.HashMap<String, List<String>>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], List.of(pairs[i + 1]));
        }
        return UrlState.read(Scope.KEYS, Map.copyOf(parameters));
    }
}
