package io.plumbline.dashboards.stats.compare;

import java.util.Optional;
import java.util.function.Function;

/** A figure, or the reason why there is none; never 0 or NaN in place of "unknown". */
public sealed interface Answer<T> {

    /** @param figure finite in all its parts */
    record Known<T>(T figure) implements Answer<T> {}

    /** @param why why the figure cannot be given */
    record Unknown<T>(Reason why) implements Answer<T> {}

    static <T> Answer<T> of(T value) {
        return new Known<>(value);
    }

    static <T> Answer<T> unknown(Reason reason) {
        return new Unknown<>(reason);
    }

    default Optional<T> value() {
        return this instanceof Known<T> known ? Optional.of(known.figure()) : Optional.empty();
    }

    default Optional<Reason> reason() {
        return this instanceof Unknown<T> unknown ? Optional.of(unknown.why()) : Optional.empty();
    }

    default <R> Answer<R> map(Function<? super T, ? extends R> change) {
        return this instanceof Known<T> known
                ? new Known<>(change.apply(known.figure()))
                : new Unknown<>(((Unknown<T>) this).why());
    }

    /** @throws IllegalStateException with the reason when the figure is unknown */
    default T orElseThrow() {
        if (this instanceof Known<T> known) {
            return known.figure();
        }
        throw new IllegalStateException(((Unknown<T>) this).why().sentence());
    }
}
