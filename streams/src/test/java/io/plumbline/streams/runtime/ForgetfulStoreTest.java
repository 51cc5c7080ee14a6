package io.plumbline.streams.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class ForgetfulStoreTest {

    private final KeyValueBytesStoreSupplier supplier = ForgetfulStore.named("news");

    private static void init(StateStore store) {
        store.init(new MockProcessorContext<>().getStateStoreContext(), store);
    }

    @Test
    void opensAgainAfterItWasClosed() {
        var store = supplier.get();
        assertThat(store.isOpen()).isFalse();

        init(store);
        assertThat(store.isOpen()).isTrue();
        store.close();
        assertThat(store.isOpen()).isFalse();
        init(store);

        assertThat(store.isOpen()).isTrue();
    }

    /** Why ours exists: when this fails, Kafka's own can be used again. */
    @Test
    void kafkasOwnStaysClosed() {
        var store = Stores.lruMap("news", 1).get();
        init(store);
        store.close();

        init(store);

        assertThat(store.isOpen()).isFalse();
    }

    @Test
    void keepsNothing() {
        var store = supplier.get();
        init(store);
        var key = Bytes.wrap("acme/shop#1".getBytes(StandardCharsets.UTF_8));

        store.put(key, new byte[] {1});
        store.putAll(List.of());
        store.commit(Map.of());

        assertThat(store.putIfAbsent(key, new byte[] {2})).isNull();
        assertThat(store.get(key)).isNull();
        assertThat(store.delete(key)).isNull();
        assertThat(store.approximateNumEntries()).isZero();
        try (var all = store.all();
                var some = store.range(key, key)) {
            assertThat(all).isExhausted();
            assertThat(some).isExhausted();
        }
    }
}
