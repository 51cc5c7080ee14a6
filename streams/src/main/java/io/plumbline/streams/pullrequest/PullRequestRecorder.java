package io.plumbline.streams.pullrequest;

import java.util.Map;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;

/** Adds what is learned to a pull request's history, and says of which one there is news; a null value erases it. */
final class PullRequestRecorder implements FixedKeyProcessor<String, Input, Boolean> {

    private final Map<TaskId, PullRequestBook> books;
    private FixedKeyProcessorContext<String, Boolean> context;
    private PullRequestBook book;

    /** @param books by task, for its teller */
    PullRequestRecorder(Map<TaskId, PullRequestBook> books) {
        this.books = books;
    }

    @Override
    public void init(FixedKeyProcessorContext<String, Boolean> context) {
        this.context = context;
        this.book = new PullRequestBook(
                context.getStateStore(PullRequestBook.HISTORIES),
                context.getStateStore(PullRequestBook.BODIES),
                context.getStateStore(PullRequestBook.COMMITS));
        books.put(context.taskId(), book);
    }

    @Override
    public void process(FixedKeyRecord<String, Input> record) {
        boolean news = record.value() == null ? book.erase(record.key()) : book.add(record.key(), record.value());
        if (news) {
            context.forward(record.withValue(true));
        }
    }

    @Override
    public void close() {
        if (context != null) {
            books.remove(context.taskId(), book);
        }
    }
}
