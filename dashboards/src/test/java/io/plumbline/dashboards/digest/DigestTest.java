package io.plumbline.dashboards.digest;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.stats.Share;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class DigestTest {

    private static final Pattern NUMBER = Pattern.compile("\\d[\\d.,\u202f]*");

    private static Weeks usual() {
        return Weeks.same(46, 0.1);
    }

    private static Weeks eventful() {
        return usual().lastWeekCycleTimes(0.35)
                .looks(
                        new Figures.Look(
                                "incident",
                                "",
                                "acme/api",
                                0,
                                Weeks.MONDAY.minus(Duration.ofDays(3)),
                                "major open",
                                "github:acme/api#12"),
                        new Figures.Look(
                                "revert", "github", "acme/shop", 7, Weeks.MONDAY.minus(Duration.ofDays(2)), "1.3", ""),
                        new Figures.Look(
                                "waiting", "github", "acme/shop", 9, Weeks.MONDAY.minus(Duration.ofDays(5)), "", ""),
                        new Figures.Look(
                                "waiting", "github", "acme/shop", 10, Weeks.MONDAY.minus(Duration.ofDays(4)), "", ""))
                .restated(new Figures.Restated(
                        "corrective_14d", 3, LocalDate.of(2026, 10, 12), LocalDate.of(2026, 10, 14)))
                .decisions(new Figures.Decisions("identity-link", 2, LocalDate.of(2026, 11, 12)))
                .sources(
                        new Figures.Source("copilot", Weeks.MONDAY.minus(Duration.ofHours(76)), 60, 26),
                        new Figures.Source("github", Weeks.MONDAY.minus(Duration.ofHours(60)), 60, 62));
    }

    private static Rendered rendered(Digest digest) {
        return new Digests(null, null).rendered(digest);
    }

    @Test
    void theSubjectFitsAndNamesTheWeekAndTheChange() {
        var subject = eventful().digest().subject();

        assertThat(subject)
                .hasSizeLessThanOrEqualTo(60)
                .startsWith("payments wk 46: cycle ")
                .contains("%)", "2 incidents");
    }

    @Test
    void aLongNameIsCutBeforeTheFiguresAre() {
        var terms = Weeks.terms(
                "platform-infrastructure-and-developer-experience", EnumSet.allOf(Section.class), NumberStyle.EN, true);

        var subject = Digest.of(eventful().figures(), terms, List.of()).subject();

        assertThat(subject).hasSizeLessThanOrEqualTo(60).startsWith("platform-infrastructure… wk 46: cycle ");
    }

    @Test
    void theHeadlineStatesTheChangeAndOnlyIt() {
        var digest = eventful().digest();

        assertThat(digest.headline()).startsWith("38 pull requests were merged. Cycle time fell to ");
        assertThat(digest.claims()).hasSize(1);
        assertThat(usual().digest().headline()).endsWith("No change beyond what weeks differ anyway.");
    }

    @Test
    void everyNumberOfTheHtmlIsInTheText() {
        var mail = rendered(eventful().digest());
        var visible = mail.html()
                .replaceAll("(?s)<style>.*?</style>|<title>.*?</title>", " ")
                .replaceAll("<img[^>]*alt=\"([^\"]*)\"[^>]*>", " $1 ")
                .replaceAll("<[^>]*>", " ")
                .replace("&nbsp;", " ");
        var numbers = new ArrayList<String>();
        NUMBER.matcher(visible)
                .results()
                .forEach(match -> numbers.add(match.group().replaceAll("[.,]$", "")));

        assertThat(numbers).hasSizeGreaterThan(40);
        assertThat(mail.text()).contains(numbers);
    }

    @Test
    void theMailIsSmallEnoughNotToBeClipped() throws IOException {
        var mail = rendered(eventful().digest());
        System.out.println("Digest: subject " + mail.subject().length() + " characters, HTML "
                + mail.html().length() + " bytes, text " + mail.text().length() + ", PNG " + mail.png().length);

        assertThat(mail.html().length()).isLessThan(80 * 1024);
        assertThat(mail.png().length).isLessThan(60 * 1024);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(mail.png()));
        assertThat(picture.getWidth()).isEqualTo(1200);
        assertThat(new java.awt.Color(picture.getRGB(2, 2))).isEqualTo(java.awt.Color.WHITE);
        assertThat(picture.getColorModel().hasAlpha()).isFalse();
    }

    @Test
    void theHtmlHasWhatMailProgramsNeedAndNothingThatTheyDrop() {
        var html = rendered(eventful().digest()).html();

        assertThat(html)
                .contains(
                        "lang=\"en\"",
                        "name=\"color-scheme\"",
                        "src=\"cid:trend@plumbline\"",
                        "scope=\"row\"",
                        "role=\"presentation\"");
        assertThat(html).doesNotContainPattern("<script|<svg|data:|<link|@import|src=\"http|flex|grid");
        assertThat(html).contains("https://plumbline.example.org/u/", "/digests");
    }

    @Test
    void linksCarryTheTeamAndTheDays() {
        var text = DigestText.of(eventful().digest());

        assertThat(text)
                .contains("/flow?from=2026-11-09&to=2026-11-15&team=payments")
                .contains("/?from=2026-11-09&to=2026-11-15&team=payments&metric=merged_closed")
                .contains("/?from=2026-08-17&to=2026-11-15&team=payments")
                .contains("/pr/github/acme/shop/7")
                .contains("/pr/github/acme/api/12");
    }

    @Test
    void atMostThreeThingsAreWorthALook() {
        var digest = eventful().digest();

        assertThat(digest.looks())
                .extracting(Digest.Line::text)
                .containsExactly(
                        "Incident in acme/api, major open, since 13 Nov 2026, 08:00, laid to acme/api#12",
                        "acme/shop#7 was reverted 31 h after its merge",
                        "acme/shop#9 has waited for a first review for 5.0 d");
    }

    @Test
    void aReaderWithoutThatRightSeesNoPullRequest() {
        var terms = Weeks.terms("payments", EnumSet.allOf(Section.class), NumberStyle.EN, false);

        var mail = rendered(Digest.of(eventful().figures(), terms, List.of()));

        assertThat(mail.text() + mail.html()).doesNotContain("acme/shop", "/pulls", "/pr/");
    }

    @Test
    void aSourceThreeDaysLateIsNamedAndOneWithItsUsualPauseIsNot() {
        var digest = eventful().digest();

        assertThat(digest.late())
                .containsExactly(
                        "copilot has delivered nothing for 3.2 d, its longest pause before was 26 h: what it tells of may be missing.");
    }

    @Test
    void notesTellOfDecisionsAndRestatements() {
        assertThat(eventful().digest().notes())
                .containsExactly(
                        "Corrected within 14 days: 3 published values of 12 – 14 Oct 2026 were corrected since the last mail.",
                        "2 decisions on identity link in this week, the last on 12 Nov 2026: figures before and after may be counted"
                                + " differently.");
    }

    @Test
    void figuresOfFewerThanFivePeopleAreWithheld() {
        var mail = rendered(eventful().withheld().digest());

        assertThat(mail.subject()).isEqualTo("payments wk 46: figures withheld");
        assertThat(mail.text())
                .contains("Fewer than five people")
                .doesNotContain("Cycle time", "acme/shop", "published value");
        assertThat(mail.png()).isEmpty();
    }

    @Test
    void aQuietWeekIsThreeLines() {
        var quiet = Weeks.same(3, 0)
                .with(new Figures.WeekCounts(0, 0, 0, 300, 0, true))
                .digest();

        var mail = rendered(quiet);

        assertThat(mail.quiet()).isTrue();
        assertThat(mail.subject()).isEqualTo("payments wk 46: a quiet week");
        assertThat(mail.text().lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(6);
    }

    @Test
    void aTeamWithoutDataIsToldSo() {
        var mail = rendered(Weeks.same(3, 0)
                .with(new Figures.WeekCounts(0, 0, 0, 0, 0, false))
                .digest());

        assertThat(mail.subject()).isEqualTo("payments wk 46: no data");
        assertThat(mail.text()).contains("No pull request is stored for payments");
    }

    @Test
    void week53IsWeek53() {
        var digest = usual().of(IsoWeek.parse("2026-W53").orElseThrow()).digest();

        assertThat(digest.subject()).startsWith("payments wk 53: ");
        assertThat(DigestText.of(digest)).contains("week 53: 28 Dec 2026 – 3 Jan 2027", "wk 51.".replace(".", ""));
    }

    @Test
    void fewerThanTenAreCountedAndNotMeasured() {
        var digest = usual().lastWeekAcceptance(new Share(2, 9)).digest();
        var tile = digest.tiles().get(1);

        assertThat(tile.value()).isEqualTo("n = 9");
        assertThat(tile.verdict()).contains("too few");
        assertThat(tile.before() + tile.bounds() + tile.claim()).isEmpty();
    }

    @Test
    void silenceOfIncidentsIsNotZero() {
        var digest = Weeks.same(5, 0)
                .with(new Figures.WeekCounts(10, 10, 0, 200, 0, false))
                .digest();
        var tile = digest.tiles().get(4);

        assertThat(tile.what()).contains("no source of incidents");
        assertThat(digest.subject()).doesNotContain("incident");
    }

    @Test
    void numbersAreWrittenAsTheReaderWritesThem() {
        assertThat(NumberStyle.DE.write("1,754 of 4.2 d")).isEqualTo("1.754 of 4,2 d");
        assertThat(NumberStyle.SI.write("1,754 of 4.2 d")).isEqualTo("1\u202f754 of 4,2 d");
        assertThat(NumberStyle.EN.write("1,754 of 4.2 d")).isEqualTo("1,754 of 4.2 d");
    }

    @Test
    void onlyChosenSectionsAreWritten() {
        var terms = Weeks.terms("payments", EnumSet.of(Section.REWORK), NumberStyle.EN, true);

        var digest = Digest.of(eventful().figures(), terms, List.of());

        assertThat(digest.tiles()).extracting(Tile::label).isEqualTo(List.of("Rework"));
        assertThat(digest.looks()).isEmpty();
        assertThat(digest.notes()).isEmpty();
        assertThat(digest.late()).as("lateness concerns whatever is shown").hasSize(1);
    }
}
