package io.plumbline.streams.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BatchTest {

    /** Writes the bytes it is given; refuses what ends with its own letter. */
    private record Refusing(char letter) implements Rows {

        @Override
        public String topic() {
            return "t";
        }

        @Override
        public String table() {
            return "table_" + letter;
        }

        @Override
        public List<String> columns() {
            return List.of("value");
        }

        @Override
        public boolean write(ConsumerRecord<byte[], byte[]> record, RowBinaryWriter row) {
            row.bytes(record.value());
            if (record.value()[0] == letter) {
                throw new IllegalArgumentException("cannot be read");
            }
            return record.value()[0] != '-';
        }
    }

    @Test
    void aRecordThatOneTableCannotReadIsInNone() {
        var batch = new Batch(new TopicPartition("t", 3), List.of(new Refusing('a'), new Refusing('b')), 7, 0);

        batch.add(record(7, 'x'));
        assertThatThrownBy(() -> batch.add(record(8, 'b'))).hasMessage("cannot be read");
        batch.add(record(9, '-'));
        batch.add(record(10, 'y'));

        assertThat(batch.parts()).extracting(Batch.Part::rows).containsExactly(2, 2);
        assertThat(batch.rows()).isEqualTo(4);
        assertThat(batch.bytes()).isEqualTo(8);
        assertThat(batch.token()).isEqualTo("t-3-7..10");
        assertThat(batch.nextOffset()).isEqualTo(11);
    }

    private static ConsumerRecord<byte[], byte[]> record(long offset, char value) {
        return new ConsumerRecord<>("t", 3, offset, null, new byte[] {(byte) value});
    }
}
