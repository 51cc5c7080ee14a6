package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.rights.TokenScope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the control store keeps, the same in each database. */
abstract class ControlStoreContract {

    private static final Actor ADA = new Actor("ada", "127.0.0.1");

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock(Instant.parse("2025-08-13T12:00:00.123Z"));
    private Access access;

    /** An empty database that is still there when it is opened again. */
    abstract ControlSettings settings(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        access = Access.start(AccessSettings.local(settings(folder), folder.resolve("admin-link")), clock);
    }

    @AfterEach
    void close() {
        access.close();
    }

    private void openAgain() throws Exception {
        access.close();
        open();
    }

    private Access.Desk desk() {
        return access.desk();
    }

    private Account account(String login, Role role, Teams teams) {
        return desk().accounts().create(ADA, login, "", role, teams);
    }

    private String session(Account account) {
        return desk().store()
                .inTransaction(handle -> desk().sessions().open(handle, account, "password", "10.0.0.1", "Test"));
    }

    @Test
    void accountsSurviveARestartWithTheirRoleTeamsAndTimes() throws Exception {
        account("Grace@Example.org", Role.MANAGER, Teams.only(List.of("payments", "search")));
        session(desk().accounts().byLogin("grace@example.org").orElseThrow());

        openAgain();

        var found = desk().accounts().byLogin("grace@example.org").orElseThrow();
        assertThat(found.role()).isEqualTo(Role.MANAGER);
        assertThat(found.teams()).isEqualTo(Teams.only(List.of("search", "payments")));
        assertThat(found.createdAt()).isEqualTo(clock.instant());
        assertThat(found.lastLoginAt()).isEqualTo(clock.instant());
        assertThat(desk().accounts().all()).containsExactly(found);
    }

    @Test
    void aLoginIsTakenWhateverItsCase() {
        account("grace", Role.VIEWER, Teams.ALL);

        assertThatThrownBy(() -> account(" GRACE ", Role.VIEWER, Teams.ALL))
                .isInstanceOf(InvalidAccountException.class)
                .hasMessageContaining("taken");
        assertThatThrownBy(() -> account("no spaces", Role.VIEWER, Teams.ALL))
                .isInstanceOf(InvalidAccountException.class);
        assertThatThrownBy(() -> account("x", Role.VIEWER, Teams.only(List.of("a\nb"))))
                .isInstanceOf(InvalidAccountException.class);
    }

    @Test
    void sessionsEndWhenIdleWhenOldWhenDisabledAndWhenThePasswordChanges() {
        var grace = account("grace", Role.VIEWER, Teams.ALL);
        var idle = session(grace);
        assertThat(desk().sessions().find(idle)).isPresent();
        clock.pass(AccessSettings.IDLE);
        assertThat(desk().sessions().find(idle)).as("idle").isEmpty();

        var old = session(grace);
        for (int i = 0; i < 24; i++) {
            assertThat(desk().sessions().find(old))
                    .as("in use, hour " + i / 2.0)
                    .isPresent();
            clock.pass(Duration.ofMinutes(30));
        }
        assertThat(desk().sessions().find(old)).as("twelve hours old").isEmpty();

        var open = session(grace);
        desk().accounts().setPassword(ADA, grace, Passwords.hash("another long password"));
        assertThat(desk().sessions().find(open)).as("password changed").isEmpty();

        var last = session(grace);
        desk().accounts().setDisabled(ADA, grace.id(), true);
        assertThat(desk().sessions().find(last)).as("disabled").isEmpty();
    }

    @Test
    void onlyHashesOfSecretsAreStored() {
        var grace = account("grace", Role.ANALYST, Teams.ALL);
        var session = session(grace);
        var token = desk().tokens().create(ADA, grace, "ci", Set.of(TokenScope.READ_PAGES), 30);
        var link = desk().links().forAdministrator();

        for (var table : List.of("session", "api_token", "entry_link", "audit")) {
            var text = desk().store()
                    .<String, RuntimeException>withHandle(handle -> handle.createQuery("SELECT * FROM " + table)
                            .mapToMap()
                            .list()
                            .toString());
            assertThat(text).as(table).isNotEqualTo("[]").doesNotContain(session, token, link);
        }
    }

