package io.plumbline.streams.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.streams.directory.IdentitySuggestions.Suggestion;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IdentitySuggestionsTest {

    @Test
    void twoAccountsThatCommitUnderOneAddressAreSuggested() {
        var suggestions = suggest(
                new SeenIdentity("github", "ada", 1L, null, "a.marl@example.org", 10),
                new SeenIdentity("github", "ada-work", 2L, null, "A.Marl@example.org", 5));

        assertThat(pairs(suggestions)).contains("github:#1 = github:#2");
        assertThat(suggestions).allSatisfy(one -> assertThat(one.score()).isGreaterThanOrEqualTo(0.9));
    }

    @Test
    void aNoReplyAddressWithoutANumberIsSuggestedToTheAccountThatHadTheLogin() {
        var suggestions = suggest(
                new SeenIdentity("github", "ada", 1L, null, null, 10),
                new SeenIdentity("github", null, null, "Ada", "Ada@users.noreply.github.com", 3));

        assertThat(suggestions).singleElement().satisfies(one -> {
            assertThat(one.left()).isEqualTo("github:#1");
            assertThat(one.right()).isEqualTo("github:ada");
            assertThat(one.reasons()).containsExactly("the login was seen with this number");
            assertThat(one.count()).isEqualTo(13);
        });
    }

    @Test
    void aNoReplyAddressWithItsNumberNeedsNoSuggestion() {
        assertThat(suggest(
                        new SeenIdentity("github", "ada", 1L, null, null, 10),
                        new SeenIdentity("github", null, null, "Ada", "1+ada@users.noreply.github.com", 3)))
                .isEmpty();
    }

    @Test
    void theSameNameAloneIsNoReason() {
        assertThat(suggest(
                        new SeenIdentity("github", null, null, "Jan Novák", "jan@a.example", 1),
                        new SeenIdentity("github", null, null, "Jan Novak", "novak@b.example", 1)))
                .isEmpty();
    }

    @Test
    void theSameNameWithTheSameWordBeforeTheAtIsOne() {
        var suggestions = suggest(
                new SeenIdentity("github", null, null, "Jan Novák", "jnovak@a.example", 1),
                new SeenIdentity("github", null, null, "jan  novak", "JNovak+git@b.example", 1));

        assertThat(suggestions).singleElement().satisfies(one -> assertThat(one.reasons())
                .containsExactly("same name, and the same word before the @"));
    }

    @Test
    void aLoginThatIsTheWordBeforeTheAtIsAWeakReasonAndMailboxesAreNone() {
        var suggestions = suggest(
                new SeenIdentity("github", "rowan-gneiss", 4L, null, null, 1),
                new SeenIdentity("github", null, null, "R", "rowan-gneiss@example.org", 1),
                new SeenIdentity("github", "info", 5L, null, null, 1),
                new SeenIdentity("github", null, null, "I", "info@example.org", 1));

        assertThat(pairs(suggestions)).containsExactly("github:#4 = email:rowan-gneiss@example.org");
        assertThat(suggestions.get(0).score()).isEqualTo(0.5);
    }

    @Test
    void anAppAndItsUserOfTheSameLoginAreSuggestedAndKnownBotsAreOneAlready() {
        var suggestions = suggest(
                new SeenIdentity("github", "shipper[bot]", 8L, null, null, 1),
                new SeenIdentity("github", "shipper", 9L, null, null, 1),
                new SeenIdentity("github", "cursor[bot]", 206951365L, null, null, 1),
                new SeenIdentity("github", "cursoragent", 10L, null, "cursoragent@cursor.com", 1));

        assertThat(pairs(suggestions)).containsExactly("github:#8 = github:#9");
    }

    @Test
    void whoIsOnePersonAlreadyOrListedApartIsNotSuggested() {
        var directory = Directory.read("""
                people:
                  - { id: ada, accounts: [{ login: ada, id: 1 }, { id: 2 }], emails: [a@example.org] }
                  - { id: bob, accounts: [{ login: bob, id: 3 }] }
                """, List.of());

        assertThat(IdentitySuggestions.of(
                        directory,
                        List.of(
                                new SeenIdentity("github", "ada", 1L, null, "a@example.org", 1),
                                new SeenIdentity("github", "ada-2", 2L, null, "a@example.org", 1),
                                new SeenIdentity("github", "bob", 3L, null, "a@example.org", 1))))
                .isEmpty();
    }

    @Test
    void anAddressThatACrowdSharesSaysNothing() {
        var crowd = new ArrayList<SeenIdentity>();
        for (long i = 0; i < 30; i++) {
            crowd.add(new SeenIdentity("github", "user" + i, i, null, "ci@example.org", 1));
        }

        assertThat(pairs(IdentitySuggestions.of(Directory.EMPTY, crowd)))
                .noneMatch(pair -> pair.matches("github:#\\d+ = github:#\\d+"));
    }

    @Test
    void theOrderInWhichIdentitiesAreSeenIsNothing() {
        var seen = new ArrayList<SeenIdentity>();
        var random = new Random(3);
        for (int i = 0; i < 200; i++) {
            int who = random.nextInt(40);
            seen.add(new SeenIdentity(
                    "github",
                    random.nextBoolean() ? "person" + who : null,
                    random.nextBoolean() ? (long) who : null,
                    random.nextBoolean() ? "Person " + who : null,
                    random.nextBoolean() ? "person" + who + "@d" + random.nextInt(3) + ".example" : null,
                    1 + random.nextInt(9)));
        }
        var expected = IdentitySuggestions.of(Directory.EMPTY, seen);

        for (int round = 0; round < 50; round++) {
            Collections.shuffle(seen, random);
            assertThat(IdentitySuggestions.of(Directory.EMPTY, seen)).isEqualTo(expected);
        }
        assertThat(expected).isNotEmpty();
    }

    private static List<Suggestion> suggest(SeenIdentity... seen) {
        return IdentitySuggestions.of(Directory.EMPTY, List.of(seen));
    }

    private static List<String> pairs(List<Suggestion> suggestions) {
        return suggestions.stream().map(one -> one.left() + " = " + one.right()).toList();
    }
}
