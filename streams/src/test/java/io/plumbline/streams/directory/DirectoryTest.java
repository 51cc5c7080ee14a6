package io.plumbline.streams.directory;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.event.Account;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class DirectoryTest {

    private static final Instant SUMMER = Instant.parse("2026-07-01T12:00:00Z");

    private static final String TIDEMARK = """
            organisation: tidemark
            zone: Europe/Berlin
            teams:
              - id: platform
                name: Platform
                repositories: [tidemark/*]
              - id: payments
                parent: platform
                repositories:
                  - { repository: tidemark/payments-api, id: 910, from: 2026-01-04 }
                  - { repository: Tidemark/Ledger, from: 2026-01-04, until: 2026-06-01 }
                members:
                  - { person: ada, from: 2026-01-04, until: 2026-03-29 }
                  - { login: rowan, id: 7, name: Rowan Gneiss, email: rowan@tidemark.example, from: 2026-03-29 }
              - id: search
                parent: platform
                members:
                  - { person: ada, from: 2026-03-29 }
            people:
              - id: ada
                name: Ada Marl
                accounts:
                  - { login: ada-marl, id: 101 }
                  - { login: ada-on-holiday }
                  - { provider: gitlab, login: amarl, id: 3 }
                emails: [Ada@tidemark.example, 101+ada-marl@users.noreply.github.com]
            services:
              - { id: PAY1, name: payments-api, repository: tidemark/payments-api }
              - { id: PAY2, repository: tidemark/payments-api }
            """;

    private final Directory directory = Directory.read(TIDEMARK, List.of());

    @Test
    void anAccountIsRecognisedByItsNumberFirstWhateverItsLoginIsNow() {
        assertThat(directory.personOf("github", account("ada-renamed", 101L))).isEqualTo("ada");
        assertThat(directory.personOf("github", account("ADA-Marl", null))).isEqualTo("ada");
        assertThat(directory.personOf("gitlab", account("amarl", 3L))).isEqualTo("ada");
    }

    @Test
    void aLoginThatSomebodyElseTookOverIsSomebodyElse() {
        assertThat(directory.personOf("github", account("ada-marl", 999L))).isEqualTo("github:999");
        assertThat(directory.same("github", account("ada-marl", 999L), account("ada-marl", 101L)))
                .isFalse();
    }

    @Test
    void aLoginListedWithoutItsNumberFitsAnyNumber() {
        assertThat(directory.personOf("github", account("ada-on-holiday", 555L)))
                .isEqualTo("ada");
        assertThat(directory.same("github", account("ada-on-holiday", 555L), account("ada-marl", 101L)))
                .isTrue();
    }

    @Test
    void anAccountThatNobodyListedIsAPersonOfItsOwn() {
        assertThat(directory.personOf("github", account("Stranger", 12L))).isEqualTo("github:12");
        assertThat(directory.personOf("github", account("Stranger", null))).isEqualTo("github:stranger");
        assertThat(directory.personOf("gitlab", account("ada-marl", 101L))).isEqualTo("gitlab:101");
        assertThat(Directory.EMPTY.same("github", account("a", 1L), account("b", 1L)))
                .isTrue();
        assertThat(Directory.EMPTY.same("github", account("a", null), account("A", 1L)))
                .isTrue();
        assertThat(Directory.EMPTY.same("github", null, null)).isFalse();
    }

    @Test
    void aMemberWhomOnlyATeamNamesIsCalledLikeTheAccountSoThatPseudonymsStayWhenADirectoryAppears() {
        var rowan = account("rowan", 7L);

        assertThat(directory.personOf("github", rowan))
                .isEqualTo(Directory.EMPTY.personOf("github", rowan))
                .isEqualTo("github:7");
        assertThat(directory.personOfEmail("ROWAN@tidemark.example")).contains("github:7");
        assertThat(directory.nameOf("github:7")).contains("Rowan Gneiss");
    }

    @Test
    void aNoReplyAddressNamesItsAccount() {
        assertThat(directory.personOfEmail("101+ada-marl@users.noreply.github.com"))
                .contains("ada");
        assertThat(directory.personOfEmail("ada-marl@users.noreply.github.com")).contains("ada");
        assertThat(directory.personOfEmail("7+Rowan@users.noreply.github.com")).contains("github:7");
        assertThat(directory.personOfEmail("55+someone@users.noreply.github.com"))
                .contains("github:55");
        assertThat(directory.personOfEmail("someone@users.noreply.github.com")).contains("github:someone");
        assertThat(directory.personOfEmail("198982749+Copilot@users.noreply.github.com"))
                .contains("bot:copilot");
    }

    @Test
    void anUnknownAddressIsNobody() {
        assertThat(directory.personOfEmail("x@example.org")).isEmpty();
        assertThat(directory.personOfEmail("")).isEmpty();
        assertThat(directory.personOfEmail(null)).isEmpty();
        assertThat(directory.personOfEmail("@users.noreply.github.com")).isEmpty();
    }

    @Test
    void aBotWithSeveralAccountsIsOneActorEvenWithoutADirectory() {
        var agent = account("copilot-swe-agent[bot]", 198982749L);
        var commandLine = account("Copilot", 223556219L);
        var reviewer = account("Copilot", 175728472L);

        assertThat(Directory.EMPTY.same("github", agent, commandLine)).isTrue();
        assertThat(Directory.EMPTY.same("github", account("Copilot", null), agent))
                .isTrue();
        assertThat(Directory.EMPTY.same("github", agent, reviewer)).isFalse();
        assertThat(Directory.EMPTY.same("github", reviewer, account("copilot-pull-request-reviewer[bot]", null)))
                .isTrue();
        assertThat(Directory.EMPTY.same("github", account("cursor[bot]", 206951365L), account("cursoragent", 5L)))
                .isTrue();
    }

    @Test
    void anOrganisationAddsAccountsToAKnownBotAndListsItsOwn() {
        var own = Directory.read("""
                bots:
                  - id: copilot
                    accounts: [{ login: our-copilot }]
                  - id: release-train
                    accounts: [{ login: train-a }, { login: "train-b[bot]", id: 4 }]
                """, List.of());

        assertThat(own.same("github", account("our-copilot", 1L), account("copilot-swe-agent[bot]", 198982749L)))
                .isTrue();
        assertThat(own.personOf("github", account("x", 4L))).isEqualTo("bot:release-train");
        assertThat(own.warnings()).isEmpty();
    }

    @Test
    void aRepositoryBelongsToTheTeamThatNamesItBeforeOneWhosePatternFits() {
        assertThat(directory.ownerOf("tidemark/payments-api", SUMMER)).contains("payments");
        assertThat(directory.ownerOf("TIDEMARK/Payments-API", SUMMER)).contains("payments");
        assertThat(directory.ownerOf("tidemark/anything", SUMMER)).contains("platform");
        assertThat(directory.ownerOf("tidemark/ledger", Instant.parse("2026-05-31T21:59:59Z")))
                .contains("payments");
        assertThat(directory.ownerOf("tidemark/ledger", Instant.parse("2026-05-31T22:00:00Z")))
                .contains("platform");
        assertThat(directory.ownerOf("elsewhere/payments-api", SUMMER)).isEmpty();
        assertThat(directory.ownerOf("tidemark2/x", SUMMER)).isEmpty();
    }

    @Test
    void servicesLeadToRepositoriesAndBack() {
        assertThat(directory.servicesOf("tidemark/Payments-api")).containsExactly("PAY1", "PAY2");
        assertThat(directory.repositoryOfService("PAY2")).contains("tidemark/payments-api");
        assertThat(directory.repositoryOfService("Payments-API")).contains("tidemark/payments-api");
        assertThat(directory.repositoryOfService("none")).isEmpty();
        assertThat(directory.servicesOf("tidemark/x")).isEmpty();
    }

    @Test
    void teamsKnowWhatTheyArePartOf() {
        assertThat(directory.parentOf("payments")).contains("platform");
        assertThat(directory.parentOf("platform")).isEmpty();
        assertThat(directory.parentOf("none")).isEmpty();
        assertThat(directory.zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(directory.warnings()).isEmpty();
    }

    @Test
    void withoutAFileThereIsNobodyAndNoZone() {
        for (var yaml : new String[] {null, "", "  \n", "# only a comment\n"}) {
            var none = Directory.read(yaml, List.of());
            assertThat(none.zone()).isEmpty();
            assertThat(none.teams()).isEmpty();
            assertThat(none.teamOf("github", account("a", 1L), SUMMER)).isEmpty();
        }
        assertThat(directory.teamOf("github", null, SUMMER)).isEmpty();
    }

    static Account account(String login, Long id) {
        return new Account(login, id, null);
    }
}