    @Test
    void tokensWorkUntilTheyEndAreRevokedOrTheirAccountGoes() {
        var grace = account("grace", Role.ANALYST, Teams.only(List.of("payments")));
        var token = desk().tokens().create(ADA, grace, "ci", Set.of(TokenScope.READ_PAGES), 30);
        var reader = desk().tokens().reader(token).orElseThrow();
        assertThat(reader.teams()).isEqualTo(grace.teams());
        assertThat(reader.scopes()).containsExactly(TokenScope.READ_PAGES);
        assertThat(desk().tokens().reader(token + "x")).isEmpty();
        assertThat(desk().tokens().reader("")).isEmpty();

        var other = account("other", Role.ANALYST, Teams.ALL);
        long id = desk().tokens().of(grace).get(0).id();
        assertThat(desk().tokens().revoke(ADA, id, other)).as("somebody else's").isFalse();
        assertThat(desk().tokens().revoke(ADA, id, grace)).isTrue();
        assertThat(desk().tokens().reader(token)).isEmpty();

        var ending = desk().tokens().create(ADA, grace, "ci", Set.of(TokenScope.READ_EXPORTS), 1);
        clock.pass(Duration.ofDays(1));
        assertThat(desk().tokens().reader(ending)).isEmpty();

        var disabled = desk().tokens().create(ADA, grace, "ci", Set.of(TokenScope.READ_EXPORTS), 1);
        desk().accounts().setDisabled(ADA, grace.id(), true);
        assertThat(desk().tokens().reader(disabled)).isEmpty();
    }

    @Test
    void aTokenCannotDoMoreThanItsAccount() {
        var viewer = account("viewer", Role.VIEWER, Teams.ALL);

        assertThatThrownBy(() -> desk().tokens().create(ADA, viewer, "ci", Set.of(TokenScope.READ_SQL), 1))
                .isInstanceOf(InvalidAccountException.class)
                .hasMessageContaining("more than its account");
        assertThatThrownBy(() -> desk().tokens().create(ADA, viewer, "ci", Set.of(), 1))
                .isInstanceOf(InvalidAccountException.class);
        assertThatThrownBy(() -> desk().tokens().create(ADA, viewer, "ci", Set.of(TokenScope.READ_PAGES), 366))
                .isInstanceOf(InvalidAccountException.class);
    }

    @Test
    void guessesWaitLongerAndLongerAlsoAfterARestart() throws Exception {
        for (int i = 0; i < LoginLimits.FREE_PER_ACCOUNT; i++) {
            assertThat(desk().limits().ask("grace", "10.0.0." + i).isGiven()).isTrue();
        }
        assertThat(desk().limits().ask("grace", "10.0.0.99").delay()).isEqualTo(Duration.ofSeconds(1));

        openAgain();

        assertThat(desk().limits().ask("grace", "10.0.0.99").isGiven()).isFalse();
        assertThat(desk().limits().ask("other", "10.0.0.99").isGiven()).isTrue();
        for (int expected : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            assertThat(desk().limits().ask("grace", "10.0.0.99").delay()).isEqualTo(Duration.ofSeconds(expected));
            clock.pass(Duration.ofSeconds(expected));
            assertThat(desk().limits().ask("grace", "10.1.0." + expected).isGiven())
                    .isTrue();
        }
    }

    @Test
    void aSuccessClearsTheAccountButNotTheAddress() {
        for (int i = 0; i < LoginLimits.FREE_PER_ADDRESS - 1; i++) {
            desk().limits().ask("victim-" + i, "10.0.0.1");
        }
        var own = desk().limits().ask("own", "10.0.0.1");
        desk().store().inTransaction(handle -> {
            desk().limits().succeeded(handle, own, "own");
            return null;
        });
        assertThat(desk().limits().ask("victim-99", "10.0.0.1").isGiven()).isTrue();

        assertThat(desk().limits().ask("victim-100", "10.0.0.1").isGiven()).isFalse();
        assertThat(desk().limits().ask("victim-100", "10.0.0.2").isGiven()).isTrue();
    }

    @Test
    void attemptsAtTheSameMomentDoNotSlipThroughTogether() throws Exception {
        int threads = 16;
        var given = new AtomicInteger();
        var barrier = new CyclicBarrier(threads);
        var attempts = IntStream.range(0, threads)
                .<Callable<Void>>mapToObj(number -> () -> {
                    barrier.await();
                    if (desk().limits().ask("grace", "10.0.0." + number).isGiven()) {
                        given.incrementAndGet();
                    }
                    return null;
                })
                .toList();
        atTheSameMoment(attempts);

        assertThat(given).hasValue(LoginLimits.FREE_PER_ACCOUNT);
    }

