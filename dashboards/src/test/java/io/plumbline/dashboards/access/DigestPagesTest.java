package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plumbline.dashboards.Warehouse;
import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.mail.Mails;
import io.plumbline.dashboards.mailroom.Mailroom;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the form of the page to the mail, and out again by one click. */
class DigestPagesTest {

    private static Warehouse warehouse;

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @TempDir
    private Path folder;

    private House house;
    private Database database;
    private Mailroom room;

    @BeforeAll
    static void fill() throws SQLException {
        warehouse = Warehouse.thirteenWeeks();
    }

    @BeforeEach
    void open() {
        server.start();
        var mail = Mails.to(server.getSmtp().getPort());
        var config = warehouse.config();
        house = House.at(folder, config, mail)
                .account("ada", Role.ADMIN, Teams.ALL)
                .account("max", Role.MANAGER, Teams.only(List.of("search")))
                .account("vic", Role.VIEWER, Teams.only(List.of("search")));
        database = new Database(config.jdbcUrl(), config.user(), config.password());
        room = new Mailroom(
                new Mailroom.Parts(
                        house.access.store().orElseThrow(),
                        house.access::reader,
                        database,
                        new Annotations(database, house.access.store()),
                        mail,
                        true,
                        "Acme",
                        () -> ZoneId.of("Europe/Berlin")),
                house.clock);
    }

    @AfterEach
    void close() {
        room.close();
        database.close();
        house.close();
        server.stop();
    }

    private static HttpResponse<String> subscribe(Visitor visitor, String address, String... more) {
        var fields = new java.util.ArrayList<>(List.of(
                "address",
                address,
                "team",
                "search",
                "day",
                "4",
                "time",
                "09:00",
                "zone",
                "Europe/Berlin",
                "numbers",
                "en",
                "quiet",
                "send",
                "section",
                "cycle",
                "section",
                "acceptance",
                "section",
                "look"));
        fields.addAll(List.of(more));
        return visitor.post("/digests/subscriptions", visitor.token("/account"), fields.toArray(String[]::new));
    }

    /** From Wednesday noon to Thursday, nine in Berlin. */
    private void untilItIsDue() {
        house.clock.pass(Duration.ofHours(19));
    }

