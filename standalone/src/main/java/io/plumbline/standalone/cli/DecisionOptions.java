package io.plumbline.standalone.cli;

import io.plumbline.standalone.decision.DecisionPlans;
import java.time.Clock;
import picocli.CommandLine.Option;

/** What every decision needs: who makes it and why. Both are kept for ever. */
final class DecisionOptions {

    @Option(names = "--by", required = true, paramLabel = "WHO", description = "Who decides: a login or an address.")
    private String by;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept with the decision.")
    private String reason;

    @Option(
            names = "--wait",
            description = "Return when all history is restated and everything is visible in ClickHouse.")
    private boolean wait;

    boolean waits() {
        return wait;
    }

    DecisionPlans plans(Clock clock) {
        return new DecisionPlans(clock, by(), reason());
    }

    String by() {
        return stated("--by", by);
    }

    String reason() {
        return stated("--reason", reason);
    }

    private static String stated(String option, String value) {
        if (value.isBlank()) {
            throw new UsageException(option + " is empty: the decision is kept with who made it and why");
        }
        return value.strip();
    }
}
