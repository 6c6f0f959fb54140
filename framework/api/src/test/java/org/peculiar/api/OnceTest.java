package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OnceTest {

    @Test
    void makesItsValueWhenFirstAskedAndNeverAgain() {
        AtomicInteger made = new AtomicInteger();
        Once<Integer> once = new Once<>(made::incrementAndGet);
        Once<Integer> twice = once.map(value -> 2 * value);
        assertThat(made).hasValue(0);
        assertThat(twice.value()).isEqualTo(2);
        assertThat(once.value()).isEqualTo(1);
        assertThat(twice.value()).isEqualTo(2);
        assertThat(made).hasValue(1);
    }

    @Test
    void changesAtOnceWhatIsThere() {
        assertThatThrownBy(() -> Once.of("a").map(value -> {
                    throw new DataException(value);
                }))
                .isInstanceOf(DataException.class)
                .hasMessage("a");
    }

    @Test
    void refusesToBeNothing() {
        assertThatThrownBy(() -> new Once<>(() -> null).value())
                .isInstanceOf(NullPointerException.class)
                .hasMessage("the value made");
    }
}
