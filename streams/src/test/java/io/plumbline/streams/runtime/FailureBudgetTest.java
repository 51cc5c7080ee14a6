package io.plumbline.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class FailureBudgetTest {

    private static final class HandClock extends Clock {
        private Instant now = Instant.parse("2026-03-02T09:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final HandClock clock = new HandClock();
    private final FailureBudget budget = new FailureBudget(2, Duration.ofMinutes(10), clock);

    @Test
    void oneFailureTooManyWithinTheWindowIsTooMany() {
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isTrue();
        assertThat(budget.spend()).isFalse();
    }

    @Test
    void failuresLongAgoAreForgotten() {
        budget.spend();
        budget.spend();

        clock.now = clock.now.plus(Duration.ofMinutes(11));

        assertThat(budget.spend()).isTrue();
    }
}
