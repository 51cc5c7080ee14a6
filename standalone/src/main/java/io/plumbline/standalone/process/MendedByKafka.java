package io.plumbline.standalone.process;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import java.util.Map;
import java.util.regex.Pattern;

/** Keeps out of the log what Kafka tells as an error although it mends it by itself. For logback.xml. */
public final class MendedByKafka extends Filter<ILoggingEvent> {

    private static final String CORRUPTED =
            "\\d+_\\d+=org\\.apache\\.kafka\\.streams\\.errors\\.TaskCorruptedException: Tasks \\[[^\\]]*\\]"
                    + " are corrupted and hence need to be re-initialized";

    /** By logger, what the whole message is. */
    private static final Map<String, Pattern> MENDED = Map.of(
            // After a kill the state of a task is read back from Kafka, because nobody knows what the files of the
            // killed process stand for. The application says how many records that were.
            "org.apache.kafka.streams.processor.internals.TaskManager",
            Pattern.compile(".*Get exceptions for the following tasks: \\{" + CORRUPTED + "(, " + CORRUPTED + ")*+\\}"),
            // A controller that registers with itself before it leads does so again.
            "kafka.server.ControllerApis",
            Pattern.compile(".*Unexpected error handling request RequestHeader\\(apiKey=CONTROLLER_REGISTRATION,.*"));

    @Override
    public FilterReply decide(ILoggingEvent event) {
        var mended = MENDED.get(event.getLoggerName());
        return mended != null && mended.matcher(event.getFormattedMessage()).matches()
                ? FilterReply.DENY
                : FilterReply.NEUTRAL;
    }
}
