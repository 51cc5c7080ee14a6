package io.plumbline.dashboards.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it costs to guess passwords and accounts. */
class GuessingTest {

    @TempDir
    private Path folder;

    private House house;

    @BeforeEach
    void open() {
        house = House.at(folder).account("ada", Role.ADMIN, Teams.ALL).account("vic", Role.VIEWER, Teams.ALL);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void guessingIsSlowedDownToOneAMinuteAndTheRightPasswordWaitsToo() {
        var attacker = house.visitor();
        for (int i = 0; i < LoginLimits.FREE_PER_ACCOUNT; i++) {
            assertThat(attacker.login("ada", "guess " + i).statusCode()).isEqualTo(401);
        }
        var refused = attacker.login("ada", House.PASSWORD);
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");

        // One hour of guessing as fast as the server lets.
        int guesses = 0;
        var end = house.clock.instant().plus(Duration.ofHours(1));
        while (house.clock.instant().isBefore(end)) {
            var answer = house.desk().limits().ask("ada", "10.9." + guesses % 200 + "." + guesses / 200);
            guesses += answer.isGiven() ? 1 : 0;
            house.clock.pass(answer.isGiven() ? Duration.ofMillis(10) : answer.delay());
        }
        assertThat(guesses).as("guesses in an hour, each from another address").isLessThan(80);

        house.clock.pass(Duration.ofMinutes(1));
        assertThat(attacker.login("ada", House.PASSWORD).statusCode())
                .as("the owner gets in after a minute")
                .isEqualTo(303);
    }

    @Test
    void guessingManyAccountsFromOneAddressIsSlowedDownToo() {
        var attacker = house.visitor();
        int tried = 0;
        while (attacker.login("user-" + tried, "Winter2025!xyz").statusCode() == 401) {
            tried++;
        }

        assertThat(tried).isEqualTo(LoginLimits.FREE_PER_ADDRESS);
        assertThat(attacker.login("ada", House.PASSWORD).statusCode()).isEqualTo(429);
    }

    @Test
    void aForgedForwardingHeaderBuysNoGuesses() {
        var attacker = house.visitor();
        int tried = 0;
        int status;
        do {
            var headers = new String[] {"Origin", house.server.url(), "X-Forwarded-For", "10.0.0." + tried};
            status = attacker.post(
                            "/login",
                            headers,
                            attacker.token("/login"),
                            "login",
                            "u" + tried++,
                            "password",
                            "x".repeat(12))
                    .statusCode();
        } while (status == 401);

        assertThat(tried - 1).isEqualTo(LoginLimits.FREE_PER_ADDRESS);
    }

    @Test
    void whetherAnAccountExistsShowsNeitherInWordsNorInTime() {
        house.desk().accounts().create(Actor.ITSELF, "invited", "", Role.VIEWER, Teams.ALL);
        house.account("gone", Role.VIEWER, Teams.ALL);
        house.desk().accounts().setDisabled(Actor.ITSELF, house.id("gone"), true);
        var bodies = new ArrayList<String>();
        var times = new ArrayList<Long>();
        for (var login : List.of("warm-up", "ada", "nobody", "invited")) {
            var visitor = house.visitor();
            var token = visitor.token("/login");
            long start = System.nanoTime();
            var answer = visitor.post("/login", token, "login", login, "password", "not the password");
            times.add(System.nanoTime() - start);
            assertThat(answer.statusCode()).isEqualTo(401);
            bodies.add(answer.body().replace(login, "LOGIN").replaceAll("value=\"[^\"]*\"", ""));
        }
        var disabled = house.visitor().login("gone", House.PASSWORD);

        assertThat(bodies.subList(1, 4)).allMatch(body -> body.equals(bodies.get(1)));
        assertThat(disabled.statusCode()).isEqualTo(401);
        assertThat(disabled.body()).contains("Login or password is not right.");
        assertThat(times.get(2)).as("nobody's takes as long as somebody's").isGreaterThan(times.get(1) / 4);
        assertThat(times.get(3)).isGreaterThan(times.get(1) / 4);
    }
}
