package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.function.Function;
import java.util.function.Supplier;

/** A value that is there, or is made when first asked for. Thread-safe. */
final class Once<T> {

    private Supplier<? extends T> making;
    private T value;

    Once(Supplier<? extends T> making) {
        this.making = requireNonNull(making, "making");
    }

    private Once(T value) {
        this.value = requireNonNull(value, "value");
    }

    static <T> Once<T> of(T value) {
        return new Once<>(value);
    }

    synchronized T value() {
        if (value == null) {
            value = requireNonNull(making.get(), "the value made");
            making = null;
        }
        return value;
    }

    /** Return what becomes of the value, at once if it is there. */
    synchronized <R> Once<R> map(Function<? super T, ? extends R> change) {
        return value == null ? new Once<>(() -> change.apply(value())) : new Once<R>(change.apply(value));
    }
}
