package io.plumbline.dashboards.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.access.TickingClock;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages, the same in each database. */
abstract class DispatchContract {

    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final Duration DAY = Duration.ofHours(24);

    @TempDir
    private Path folder;

    private final TickingClock clock = new TickingClock(Instant.parse("2026-11-16T08:00:00Z"));
    private ControlStore store;

    abstract ControlSettings settings(Path folder) throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = ControlStore.open(settings(folder));
    }

    @AfterEach
    void close() {
        store.close();
    }

    /** Hands everything over to a list, or does what a test tells it to do instead. */
    private static final class Post implements Courier {

        private final List<String> delivered = new ArrayList<>();
        private final Deque<Outcome> answers = new ArrayDeque<>();
        private Optional<String> obstacle = Optional.empty();

        @Override
        public String sort() {
            return "test";
        }

        @Override
        public Preparation prepare(Item item) {
            return new Preparation.Ready("a" + item.sourceId() + "@example.org", "Title", "Body of " + item.occasion());
        }

        @Override
        public Optional<String> obstacle(Item item) {
            return obstacle;
        }

        @Override
        public Outcome send(Item item, Fence fence) {
            if (!fence.pass()) {
                return new Outcome.Fenced();
            }
            var answer = answers.isEmpty() ? new Outcome.Sent("250 OK") : answers.poll();
            if (answer instanceof Outcome.Sent) {
                delivered.add(item.source() + " " + item.occasion() + " " + item.body());
            }
            return answer;
        }
    }

    private final Post post = new Post();

    private Ledger ledger(String owner) {
        return new Ledger(store, clock, owner, LEASE);
    }

    private Dispatcher dispatcher(String owner) {
        return new Dispatcher(ledger(owner), List.of(post), Backoff.USUAL, new Pace(6_000, clock), clock);
    }

    private void plan(String source, String occasion) {
        ledger("planner")
                .plan(source, occasion, clock.instant(), clock.instant().plus(DAY), source + "@test");
    }

    private Item item(String source, String occasion) {
        return ledger("reader").find(source, occasion).orElseThrow();
    }

    @Test
    void aMessageIsPlannedOnceWrittenAndSent() {
        plan("test:1", "2026-W46");
        plan("test:1", "2026-W46");

        var done = dispatcher("one").pass();
        dispatcher("one").pass();

        assertThat(done).isEqualTo(new Dispatcher.Done(1, 1, 0, 0));
        assertThat(post.delivered).containsExactly("test:1 2026-W46 Body of 2026-W46");
        assertThat(item("test:1", "2026-W46")).satisfies(sent -> {
            assertThat(sent.state()).isEqualTo(State.SENT);
            assertThat(sent.body()).isEmpty();
            assertThat(sent.reason()).isEqualTo("250 OK");
            assertThat(sent.attempts()).isEqualTo(1);
        });
        assertThat(ledger("reader").lastSent("test:1")).contains(clock.instant());
    }

    @Test
    void ofManySchedulersAtOnceEachMessageHasOneSender() throws Exception {
        IntStream.range(0, 40).forEach(i -> plan("test:" + i, "2026-W46"));
        var couriers = IntStream.range(0, 4).mapToObj(i -> new Post()).toList();
        var threads = Executors.newFixedThreadPool(4);
        try {
            var passes = new ArrayList<Callable<Dispatcher.Done>>();
            for (int i = 0; i < 4; i++) {
                var dispatcher = new Dispatcher(
                        ledger("owner " + i), List.of(couriers.get(i)), Backoff.USUAL, new Pace(60_000, clock), clock);
                passes.add(() -> {
                    IntStream.range(0, 40).forEach(n -> plan("test:" + n, "2026-W46"));
                    return dispatcher.pass();
                });
            }
            for (var future : threads.invokeAll(passes)) {
                future.get();
            }
        } finally {
            threads.shutdownNow();
        }
        dispatcher("last").pass();

        var all = new ArrayList<>(post.delivered);
        couriers.forEach(courier -> all.addAll(courier.delivered));
        assertThat(all).hasSize(40).doesNotHaveDuplicates();
    }

    @Test
    void aSenderThatDiesBeforeTheFenceHasDeliveredNothing() {
        plan("test:1", "2026-W46");
        var dead = ledger("dead");
        write("dead");
        dead.beginSending(item("test:1", "2026-W46"));

        dispatcher("other").pass();
        assertThat(post.delivered).as("while the lease holds").isEmpty();
        clock.pass(LEASE.plusSeconds(1));
        dispatcher("other").pass();

        assertThat(post.delivered).hasSize(1);
    }

    @Test
    void aSenderThatDiesBehindTheFenceLeavesAnUnknownThatIsNeverSentAgainByItself() {
        plan("test:1", "2026-W46");
        write("dead");
        var dead = ledger("dead");
        dead.beginSending(item("test:1", "2026-W46"));
        dead.commit(item("test:1", "2026-W46"));
        clock.pass(LEASE.plusSeconds(1));

        IntStream.range(0, 50).forEach(i -> {
            dispatcher("other").pass();
            clock.pass(Duration.ofHours(1));
        });

        assertThat(post.delivered).isEmpty();
        assertThat(ledger("reader").unknown("test:%")).extracting(Item::source).containsExactly("test:1");

        assertThat(ledger("a person")
                        .sendAgain("test:1", "2026-W46", clock.instant().plus(DAY)))
                .isTrue();
        assertThat(ledger("a person")
                        .sendAgain("test:1", "2026-W46", clock.instant().plus(DAY)))
                .isFalse();
        dispatcher("other").pass();
        assertThat(post.delivered).hasSize(1);
    }

    @Test
    void aSenderThatWakesUpAfterItsLeaseFindsTheFenceClosed() {
        plan("test:1", "2026-W46");
        write("sleeper");
        var sleeper = ledger("sleeper");
        sleeper.beginSending(item("test:1", "2026-W46"));
        clock.pass(LEASE.plusSeconds(1));

        dispatcher("other").pass();

        assertThat(post.delivered).hasSize(1);
        assertThat(sleeper.commit(item("test:1", "2026-W46"))).isFalse();
        assertThat(sleeper.settle(item("test:1", "2026-W46"), State.FAILED, "late"))
                .isFalse();
        assertThat(item("test:1", "2026-W46").state()).isEqualTo(State.SENT);
    }

    @Test
    void aDelayedMessageIsTriedThreeTimesMoreAndThenFails() {
        plan("test:1", "2026-W46");
        IntStream.range(0, 9).forEach(i -> post.answers.add(new Outcome.Later("450 busy")));

        IntStream.range(0, 30).forEach(i -> {
            dispatcher("one").pass();
            clock.pass(Duration.ofMinutes(15));
        });

        assertThat(item("test:1", "2026-W46")).satisfies(failed -> {
            assertThat(failed.state()).isEqualTo(State.FAILED);
            assertThat(failed.attempts()).isEqualTo(4);
            assertThat(failed.reason()).isEqualTo("After 4 attempts: 450 busy");
        });
    }

    @Test
    void whileTheServerIsAwayNothingCountsAsAnAttempt() {
        plan("test:1", "2026-W46");
        plan("test:2", "2026-W46");
        IntStream.range(0, 20).forEach(i -> post.answers.add(new Outcome.Away("connection refused")));

        dispatcher("one").pass();
        assertThat(post.answers).as("one question per pass").hasSize(19);
        post.answers.clear();
        clock.pass(Duration.ofMinutes(6));
        dispatcher("one").pass();

        assertThat(post.delivered).hasSize(2);
        assertThat(item("test:1", "2026-W46").attempts()).isEqualTo(1);
    }

    @Test
    void whatCannotBeSentWithinItsTimeIsSkippedAndSaysSo() {
        plan("test:1", "2026-W46");
        clock.pass(DAY.plusMinutes(1));

        dispatcher("one").pass();

        assertThat(post.delivered).isEmpty();
        assertThat(item("test:1", "2026-W46").state()).isEqualTo(State.SKIPPED);
        assertThat(item("test:1", "2026-W46").reason()).contains("in time");
    }

    @Test
    void rightsAreAskedAgainRightBeforeSending() {
        plan("test:1", "2026-W46");
        post.obstacle = Optional.of("Its account is gone.");

        dispatcher("one").pass();

        assertThat(post.delivered).isEmpty();
        assertThat(item("test:1", "2026-W46")).satisfies(skipped -> {
            assertThat(skipped.state()).isEqualTo(State.SKIPPED);
            assertThat(skipped.reason()).isEqualTo("Its account is gone.");
        });
    }

    @Test
    void aBounceThatComesLaterIsRecorded() {
        plan("test:1", "2026-W46");
        dispatcher("one").pass();

        assertThat(ledger("bounces").bounced("test:1@test", "550 no such user")).isTrue();
        assertThat(ledger("bounces").bounced("nobody@test", "550")).isFalse();

        assertThat(item("test:1", "2026-W46").reason()).isEqualTo("Bounced: 550 no such user");
        assertThat(ledger("reader").counts()).containsOnly(java.util.Map.entry(State.FAILED, 1L));
    }

    @Test
    void oneDomainIsNotHurriedAndAnotherDoesNotWaitForIt() {
        IntStream.range(0, 30).forEach(i -> plan("test:" + i, "2026-W46"));
        var slow = new Dispatcher(ledger("one"), List.of(post), Backoff.USUAL, new Pace(60, clock), clock);

        slow.pass();
        int first = post.delivered.size();
        clock.pass(Duration.ofSeconds(10));
        slow.pass();

        assertThat(first).isEqualTo(11);
        assertThat(post.delivered).hasSize(21);
    }

    /** Written, not sent: the courier refuses while it is looked for. */
    private void write(String owner) {
        var ledger = ledger(owner);
        var item = item("test:1", "2026-W46");
        assertThat(ledger.claim(item)).isTrue();
        assertThat(ledger.rendered(item, (Preparation.Ready) post.prepare(item)))
                .isTrue();
    }
}
