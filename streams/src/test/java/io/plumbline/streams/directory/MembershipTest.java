package io.plumbline.streams.directory;

import static io.plumbline.streams.directory.DirectoryTest.account;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A membership runs from the first moment of its first day to the first moment of the day that no longer counts. */
class MembershipTest {

    @ParameterizedTest
    @CsvSource({
        // Berlin is an hour ahead in winter and two in summer; the clocks change on 29 March and 25 October 2026.
        "Europe/Berlin, 2026-03-01, 2026-02-28T22:59:59.999Z, early",
        "Europe/Berlin, 2026-03-01, 2026-02-28T23:00:00Z, late",
        "Europe/Berlin, 2026-03-29, 2026-03-28T22:59:59.999Z, early",
        "Europe/Berlin, 2026-03-29, 2026-03-28T23:00:00Z, late",
        "Europe/Berlin, 2026-03-30, 2026-03-29T21:59:59.999Z, early",
        "Europe/Berlin, 2026-03-30, 2026-03-29T22:00:00Z, late",
        "Europe/Berlin, 2026-10-26, 2026-10-25T22:59:59.999Z, early",
        "Europe/Berlin, 2026-10-26, 2026-10-25T23:00:00Z, late",
        // In Beirut the clocks skip midnight: 29 March 2026 begins at one o'clock, 22:00 UTC.
        "Asia/Beirut, 2026-03-29, 2026-03-28T21:59:59.999Z, early",
        "Asia/Beirut, 2026-03-29, 2026-03-28T22:00:00Z, late",
        "Pacific/Kiritimati, 2026-03-01, 2026-02-28T09:59:59.999Z, early",
        "Pacific/Kiritimati, 2026-03-01, 2026-02-28T10:00:00Z, late",
        "America/Los_Angeles, 2026-03-01, 2026-03-01T07:59:59.999Z, early",
        "America/Los_Angeles, 2026-03-01, 2026-03-01T08:00:00Z, late",
        "UTC, 2026-03-01, 2026-02-28T23:59:59.999Z, early",
        "UTC, 2026-03-01, 2026-03-01T00:00:00Z, late",
    })
    void somebodyWhoMovesIsInTheNewTeamFromTheFirstMomentOfTheDay(
            String zone, String day, String moment, String expected) {
        var directory = Directory.read("""
                zone: %s
                teams:
                  - { id: early, members: [{ login: ada, until: %s }] }
                  - { id: late, members: [{ login: ada, from: %s }] }
                """.formatted(zone, day, day), List.of());

        assertThat(directory.teamOf("github", account("ada", 1L), Instant.parse(moment)))
                .contains(expected);
        assertThat(directory.warnings()).isEmpty();
    }

    @Test
    void betweenTwoStaysThereIsNoTeam() {
        var directory = Directory.read("""
                teams:
                  - id: core
                    members:
                      - { login: ada, from: 2026-01-01, until: 2026-02-01 }
                      - { login: ada, from: 2026-03-01 }
                """, List.of());

        assertThat(team(directory, "2025-12-31T23:59:59Z")).isEmpty();
        assertThat(team(directory, "2026-01-31T23:59:59Z")).isEqualTo("core");
        assertThat(team(directory, "2026-02-01T00:00:00Z")).isEmpty();
        assertThat(team(directory, "2026-03-01T00:00:00Z")).isEqualTo("core");
    }

    @Test
    void ofTwoTeamsAtOnceTheFirstListedCountsAndTheFileIsComplainedAbout() {
        var directory = Directory.read("""
                teams:
                  - { id: one, members: [{ login: ada, from: 2026-02-01, until: 2026-03-01 }] }
                  - { id: two, members: [{ login: ada, id: 5 }] }
                """, List.of());

        assertThat(team(directory, "2026-01-15T00:00:00Z")).isEqualTo("two");
        assertThat(team(directory, "2026-02-15T00:00:00Z")).isEqualTo("one");
        assertThat(directory.warnings()).singleElement().asString().contains("line 3", "one", "two", "github:ada");
    }

    @Test
    void whoIsMergedBringsTheMembershipsAlong() {
        var yaml = """
                teams:
                  - { id: one, members: [{ login: ada, id: 5, until: 2026-02-01 }] }
                  - { id: two, members: [{ login: ada-work, id: 6, from: 2026-02-01 }] }
                """;
        var merged = Directory.read(yaml, List.of(new IdentityLink("l", List.of("github:ada-work", "github:#5"))));

        assertThat(merged.teamOf("github", account("x", 5L), Instant.parse("2026-02-02T00:00:00Z")))
                .contains("two");
        assertThat(merged.personOf("github", account("ada-work", 6L))).isEqualTo("github:5");
        assertThat(Directory.read(yaml, List.of())
                        .teamOf("github", account("x", 5L), Instant.parse("2026-02-02T00:00:00Z")))
                .isEmpty();
    }

    private static String team(Directory directory, String at) {
        return directory.teamOf("github", account("ada", 5L), Instant.parse(at)).orElse("");
    }
}
