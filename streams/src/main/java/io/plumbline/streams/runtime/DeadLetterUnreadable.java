package io.plumbline.streams.runtime;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueExceptionHandler;

/** A record that cannot be read goes to the dead letters, as long as the budget lasts. */
public final class DeadLetterUnreadable implements DeserializationExceptionHandler {

    private final LogAndContinueExceptionHandler deadLetters = new LogAndContinueExceptionHandler();
    private FailureBudget budget;

    @Override
    public Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
        var response = deadLetters.handleError(context, record, exception);
        return budget.spend() ? response : Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        deadLetters.configure(configuration);
        budget = (FailureBudget) configuration.get(StreamsApp.BUDGET);
    }
}
