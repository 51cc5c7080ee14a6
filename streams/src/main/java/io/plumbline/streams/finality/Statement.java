package io.plumbline.streams.finality;

import io.plumbline.schema.metric.FinalCounter;
import io.plumbline.schema.metric.Restatement;
import io.plumbline.schema.metric.RestatementKey;
import org.apache.kafka.streams.KeyValue;

/** Something said of a cell: a final value, or that an earlier one was another. One of the two is null. */
record Statement(FinalCounter value, Restatement restatement) {

    KeyValue<RestatementKey, Restatement> asRestatement() {
        return KeyValue.pair(new RestatementKey(restatement.getCell(), restatement.getSequence()), restatement);
    }
}
