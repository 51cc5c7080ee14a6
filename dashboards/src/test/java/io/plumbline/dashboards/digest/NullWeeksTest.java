package io.plumbline.dashboards.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Weeks in which nothing has changed. A mail that says otherwise is noise, and read once too often. */
class NullWeeksTest {

    private static final int WEEKS = 200;
    private static final Pattern CLAIM = Pattern.compile("(rose|fell) to |[▲▼]|\\b(up|down) \\d");

    /** Weeks alike; weeks that differ by a tenth; by a third, as around holidays. */
    @ParameterizedTest(name = "weeks differ by {0} on the log scale")
    @ValueSource(doubles = {0, 0.1, 0.35})
    void noMoreThanTheNominalRateIsCalledAChange(double unrest) {
        int compared = 0;
        int claimed = 0;
        int mailsWithAClaim = 0;
        for (int i = 0; i < WEEKS; i++) {
            var digest = Weeks.same(1_000_003L * i + Math.round(unrest * 100), unrest)
                    .digest();
            for (var tile : digest.tiles()) {
                compared += tile.figures().interval() == null ? 0 : 1;
            }
            claimed += digest.claims().size();
            mailsWithAClaim += digest.claims().isEmpty() ? 0 : 1;
            everySentenceHasItsInterval(digest);
        }
        System.out.printf(
                Locale.ROOT,
                "Null weeks (unrest %.2f): %d of %d figures falsely called a change (%.2f %%, nominal 5 %%), in %d of %d mails%n",
                unrest,
                claimed,
                compared,
                100.0 * claimed / compared,
                mailsWithAClaim,
                WEEKS);

        assertThat(compared).isGreaterThan(WEEKS * 4);
        assertThat(claimed).isLessThanOrEqualTo((int) Math.round(0.05 * compared));
    }

    private static void everySentenceHasItsInterval(Digest digest) {
        for (var tile : digest.tiles()) {
            var interval = tile.figures().interval();
            boolean excludesZero = interval != null && interval.excludesZero();
            assertThat(!tile.claim().isEmpty()).as(tile.toString()).isEqualTo(excludesZero);
            assertThat(CLAIM.matcher(tile.verdict()).find()).as(tile.verdict()).isEqualTo(excludesZero);
        }
        boolean any = !digest.claims().isEmpty();
        assertThat(CLAIM.matcher(digest.headline()).find())
                .as(digest.headline())
                .isEqualTo(any);
        assertThat(CLAIM.matcher(DigestText.of(digest)).find()).isEqualTo(any);
        assertThat(any || !digest.subject().matches(".*\\([+-].*\\).*"))
                .as(digest.subject())
                .isTrue();
    }

    @Test
    void aRealChangeIsSeen() {
        int seen = 0;
        for (int i = 0; i < WEEKS; i++) {
            var digest = Weeks.same(7_919L * i, 0.1).lastWeekCycleTimes(0.4).digest();
            seen += digest.claims().stream().anyMatch(claim -> claim.startsWith("Cycle time fell")) ? 1 : 0;
        }
        System.out.printf(Locale.ROOT, "Cycle time cut to 40 %%: stated in %d of %d weeks%n", seen, WEEKS);

        assertThat(seen).isGreaterThan(WEEKS * 6 / 10);
    }
}
