package io.plumbline.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    private final AtomicInteger asked = new AtomicInteger();

    @Test
    void returnsTheFirstAnswerThatIsTheExpectedOne() {
        int answer = Await.until("the third time", Duration.ofSeconds(10), asked::incrementAndGet, n -> n >= 3);

        assertThat(answer).isEqualTo(3);
    }

    @Test
    void asksOnceEvenWithoutAnyPatience() {
        Await.until("now", Duration.ZERO, () -> asked.incrementAndGet() == 1);

        assertThat(asked).hasValue(1);
    }

    @Test
    void saysWhatItWaitedForAndWhatItSawLast() {
        assertThatThrownBy(() -> Await.until("five", Duration.ofMillis(50), () -> 4, n -> n == 5))
                .isInstanceOf(AssertionError.class)
                .hasMessage("Waited 50 ms for: five; the last answer was 4");
    }

    @Test
    void aQuestionThatFailsEndsTheWaitAtOnceWithItsReason() {
        assertThatThrownBy(() -> Await.until(
                        "an answer",
                        Duration.ofMinutes(5),
                        () -> {
                            throw new java.sql.SQLException("no such table");
                        },
                        answer -> true))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Failed while waiting for: an answer")
                .hasRootCauseMessage("no such table");
    }
}
