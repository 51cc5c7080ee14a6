package io.plumbline.dashboards.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.stats.Newcombe;
import io.plumbline.dashboards.stats.Share;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormatTest {

    @Test
    void sharesGetADecimalFromAThousandOn() {
        assertThat(Numbers.percent(new Share(1754, 2686))).isEqualTo("65.3 %");
        assertThat(Numbers.interval(new Share(1754, 2686))).isEqualTo("63.5–67.1 %");
        assertThat(Numbers.percent(new Share(74, 144))).isEqualTo("51 %");
        assertThat(Numbers.interval(new Share(74, 144))).isEqualTo("43–59 %");
    }

    @Test
    void exactSharesHaveTwoDecimalsWhateverTheSample() {
        assertThat(Numbers.exactPercent(new Share(74, 144))).isEqualTo("51.39 %");
        assertThat(Numbers.exactInterval(new Share(1754, 2686))).isEqualTo("63.48–67.08 %");
    }

    @Test
    void unknownSharesSayNoData() {
        assertThat(Numbers.percent(new Share(0, 0))).isEqualTo("no data");
        assertThat(Numbers.interval(new Share(0, 0))).isEmpty();
        assertThat(Numbers.percent(new Share(0, 12))).isEqualTo("0 %");
    }

    @Test
    void differencesOfSharesAreInPercentagePoints() {
        var difference = Newcombe.between(new Share(1754, 2686), new Share(1335, 2729));

        assertThat(Numbers.points(difference)).isEqualTo("+16.4 pp (95 % CI +13.8 to +19.0)");
    }

    @ParameterizedTest
    @CsvSource({
        "0.001, < 1 min",
        "0.29, 17 min",
        "0.87, 52 min",
        "0.999, 1.0 h",
        "3.89, 3.9 h",
        "9.96, 10 h",
        "31, 31 h",
        "71.9, 72 h",
        "100.8, 4.2 d",
        "2400, 100 d"
    })
    void durationsHaveTwoDigitsAndAUnitThatFits(double hours, String shown) {
        assertThat(Numbers.hours(hours)).isEqualTo(shown);
    }

    @Test
    void rangesNameTheYearOnceWhenItIsOne() {
        assertThat(Times.range(LocalDate.of(2024, 12, 30), LocalDate.of(2025, 8, 3)))
                .isEqualTo("30 Dec 2024 – 3 Aug 2025");
        assertThat(Times.range(LocalDate.of(2025, 2, 3), LocalDate.of(2025, 8, 3)))
                .isEqualTo("3 Feb – 3 Aug 2025");
    }

    @Test
    void textThatASpreadsheetWouldRunIsDefused() {
        var csv = new Csv()
                .line(List.of("=HYPERLINK(\"http://evil\")", "+1", "-1", "@x", "plain", -1))
                .line(Arrays.asList(null, "a,b", "line\nbreak", 1.5, "\tTab", ""));

        assertThat(csv.toString().split("\r\n"))
                .containsExactly(
                        "\"'=HYPERLINK(\"\"http://evil\"\")\",'+1,'-1,'@x,plain,-1",
                        ",\"a,b\",\"line\nbreak\",1.5,'\tTab,");
    }
}
