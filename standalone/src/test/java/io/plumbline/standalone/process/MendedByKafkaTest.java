package io.plumbline.standalone.process;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

class MendedByKafkaTest {

    private static final String TASK_MANAGER = "org.apache.kafka.streams.processor.internals.TaskManager";

    private static FilterReply decide(String logger, String message, Object... arguments) {
        return new MendedByKafka()
                .decide(new LoggingEvent(
                        LogContext.class.getName(),
                        new LoggerContext().getLogger(logger),
                        Level.ERROR,
                        message,
                        null,
                        arguments));
    }

    private static FilterReply tasks(RuntimeException one, RuntimeException other) {
        var failures = new TreeMap<TaskId, RuntimeException>();
        failures.put(new TaskId(1, 0), one);
        failures.put(new TaskId(1, 1), other);
        return decide(
                TASK_MANAGER,
                "stream-thread [plumbline-commit-1] Get exceptions for the following tasks: {}",
                failures);
    }

    private static TaskCorruptedException corrupted(int partition) {
        return new TaskCorruptedException(Set.of(new TaskId(1, partition)));
    }

    @Test
    void tasksThatAreBuiltAnewAreNoErrors() {
        assertThat(tasks(corrupted(0), corrupted(1))).isEqualTo(FilterReply.DENY);
    }

    @Test
    void aTaskThatFailedOtherwiseIs() {
        assertThat(tasks(corrupted(0), new StreamsException("disk full"))).isEqualTo(FilterReply.NEUTRAL);
        assertThat(tasks(new StreamsException("disk full"), corrupted(1))).isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void aControllerThatRegistersBeforeItLeadsIsNoErrorAndOtherRequestsAre() {
        assertThat(decide(
                        "kafka.server.ControllerApis",
                        "[ControllerApis nodeId=1] Unexpected error handling request"
                                + " RequestHeader(apiKey=CONTROLLER_REGISTRATION, apiVersion=0)"))
                .isEqualTo(FilterReply.DENY);
        assertThat(decide(
                        "kafka.server.ControllerApis",
                        "[ControllerApis nodeId=1] Unexpected error handling request"
                                + " RequestHeader(apiKey=CREATE_TOPICS, apiVersion=7)"))
                .isEqualTo(FilterReply.NEUTRAL);
    }

    @Test
    void otherLoggersAreHeard() {
        assertThat(decide("io.plumbline", "Get exceptions for the following tasks: {}"))
                .isEqualTo(FilterReply.NEUTRAL);
    }
}
