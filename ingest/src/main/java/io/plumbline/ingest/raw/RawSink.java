package io.plumbline.ingest.raw;

import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.raw.RawEvent;
import java.util.concurrent.CompletionStage;

/**
 * Where collectors put what they received. A stage completes when the record is safe, exceptionally when it is not and
 * will not be.
 */
public interface RawSink {

    CompletionStage<Void> send(RawEvent event);

    CompletionStage<Void> send(DeadLetter letter);

    /** Returns when everything sent so far is safe or has failed. */
    void flush();
}
