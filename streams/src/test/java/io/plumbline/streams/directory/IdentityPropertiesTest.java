package io.plumbline.streams.directory;

import static io.plumbline.streams.directory.DirectoryTest.account;
import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever the directory and the links are: being the same person is an equivalence, and the order of links is nothing. */
class IdentityPropertiesTest {

    private static final int ROUNDS = 2_000;
    private static final int ACCOUNTS = 10;

    private static final List<Account> SEEN = IntStream.range(0, ACCOUNTS)
            .boxed()
            .flatMap(i -> java.util.stream.Stream.of(
                    account("login" + i, (long) i), account("Login" + i, null), account("renamed" + i, (long) i)))
            .toList();

    @Test
    void linksInAnyOrderAndTwiceGiveTheSamePersonsAndNames() {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var yaml = randomDirectory(random);
            var links = randomLinks(random);
            var shuffled = new ArrayList<>(links);
            shuffled.addAll(links.subList(0, links.size() / 2));
            Collections.shuffle(shuffled, random);

            var directory = Directory.read(yaml, links);
            var other = Directory.read(yaml, shuffled);

            var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(20_000_000));
            for (var account : SEEN) {
                assertThat(other.personOf("github", account))
                        .as("round %d, %s", round, account)
                        .isEqualTo(directory.personOf("github", account));
                assertThat(other.teamOf("github", account, at)).isEqualTo(directory.teamOf("github", account, at));
            }
        }
    }

    @Test
    void beingTheSamePersonIsAnEquivalenceThatFollowsTheName() {
        for (int round = 0; round < ROUNDS / 10; round++) {
            var random = new Random(round);
            var directory = Directory.read(randomDirectory(random), randomLinks(random));
            // Unlisted accounts of which one source says the number and another does not are the exception: same login.
            var listed = SEEN.stream()
                    .filter(account -> directory.persons().contains(directory.personOf("github", account)))
                    .toList();
            for (var one : listed) {
                for (var other : listed) {
                    assertThat(directory.same("github", one, other))
                            .isEqualTo(directory.same("github", other, one))
                            .isEqualTo(directory.personOf("github", one).equals(directory.personOf("github", other)));
                }
            }
        }
    }

    @Test
    void everyAccountOfALinkIsThePersonOfTheOthersUnlessItsLoginBelongsToAnotherNumber() {
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var links = randomLinks(random);
            var directory = Directory.read(randomDirectory(random), links);

            for (var link : links) {
                assertThat(link.accounts().stream().map(directory::personOfKey).distinct())
                        .as("round %d, %s", round, link)
                        .hasSize(1)
                        .allSatisfy(person -> assertThat(person).isPresent());
            }
        }
    }

    @Test
    void takingTheLastLinkBackGivesWhatWasBefore() {
        for (int round = 0; round < ROUNDS / 4; round++) {
            var random = new Random(round);
            var yaml = randomDirectory(random);
            var before = randomLinks(random);
            var more = new ArrayList<>(before);
            more.add(new IdentityLink("more", List.of(randomAccount(random, 0), randomAccount(random, 5))));

            var undone = Directory.read(yaml, more.subList(0, before.size()));

            var expected = Directory.read(yaml, before);
            for (var account : SEEN) {
                assertThat(undone.personOf("github", account)).isEqualTo(expected.personOf("github", account));
            }
        }
    }

    @Test
    void theTeamIsTheFirstListedWhoseDaysHoldTheMoment() {
        var zone = ZoneId.of("America/New_York");
        for (int round = 0; round < ROUNDS; round++) {
            var random = new Random(round);
            var stays = new ArrayList<String[]>();
            var yaml = new StringBuilder("zone: " + zone + "\nteams:\n");
            for (int team = 0; team < 3; team++) {
                yaml.append("  - id: t").append(team).append("\n    members:\n");
                for (int stay = 0; stay < 2; stay++) {
                    var from = LocalDate.of(2026, 1, 1).plusDays(random.nextInt(100));
                    var until = from.plusDays(1 + random.nextInt(60));
                    stays.add(new String[] {"t" + team, from.toString(), until.toString()});
                    yaml.append("      - { id: 1, login: x, from: " + from + ", until: " + until + " }\n");
                }
            }
            var directory = Directory.read(yaml.toString(), List.of());

            for (int probe = 0; probe < 20; probe++) {
                var at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(160 * 86_400));
                var day = LocalDate.ofInstant(at, zone);
                var expected = stays.stream()
                        .filter(stay ->
                                !day.isBefore(LocalDate.parse(stay[1])) && day.isBefore(LocalDate.parse(stay[2])))
                        .map(stay -> stay[0])
                        .findFirst();
                assertThat(directory.teamOf("github", account("x", 1L), at)).isEqualTo(expected);
            }
        }
    }

    private static String randomDirectory(Random random) {
        var yaml = new StringBuilder("people:\n");
        for (int person = 0; person < 3; person++) {
            yaml.append("  - { id: p" + person + ", accounts: [");
            for (int i = 0; i < 2; i++) {
                int number = random.nextInt(ACCOUNTS);
                yaml.append(
                        switch (random.nextInt(3)) {
                            case 0 -> "{ login: login" + number + ", id: " + number + " }, ";
                            case 1 -> "{ login: login" + number + " }, ";
                            default -> "{ id: " + number + " }, ";
                        });
            }
            yaml.append("], emails: [e" + random.nextInt(4) + "@example.org] }\n");
        }
        yaml.append("teams:\n");
        for (int team = 0; team < 3; team++) {
            int number = random.nextInt(ACCOUNTS);
            yaml.append("  - { id: t" + team + ", members: [{ login: login" + number + ", id: " + number
                    + ", from: 2026-0" + (1 + random.nextInt(4)) + "-01, until: 2026-0" + (5 + random.nextInt(4))
                    + "-01 }, { person: p" + team + " }] }\n");
        }
        return yaml.toString();
    }

    private static List<IdentityLink> randomLinks(Random random) {
        var links = new ArrayList<IdentityLink>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            links.add(new IdentityLink("l" + i, List.of(randomAccount(random, 0), randomAccount(random, 5))));
        }
        return links;
    }

    /** Of two calls with different starts the accounts differ. */
    private static String randomAccount(Random random, int start) {
        int number = start + random.nextInt(5);
        return switch (random.nextInt(4)) {
            case 0 -> "github:#" + number;
            case 1 -> "github:login" + number;
            case 2 -> "email:e" + number + "@example.org";
            default -> number + "+login" + number + "@users.noreply.github.com";
        };
    }
}
