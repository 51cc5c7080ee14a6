package io.plumbline.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.LogAndContinueProcessingExceptionHandler;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;

/** A record that a processor fails on goes to the dead letters, as long as the budget lasts. */
public final class DeadLetterUnprocessable implements ProcessingExceptionHandler {

    private final LogAndContinueProcessingExceptionHandler deadLetters = new LogAndContinueProcessingExceptionHandler();
    private FailureBudget budget;

    @Override
    public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
        var response = deadLetters.handleError(context, record, exception);
        return budget.spend() ? response : Response.fail();
    }

    @Override
    public void configure(Map<String, ?> configuration) {
        deadLetters.configure(configuration);
        budget = (FailureBudget) configuration.get(StreamsApp.BUDGET);
    }
}
