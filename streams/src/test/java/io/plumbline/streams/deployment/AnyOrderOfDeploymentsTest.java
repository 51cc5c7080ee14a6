package io.plumbline.streams.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The facts of deployments depend on the set of records alone: random repositories, each in other orders. */
class AnyOrderOfDeploymentsTest {

    private static final int HISTORIES = 600;
    private static final int ORDERS = 3;

    @Test
    void orderAndDuplicatesDoNotMatterAndNoChangeIsMissed() {
        int facts = 0;
        int carried = 0;
        for (long seed = 0; seed < HISTORIES; seed++) {
            var releases = new RandomReleases(seed);
            var inOrder = new InMemory().receive(releases.deliveries());
            assertThat(inOrder.computedAgain()).as("seed %d, in order", seed).isEmpty();
            facts += inOrder.told().size();
            carried += inOrder.told().values().stream()
                    .mapToInt(fact -> fact.getPullRequests().size())
                    .sum();
            for (int order = 0; order < ORDERS; order++) {
                var disturbed = new InMemory().receive(releases.disturbed());

                assertThat(disturbed.told())
                        .as("seed %d, order %d", seed, order)
                        .isEqualTo(inOrder.told());
                assertThat(disturbed.computedAgain())
                        .as("seed %d, order %d", seed, order)
                        .isEmpty();
                assertThat(disturbed.indexed()).as("nothing is left behind").isEqualTo(inOrder.indexed());
            }
        }
        System.out.printf(
                "%n%,d repositories, each in %d further orders: %,d facts of deployments, %,d pull requests carried%n",
                HISTORIES, ORDERS, facts, carried);
        assertThat(carried).isGreaterThan(HISTORIES);
    }

    @Test
    void aPullRequestReachesAnEnvironmentForTheFirstTimeOnlyOnce() {
        for (long seed = 0; seed < HISTORIES; seed++) {
            var told =
                    new InMemory().receive(new RandomReleases(seed).disturbed()).told();

            assertThat(told.values().stream().flatMap(fact -> fact.getPullRequests().stream()
                            .filter(one -> one.getFirst())
                            .map(one -> fact.getEnvironment() + " " + one.getNumber())))
                    .as("seed %d", seed)
                    .doesNotHaveDuplicates();
        }
    }
}
