package io.plumbline.streams.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DirectoryProblemsTest {

    @Test
    void everyProblemIsReportedAtOnceWithItsLineAndPath() {
        var yaml = """
                zone: Berlin
                teams:
                  - id: core
                    members:
                      - { login: ada, from: 2026-13-01 }
                      - { name: Nobody }
                      - { person: eve }
                      - { login: bob, from: 2026-02-01, until: 2026-02-01 }
                      - { login: cy, untill: 2026-02-01 }
                  - id: core
                    repositories: [payments-api]
                  - name: Nameless
                people:
                  - { id: "a b", accounts: [{ id: twelve }], emails: [nowhere] }
                services:
                  - { id: PAY, repository: shop/* }
                """;

        assertThatThrownBy(() -> Directory.read(yaml, List.of()))
                .isInstanceOfSatisfying(InvalidDirectoryException.class, e -> assertThat(e.problems())
                        .anySatisfy(is("line 1, zone: \"Berlin\": expected a time zone such as Europe/Berlin"))
                        .anySatisfy(is("line 5, teams[0].members[0].from: \"2026-13-01\": expected a date"))
                        .anySatisfy(is("line 6, teams[0].members[1]: says nobody"))
                        .anySatisfy(is("line 7, teams[0].members[2].person: nobody under people has the id \"eve\""))
                        .anySatisfy(is("line 8, teams[0].members[3]: until 2026-02-01 is not after from 2026-02-01"))
                        .anySatisfy(is("line 9, teams[0].members[4].untill: no such field"))
                        .anySatisfy(is("line 10, teams[1]: id: the team \"core\" is there already (line 3, teams[0])"))
                        .anySatisfy(is("line 11, teams[1].repositories[0]: \"payments-api\": expected owner/name"))
                        .anySatisfy(is("line 12, teams[2]: id is missing"))
                        .anySatisfy(is("line 14, people[0].id: \"a b\""))
                        .anySatisfy(is("line 14, people[0].accounts[0].id: \"twelve\""))
                        .anySatisfy(is("line 14, people[0].emails[0]: \"nowhere\": expected an e-mail address"))
                        .anySatisfy(is("line 16, services[0].repository: \"shop/*\": expected owner/name")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'teams: [a, b'                       | not YAML",
                "'- a\n- b'                           | expected fields",
                "'just words'                         | expected fields",
                "'teams: core'                        | line 1, teams: expected a list",
                "'teams: [core]'                      | line 1, teams[0]: expected fields",
                "'zone: UTC\nzone: UTC'               | line 2: \"zone\" is given twice",
                "'zone: UTC\n---\nzone: UTC'          | second document",
                "'teams: &a []\npeople: *a'           | aliases",
                "'zone: {a: b}'                       | line 1, zone: expected a text",
                "'people: [{id: a, accounts: [{}]}]'  | people[0].accounts[0]: needs a login",
            })
    void whatIsNoDirectoryIsRefusedWithTheReason(String yaml, String reason) {
        assertThatThrownBy(() -> Directory.read(yaml, List.of()))
                .isInstanceOf(InvalidDirectoryException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void hostileNestingEndsInAProblemAndNotInAStackOverflow() {
        assertThatThrownBy(() -> Directory.read("[".repeat(5_000), List.of()))
                .isInstanceOf(InvalidDirectoryException.class);
    }

    @Test
    void whatWorksButLooksWrongIsAWarning() {
        var directory = Directory.read("""
                teams:
                  - { id: a, parent: b, repositories: [shop/api] }
                  - { id: b, parent: c }
                  - { id: c, parent: a, repositories: [Shop/API] }
                  - { id: d, parent: a }
                  - { id: e, parent: nowhere }
                people:
                  - { id: ada, accounts: [{ login: ada, id: 1 }] }
                  - { id: bob, accounts: [{ login: ADA }], emails: [b@x.example] }
                """, List.of());

        assertThat(directory.warnings())
                .hasSize(6)
                .anySatisfy(is("line 2, teams[0].parent: a is part of itself"))
                .anySatisfy(is("teams[1].parent: b is part of itself"))
                .anySatisfy(is("teams[2].parent: c is part of itself"))
                .anySatisfy(is("line 6, teams[4].parent: there is no team \"nowhere\""))
                .anySatisfy(is("line 4, teams[2].repositories[0]: Shop/API belongs to a"))
                .anySatisfy(is("line 9, people[1]: github:ada is listed for ada already"));
        assertThat(directory.parentOf("a")).isEmpty();
        assertThat(directory.parentOf("d")).contains("a");
        assertThat(directory.personOf("github", DirectoryTest.account("ada", null)))
                .isEqualTo("ada");
    }

    @Test
    void aLinkBetweenTwoListedPersonsIsAllowedAndComplainedAbout() {
        var yaml = """
                people:
                  - { id: zoe, accounts: [{ login: zoe }] }
                  - { id: ada, accounts: [{ login: ada }] }
                """;
        var directory = Directory.read(yaml, List.of(new IdentityLink("m1", List.of("github:ada", "person:zoe"))));

        assertThat(directory.personOf("github", DirectoryTest.account("ada", 1L)))
                .as("the first listed names them")
                .isEqualTo("zoe");
        assertThat(directory.warnings()).singleElement().asString().contains("m1", "ada and zoe");
    }

    @Test
    void aLinkToSomebodyWhoIsNotListedIsAWarning() {
        var directory = Directory.read(null, List.of(new IdentityLink("m1", List.of("github:ada", "person:zoe"))));

        assertThat(directory.warnings()).singleElement().asString().contains("m1", "person:zoe");
    }

    @ParameterizedTest
    @CsvSource({"ada", "github:", "github:#x", "github:a b", "'email:', ", "person:", "GitHub ada:x", "email:nobody"})
    void whatIsNoAccountCannotBeLinked(String account) {
        assertThatThrownBy(() -> new IdentityLink("l", List.of("github:eve", account)))
                .isInstanceOf(InvalidDirectoryException.class)
                .hasMessageContaining("no account");
    }

    @Test
    void aLinkOfOneAccountIsNoLinkHoweverItIsWritten() {
        assertThatThrownBy(() -> new IdentityLink("l", List.of("github:Ada", "GitHub:ada")))
                .hasMessageContaining("at least two");
        assertThatThrownBy(() -> new IdentityLink("l", List.of("7+ada@users.noreply.github.com", "github:#7")))
                .hasMessageContaining("at least two");
    }

    @Test
    void theContentOfALinkIsReadAsItWasWritten() {
        var link = new IdentityLink("l", List.of("github:ada", "Ada@Example.org", "github:#7", "person:a\"b"));

        assertThat(IdentityLink.read("l", link.content())).isEqualTo(link);
        assertThat(IdentityLink.read("l", "- github:ada\n- github:#7\n").accounts())
                .containsExactly("github:#7", "github:ada");
        assertThatThrownBy(() -> IdentityLink.read("l", "accounts: x")).hasMessageContaining("expected a list");
    }

    private static org.assertj.core.api.ThrowingConsumer<String> is(String text) {
        return problem -> assertThat(problem).contains(text);
    }
}
