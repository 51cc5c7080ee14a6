package io.plumbline.streams.runtime;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores that a processor brings along, always in the same order. */
public final class OwnStores {
    private OwnStores() {}

    /**
     * The stores in the order given. {@link Set#of} has another order in each process, and with it the described
     * topology would.
     */
    public static Set<StoreBuilder<?>> of(StoreBuilder<?>... stores) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(stores)));
    }
}
