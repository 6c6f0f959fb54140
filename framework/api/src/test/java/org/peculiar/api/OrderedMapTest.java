package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class OrderedMapTest {

    private static OrderedMap<String, Integer> map() {
        return OrderedMap.<String, Integer>of().plus("z", 1).plus("a", 2).plus("m", 3);
    }

    @Test
    void keepsTheOrder() {
        assertThat(map().keySet()).containsExactly("z", "a", "m");
        assertThat(map().values()).containsExactly(1, 2, 3);
        assertThat(map().plus("a", 5)).containsExactly(Map.entry("z", 1), Map.entry("a", 5), Map.entry("m", 3));
    }

    @Test
    void equalsAnyMapOfTheSameEntries() {
        assertThat(map()).isEqualTo(Map.of("a", 2, "m", 3, "z", 1)).hasSameHashCodeAs(Map.of("a", 2, "m", 3, "z", 1));
        assertThat(OrderedMap.copyOf(Map.of())).isEmpty();
    }

    @Test
    void findsWhatIsThere() {
        assertThat(map().get("m")).isEqualTo(3);
        assertThat(map().get("x")).isNull();
        assertThat(map().containsKey("z")).isTrue();
        assertThat(map().containsKey("x")).isFalse();
    }

    @Test
    void staysAsItIs() {
        OrderedMap<String, Integer> map = map();
        map.plus("a", 7);
        map.plus("new", 8);
        Map<String, Integer> source = new LinkedHashMap<>(map);
        OrderedMap<String, Integer> copy = OrderedMap.copyOf(source);
        source.put("z", 0);
        assertThat(map).isEqualTo(map()).isEqualTo(copy);
        assertThat(OrderedMap.copyOf(map)).isSameAs(map);
        assertThatThrownBy(() -> map.put("a", 1)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.keySet().clear()).isInstanceOf(UnsupportedOperationException.class);
        var entries = map.entrySet().iterator();
        entries.next();
        entries.next();
        entries.next();
        assertThatThrownBy(entries::next).isInstanceOf(NoSuchElementException.class);
    }
}
