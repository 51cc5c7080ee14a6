package io.plumbline.dashboards.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.testing.Await;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Two schedulers on one control store, and in each round one of them killed with SIGKILL at a random moment. The property
 * {@code plumbline.kill.rounds} raises the number of rounds; 200 take some minutes.
 */
class KillTest {

    private static final int ROUNDS = Integer.getInteger("plumbline.kill.rounds", 8);
    private static final int READERS = 40;
    private static final Duration DAY = Duration.ofHours(24);
    private static final long LONGEST_LIFE_MILLIS = 250;

    @Test
    void nobodyEverHasTwoMailsOfOneWeekHoweverOftenSendersAreKilled() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (var postgres = EmbeddedPostgres.builder().start();
                var store = ControlStore.open(
                        ControlSettings.postgresql(postgres.getJdbcUrl("postgres", "postgres"), "postgres", ""))) {
            var ledger = new Ledger(store, Clock.systemUTC(), "the test", KilledSender.LEASE);
            var url = postgres.getJdbcUrl("postgres", "postgres");
            int port = server.getSmtp().getPort();
            var dice = new Random(2_026);
            var senders = new ArrayList<>(List.of(start(url, port), start(url, port)));
            try {
                for (int round = 0; round < ROUNDS; round++) {
                    plan(ledger, round);
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(dice.nextLong(LONGEST_LIFE_MILLIS)));
                    int victim = dice.nextInt(2);
                    senders.get(victim).destroyForcibly().waitFor();
                    senders.set(victim, start(url, port));
                }
                Await.until("all to be settled", Duration.ofMinutes(2), () -> isSettled(ledger));
            } finally {
                senders.forEach(Process::destroyForcibly);
            }
            judge(server, ledger);
        } finally {
            server.stop();
        }
    }

    private static void plan(Ledger ledger, int round) {
        var now = Clock.systemUTC().instant();
        for (int reader = 0; reader < READERS; reader++) {
            var week = "round-" + round;
            ledger.plan("digest:" + reader, week, now, now.plus(DAY), "digest-" + reader + "-" + week + "@example.org");
        }
    }

    private static boolean isSettled(Ledger ledger) {
        var counts = ledger.counts();
        return counts.keySet().stream().allMatch(state -> state == State.SENT || state == State.UNKNOWN);
    }

    private static void judge(GreenMail server, Ledger ledger) throws Exception {
        Map<String, Integer> copies = new HashMap<>();
        for (var mail : server.getReceivedMessages()) {
            copies.merge(mail.getHeader("Message-ID")[0], 1, Integer::sum);
        }
        var counts = ledger.counts();
        var unknown = ledger.unknown("digest:%");
        long arrivedOfUnknown = unknown.stream()
                .filter(item -> copies.containsKey("<" + item.messageId() + ">"))
                .count();
        System.out.printf(
                Locale.ROOT,
                "Kill -9: %d rounds, two schedulers, %d messages: %d sent, %d unknown (%d of them arrived), most copies of one %d%n",
                ROUNDS,
                ROUNDS * READERS,
                counts.getOrDefault(State.SENT, 0L),
                unknown.size(),
                arrivedOfUnknown,
                copies.values().stream().mapToInt(n -> n).max().orElse(0));

        assertThat(copies.values()).as("copies of one mail").allMatch(n -> n == 1);
        assertThat(counts.getOrDefault(State.SENT, 0L) + unknown.size()).isEqualTo((long) ROUNDS * READERS);
        assertThat((long) copies.size())
                .as("all that count as sent arrived, and of the unknown some")
                .isEqualTo(counts.getOrDefault(State.SENT, 0L) + arrivedOfUnknown);
    }

    /** Returns when it works. */
    private static Process start(String url, int port) throws IOException {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSender.class.getName(),
                        url,
                        Integer.toString(port))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.equals(KilledSender.READY)) {
                drain(out);
                return process;
            }
        }
        throw new IOException("The sender ended with " + process.exitValue());
    }

    private static void drain(BufferedReader out) {
        var thread = new Thread(
                () -> {
                    try {
                        out.transferTo(java.io.Writer.nullWriter());
                    } catch (IOException e) {
                        // It was killed.
                    }
                },
                "drain");
        thread.setDaemon(true);
        thread.start();
    }
}
