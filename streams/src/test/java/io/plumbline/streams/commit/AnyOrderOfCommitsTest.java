package io.plumbline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.schema.fact.PullRequestCommit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commits of pull requests depend on the set of events alone: thousands of random histories, each in other orders. */
class AnyOrderOfCommitsTest {

    private static final int HISTORIES = 1_000;
    private static final int ORDERS = 4;

    static List<Limits> limits() {
        return List.of(Limits.STANDARD, new Limits(4, 3, 3, 2));
    }

    @ParameterizedTest
    @MethodSource("limits")
    void orderAndDuplicatesDoNotMatter(Limits limits) {
        int records = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            var histories = new RandomHistories(seed);
            var inOrder = new InMemory(limits).receive(histories.deliveries());
            assertThat(inOrder.told())
                    .as("seed %d, only what was touched", seed)
                    .isEqualTo(inOrder.computed());
            records += inOrder.told().size();
            for (int order = 0; order < ORDERS; order++) {
                var disturbed = new InMemory(limits).receive(histories.disturbed());

                assertThat(disturbed.told()).as("seed %d", seed).isEqualTo(inOrder.told());
                assertThat(disturbed.computed()).as("seed %d", seed).isEqualTo(inOrder.told());
            }
        }
        System.out.printf(
                "%n%,d histories, each in %d further orders, %,d records, %s%n", HISTORIES, ORDERS, records, limits);
        assertThat(records).isGreaterThan(HISTORIES);
    }

    @Test
    void whatWasPushedWhileItWasOpenBelongsAndWhatWasMadeOnTheBaseDoesNot() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var histories = new RandomHistories(seed);
            var known = new InMemory(Limits.STANDARD).receive(histories.disturbed());

            histories.pushedWhileOpen().forEach((number, shas) -> assertThat(known.commits(number))
                    .containsAll(shas));
            for (var commits : known.told().values()) {
                assertThat(commits.getCommits())
                        .as("seed %d, %s", seed, commits.getId())
                        .filteredOn(commit -> !isListed(commit))
                        .noneMatch(commit -> histories.madeOnBase().contains(commit.getSha()));
            }
            for (int fork : histories.forks()) {
                assertThat(
                                known.told().containsKey(fork)
                                        ? known.told().get(fork).getCommits()
                                        : List.<PullRequestCommit>of())
                        .as("seed %d, fork %d", seed, fork)
                        .allMatch(AnyOrderOfCommitsTest::isListed);
            }
        }
    }

    /** The lists of these histories know the login. */
    private static boolean isListed(PullRequestCommit commit) {
        return commit.getAuthorLogin() != null;
    }
}