    private static void atTheSameMoment(List<Callable<Void>> tasks) throws InterruptedException {
        var pool = Executors.newFixedThreadPool(tasks.size());
        try {
            assertThat(pool.invokeAll(tasks, 30, TimeUnit.SECONDS)).noneMatch(Future::isCancelled);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void anAdministratorIsAlwaysLeftEvenWhenTwoRemoveEachOther() throws Exception {
        var one = account("one", Role.ADMIN, Teams.ALL);
        assertThatThrownBy(() -> desk().accounts().setDisabled(ADA, one.id(), true))
                .isInstanceOf(InvalidAccountException.class)
                .hasMessageContaining("only administrator");
        var two = account("two", Role.ADMIN, Teams.ALL);
        var barrier = new CyclicBarrier(2);
        atTheSameMoment(Stream.of(one, two)
                .<Callable<Void>>map(account -> () -> {
                    barrier.await();
                    desk().accounts().change(ADA, account.id(), "", Role.VIEWER, Teams.ALL);
                    return null;
                })
                .toList());

        assertThat(desk().accounts().hasAdministrator()).isTrue();
    }

    @Test
    void anEntryLinkWorksOnceAndEnds() {
        var link = desk().links().forAdministrator();
        assertThat(desk().links().find(link)).isPresent();
        assertThat(desk().links().find(link)).as("looking does not use it up").isPresent();

        assertThat(use(link)).isTrue();
        assertThat(use(link)).isFalse();
        assertThat(desk().links().find(link)).isEmpty();

        var first = desk().links().forAdministrator();
        var second = desk().links().forAdministrator();
        assertThat(desk().links().find(first)).as("replaced").isEmpty();
        clock.pass(EntryLinks.ADMINISTRATOR_LIFE);
        assertThat(desk().links().find(second)).as("over").isEmpty();
        assertThat(use(second)).isFalse();
    }

    private boolean use(String link) {
        return desk().store().<Boolean, RuntimeException>inTransaction(handle -> desk().links()
                .use(handle, link));
    }

    @Test
    void theCommandLinesLinkArrivesThroughTheMailbox() {
        var path = new AdminLinkMailbox(folder.resolve("admin-link")).post(clock);

        assertThat(desk().links().find(path.replace("/setup/", ""))).isPresent();
        assertThat(folder.resolve("admin-link")).doesNotExist();
        assertThat(desk().links().find(path.replace("/setup/", "")))
                .as("kept in the store now")
                .isPresent();
    }

    @Test
    void theAuditTellsTheNewestFirstAndPages() {
        for (int i = 0; i < 5; i++) {
            desk().audit().write(new Actor(i % 2 == 0 ? "ada" : "bob", "::1"), Audit.EXPORT, "/data/" + i, "\0");
        }

        var page = desk().audit().read("", "ada", 0, 2);
        assertThat(page).extracting(Audit.Entry::subject).containsExactly("/data/4", "/data/2");
        assertThat(desk().audit().read("", "ada", page.get(1).id(), 2))
                .extracting(Audit.Entry::subject)
                .containsExactly("/data/0");
        assertThat(desk().audit().read(Audit.LOGIN, "", 0, 10)).isEmpty();
    }

    @Test
    void nothingOfAFailedTransactionStays() {
        assertThatThrownBy(() -> desk().store().inTransaction(handle -> {
                    desk().accounts().create(handle, ADA, "half", "", Role.VIEWER, Teams.ALL);
                    throw new IllegalStateException("no");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(desk().accounts().byLogin("half")).isEmpty();
        assertThat(desk().audit().read("", "", 0, 10)).isEmpty();
    }

    @Test
    void severalStoresWithTheSameSettingsAreMigratedOnce() {
        try (var again = secondStore()) {
            if (again != null) {
                assertThat(again.<Integer, RuntimeException>withHandle(handle -> handle.select(
                                        "SELECT count(*) FROM \"schema_history\" WHERE \"version\" = '1'")
                                .mapTo(Integer.class)
                                .one()))
                        .isEqualTo(1);
            }
        }
    }

    /** Null when the database is of one process alone and this is it. */
    ControlStore secondStore() {
        return null;
    }
}