    private static HttpResponse<String> bare(String method, String url, String body) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(url))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .method(method, HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String unsubscribe(MimeMessage mail) throws Exception {
        return mail.getHeader("List-Unsubscribe")[0]
                .replaceAll("[<>]", "")
                .replace("https://plumbline.example.org", house.server.url());
    }

    @Test
    void aSubscriptionBringsOneMailAWeekUntilItIsEndedByOneClick() throws Exception {
        assertThat(subscribe(house.loggedIn("max"), "max@example.org").statusCode())
                .isEqualTo(303);
        room.round();
        assertThat(server.getReceivedMessages()).as("nothing is due yet").isEmpty();
        untilItIsDue();

        room.round();
        room.round();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("search wk 32: ");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("max@example.org");
        var text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(text).contains("Cycle time:", "Acceptance:", "Worth a look").doesNotContain("Rework:", "Hopper");
        assertThat(mail.getSize()).isLessThan(140 * 1024);

        var url = unsubscribe(mail);
        assertThat(bare("GET", url, "").body()).contains("End this subscription?");
        house.clock.pass(Duration.ofDays(7));
        var clicked = bare("POST", url, "List-Unsubscribe=One-Click");
        assertThat(clicked.statusCode()).isEqualTo(200);
        assertThat(bare("POST", url, "List-Unsubscribe=One-Click").statusCode())
                .as("twice")
                .isEqualTo(200);
        room.round();
        assertThat(server.getReceivedMessages())
                .as("the scanner's GET ended nothing, the POST did")
                .hasSize(1);
        assertThat(bare("POST", url.substring(0, url.length() - 1) + "x", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatWasMarkedInTheWeekIsToldAndDataHealthShowsThatTheMailLeft() throws Exception {
        var max = house.loggedIn("max");
        var written = max.post(
                "/notes",
                max.token("/notes"),
                "day",
                "2025-08-06",
                "kind",
                "rollout",
                "text",
                "Everybody got the new assistant",
                "team",
                "search",
                "reach",
                "shared");
        assertThat(written.statusCode()).isEqualTo(303);
        subscribe(max, "max@example.org", "section", "notes");
        untilItIsDue();

        room.round();

        var content = (MimeMultipart) server.getReceivedMessages()[0].getContent();
        assertThat((String) content.getBodyPart(0).getContent())
                .contains("Roll-out on 6 Aug 2025: Everybody got the new assistant (search)");
        assertThat(house.loggedIn("ada").get("/card/health-mail").body())
                .contains("Everything that was due in the last 30 days", "taken by the mail server")
                .doesNotContain("max@example.org");
    }

    @Test
    void rightsAreThoseAtSending() throws Exception {
        subscribe(house.loggedIn("max"), "max@example.org");
        subscribe(house.loggedIn("vic"), "vic@example.org");
        untilItIsDue();
        house.desk().accounts().setDisabled(Actor.ITSELF, house.id("max"), true);

        room.round();

        assertThat(server.getReceivedMessages()).hasSize(1);
        MimeMessage mail = server.getReceivedMessages()[0];
        assertThat(mail.getAllRecipients()[0]).hasToString("vic@example.org");
        var text = (String) ((MimeMultipart) mail.getContent()).getBodyPart(0).getContent();
        assertThat(text).as("a viewer sees no single pull request").doesNotContain("acme/shop#", "/pulls");
        assertThat(house.loggedIn("ada").get("/digests").body()).contains("Its account is gone or disabled.");
    }

    @Test
    void aTeamThatIsNotOnesOwnCannotBeSubscribed() {
        var max = house.loggedIn("max");

        var foreign = max.post(
                "/digests/subscriptions",
                max.token("/account"),
                "address",
                "max@example.org",
                "team",
                "payments",
                "day",
                "1",
                "time",
                "09:00",
                "zone",
                "UTC",
                "section",
                "cycle");
        var noAddress = max.post(
                "/digests/subscriptions",
                max.token("/account"),
                "address",
                "max",
                "team",
                "search",
                "day",
                "1",
                "time",
                "09:00",
                "zone",
                "UTC",
                "section",
                "cycle");

        assertThat(foreign.statusCode()).isEqualTo(400);
        assertThat(foreign.body()).contains("does not see the team");
        assertThat(noAddress.body()).contains("such as name@example.org");
    }

    @Test
    void aTestGoesToTheRequesterFiveTimesAnHourAndLeavesNoDelivery() throws Exception {
        var max = house.loggedIn("max");
        subscribe(max, "max@example.org");
        var token = max.token("/account");

        for (int i = 0; i < 7; i++) {
            max.post("/digests/subscriptions/1/test", token);
        }
        var foreign = house.loggedIn("vic");
        assertThat(foreign.post("/digests/subscriptions/1/test", foreign.token("/account"))
                        .statusCode())
                .isEqualTo(400);

        assertThat(server.getReceivedMessages()).hasSize(5);
        assertThat(server.getReceivedMessages()[0].getSubject()).startsWith("[TEST] search wk 32");
        assertThat(server.getReceivedMessages()[0].getHeader("List-Unsubscribe"))
                .isNull();
        assertThat(room.ledger().orElseThrow().counts()).isEmpty();
        house.clock.pass(Duration.ofMinutes(59));
        assertThat(max.post("/digests/subscriptions/1/test", max.token("/account"))
                        .body())
                .contains("test mails an hour");
    }

    @Test
    void aWeekThatNobodySentIsRecordedAsSkipped() throws Exception {
        var max = house.loggedIn("max");
        subscribe(max, "max@example.org");
        untilItIsDue();
        house.clock.pass(Duration.ofDays(14).plusHours(25));

        room.round();

        assertThat(server.getReceivedMessages()).isEmpty();
        assertThat(house.loggedIn("max").get("/digests").body())
                .contains("2025-W32", "2025-W33", "2025-W34", "Nobody was there to send it within 24 hours.");
    }

    @Test
    void aThousandReadersGetOneMailEach() throws Exception {
        house.access.store().orElseThrow().inTransaction(handle -> {
            for (int i = 0; i < 1_000; i++) {
                handle.execute(
                        "INSERT INTO subscription (account_id, address, team, sections, weekday, local_time, zone, number_style,"
                                + " skip_quiet, state, created_at, changed_at) VALUES (?, ?, 'search', 'cycle acceptance', 4, '09:00',"
                                + " 'Europe/Berlin', 'en', FALSE, 'active', ?, ?)",
                        house.id("max"),
                        "reader" + i + "@example.org",
                        house.clock.instant(),
                        house.clock.instant());
            }
            return null;
        });
        untilItIsDue();

        long began = System.nanoTime();
        var done = room.round();
        System.out.printf("1,000 recipients: %s in %.1f s%n", done, (System.nanoTime() - began) / 1e9);
        for (int i = 0; i < 20 && room.round().sent() > 0; i++) {
            house.clock.pass(Duration.ofSeconds(10));
        }

        var recipients = new HashSet<String>();
        for (var mail : server.getReceivedMessages()) {
            assertThat(recipients.add(mail.getAllRecipients()[0].toString())).isTrue();
        }
        assertThat(recipients).hasSize(1_000);
    }

    @Test
    void anAgreementThatIsBrokenIsToldOnceWithItsEvidence() throws Exception {
        var max = house.loggedIn("max");
        var made = max.post(
                "/agreements",
                max.token("/account"),
                "team",
                "search",
                "rule",
                "pickup",
                "threshold",
                "4",
                "clears",
                "",
                "window",
                "28",
                "minimum",
                "10",
                "channel",
                "email",
                "target",
                "team@example.org",
                "zone",
                "UTC");
        assertThat(made.statusCode()).isEqualTo(303);

        room.round();
        house.clock.pass(Duration.ofMinutes(20));
        room.round();

        assertThat(server.getReceivedMessages()).hasSize(1);
        var mail = server.getReceivedMessages()[0];
        assertThat(mail.getSubject()).startsWith("search: pickup time is ");
        assertThat((String) mail.getContent()).contains("rule pickup", "window 28 days", "n = ", "/pulls?from=");
        assertThat(house.loggedIn("max").get("/agreements").body()).contains("broken", "at most 4 h");
        var inside = max.post(
                "/agreements",
                max.token("/account"),
                "team",
                "payments",
                "rule",
                "pickup",
                "threshold",
                "4",
                "window",
                "28",
                "minimum",
                "10",
                "channel",
                "email",
                "target",
                "team@example.org",
                "zone",
                "UTC");
        assertThat(inside.statusCode()).isEqualTo(400);
    }

    @Test
    void thePreviewIsSandboxedAndThePageAllowsNoOtherFrame() {
        var max = house.loggedIn("max");

        var page = max.get("/digests?team=search");
        var preview = max.get("/digests/preview?team=search");

        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .endsWith("frame-src 'self'");
        assertThat(page.body()).contains("<iframe").doesNotContain("style=");
        assertThat(preview.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "sandbox", "frame-ancestors 'self'");
        assertThat(preview.body()).contains("data:image/png;base64,").doesNotContain("cid:", "<script");
        assertThat(max.get("/digests?team=search&form=text").body()).contains("Cycle time:");
        assertThat(max.get("/digests?week=2025-W60").statusCode()).isEqualTo(400);
    }
}
