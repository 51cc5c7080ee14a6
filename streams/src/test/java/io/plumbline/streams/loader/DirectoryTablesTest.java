package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.event.OriginOverrideEvent;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.Broker;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.runtime.DrainCheck;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What people decided, as analysts see it: newest usable directory, links and overrides in force, people as pseudonyms. */
class DirectoryTablesTest {

    private static final String KEY = "key";
    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final String YAML = """
            organisation: tidemark
            zone: Europe/Berlin
            teams:
              - { id: platform, repositories: ["tidemark/*"] }
              - id: payments
                name: Payments
                parent: platform
                repositories: [{ repository: tidemark/api, from: 2026-01-04, until: 2026-06-01 }]
                members:
                  - { person: ada, from: 2026-01-04 }
                  - { login: bob, id: 2, until: 1850-01-01 }
                  - { login: bob-work, id: 3 }
                  - { login: cy, id: 4 }
            people:
              - { id: ada, accounts: [{ login: ada, id: 1 }] }
            services:
              - { id: PAY, repository: tidemark/api }
            """;

    @Test
    void theViewsShowWhatIsInForce() throws SQLException {
        var pseudonyms = new Pseudonyms(KEY);
        var first = new IdentityLink("m1", List.of("github:#3", "email:b@example.org"));
        var second = new IdentityLink("m2", List.of("email:b@example.org", "github:bob"));
        var undone = new IdentityLink("m3", List.of("github:#4", "person:ada"));
        try (var broker = Broker.empty();
                var tables = Tables.empty();
                var loader = new Loader(
                        LoaderConfig.of(broker.bootstrapServers(), tables.target(), KEY)
                                .withMinimumPeople(1),
                        Clock.systemUTC(),
                        failure -> {});
                var drain = new DrainCheck(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            var deliveries = new ArrayList<Delivery<?>>(List.of(
                    config("directory", "main", 1, "teams: [{ id: old }]", false),
                    config("directory", "main", 2, YAML, false),
                    config("directory", "main", 3, "teams: [{ id: broken, untill: x }]", false),
                    config("identity-link", "m1", 4, first.content(), false),
                    config("identity-link", "m2", 5, second.content(), false),
                    config("identity-link", "m3", 6, undone.content(), false),
                    config("identity-link", "m3", 7, "", true),
                    override(8, "ai_agent", false),
                    override(9, "unknown", false),
                    override(10, "unknown", true)));
            deliveries.addAll(List.copyOf(deliveries));
            broker.send(deliveries);
            loader.start();

            assertThat(drain.await(List.of(Loader.stage()), Duration.ofSeconds(60), (stage, left) -> {}))
                    .isTrue();

            assertThat(tables.rows("SELECT team, name, parent, zone FROM mart.team ORDER BY team"))
                    .containsExactly("payments|Payments|platform|null", "platform|platform|null|null");
            var directory = Directory.read(YAML, List.of(first, second));
            assertThat(tables.rows("SELECT person, team, first_day, until_day FROM mart.team_member"))
                    .as("two accounts of one person, joined by two links, are the person that facts name")
                    .containsExactlyInAnyOrder(
                            member(pseudonyms, directory, "ada", 1) + "|payments|2026-01-04|null",
                            member(pseudonyms, directory, "bob", 2) + "|payments|null|1970-01-01",
                            member(pseudonyms, directory, "bob-work", 3) + "|payments|null|null",
                            member(pseudonyms, directory, "cy", 4) + "|payments|null|null")
                    .satisfies(rows -> assertThat(rows.stream()
                                    .map(row -> row.split("\\|")[0])
                                    .distinct())
                            .hasSize(3));
            assertThat(tables.rows(
                            "SELECT repository, is_pattern, team, first_day, until_day FROM mart.repository_owner"))
                    .containsExactlyInAnyOrder(
                            "tidemark/*|1|platform|null|null", "tidemark/api|0|payments|2026-01-04|2026-06-01");
            assertThat(tables.rows("SELECT service, name, repository FROM mart.service"))
                    .containsExactly("PAY|PAY|tidemark/api");
            assertThat(tables.rows("SELECT link, length(accounts), merged_by, merge_reason, undone, undone_by IS NULL,"
                            + " undone_at, undo_reason FROM mart.identity_link ORDER BY link"))
                    .containsExactly(
                            "m1|2|" + pseudonyms.ofPerson("lead") + "|reason 4|false|1|null|null",
                            "m2|2|" + pseudonyms.ofPerson("lead") + "|reason 5|false|1|null|null",
                            "m3|2|" + pseudonyms.ofPerson("lead") + "|reason 6|true|0|2026-03-08 10:00:00|reason 7");
            assertThat(tables.rows("SELECT has(accounts, '" + pseudonyms.ofPerson("github:3")
                            + "') FROM mart.identity_link WHERE link = 'm1'"))
                    .containsExactly("1");
            assertThat(tables.rows(
                            "SELECT origin, tool, retracted, in_force FROM mart.origin_override ORDER BY decided_at"))
                    .containsExactly("ai_agent|null|0|0", "unknown|null|0|0", "unknown|null|1|0");
            assertThat(tables.rows("SELECT kind, count(), countIf(problem IS NOT NULL) FROM mart.config_entry"
                            + " GROUP BY kind ORDER BY kind"))
                    .containsExactly("directory|3|1", "identity-link|4|0");
            assertThat(tables.rows("SELECT problem FROM mart.config_entry WHERE problem IS NOT NULL"))
                    .singleElement()
                    .asString()
                    .contains("teams[0].untill: no such field");

            broker.send(List.of(config("directory", "main", 20, "", true)));
            assertThat(drain.await(List.of(Loader.stage()), Duration.ofSeconds(60), (stage, left) -> {}))
                    .isTrue();
            assertThat(tables.rows("SELECT * FROM mart.team")).isEmpty();
            assertThat(tables.rows("SELECT * FROM mart.team_member")).isEmpty();
        }
    }

    private static String member(Pseudonyms pseudonyms, Directory directory, String login, long id) {
        return pseudonyms.ofPerson(directory.personOf("github", new Account(login, id, null)));
    }

    private static Delivery<ConfigEntry> config(String kind, String id, int day, String content, boolean retracted) {
        var eventId = "config-" + day;
        var entry =
                new ConfigEntry(meta("plumbline", eventId, day), kind, id, content, "lead", "reason " + day, retracted);
        return new Delivery<>(Topics.CONFIG_ENTRY, kind + "/" + id + "/" + eventId, entry);
    }

    private static Delivery<OriginOverrideEvent> override(int day, String origin, boolean retracted) {
        var event = new OriginOverrideEvent(
                meta("github", "origin_override-" + day, day),
                "tidemark/api",
                12,
                origin,
                null,
                "lead",
                "seen it",
                retracted);
        return new Delivery<>(Topics.ORIGIN_OVERRIDE, "github:tidemark/api#12", event);
    }

    private static EventMeta meta(String provider, String eventId, int day) {
        var at = START.plus(Duration.ofDays(day));
        return new EventMeta(provider, "plumbline", eventId, eventId, at, at, new Account("lead", null, null));
    }
}
