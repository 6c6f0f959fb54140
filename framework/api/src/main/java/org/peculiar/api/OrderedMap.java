package org.peculiar.api;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/**
 * An immutable map of a few entries that keeps their order: two arrays, searched from the start. {@link Map#copyOf} forgets the
 * order, and a {@code LinkedHashMap} is slow to copy where thousands of tables differ in one column.
 */
final class OrderedMap<K, V> extends AbstractMap<K, V> {

    private static final OrderedMap<Object, Object> EMPTY = new OrderedMap<>(new Object[0], new Object[0]);

    private final K[] keys;
    private final V[] values;

    private OrderedMap(K[] keys, V[] values) {
        this.keys = keys;
        this.values = values;
    }

    @SuppressWarnings("unchecked")
    static <K, V> OrderedMap<K, V> of() {
        return (OrderedMap<K, V>) EMPTY;
    }

    /** Return a map with the entries that another has now. */
    @SuppressWarnings("unchecked")
    static <K, V> OrderedMap<K, V> copyOf(Map<K, V> map) {
        if (map instanceof OrderedMap) {
            return (OrderedMap<K, V>) map;
        }
        int size = map.size();
        if (size == 0) {
            return of();
        }
        K[] keys = (K[]) new Object[size];
        V[] values = (V[]) new Object[size];
        int next = 0;
        for (Map.Entry<K, V> entry : map.entrySet()) {
            keys[next] = entry.getKey();
            values[next++] = entry.getValue();
        }
        return new OrderedMap<>(keys, values);
    }

    /** Return the map with an entry added at the end, or replaced where it is. */
    OrderedMap<K, V> plus(K key, V value) {
        int at = indexOf(key);
        if (at >= 0) {
            V[] replaced = values.clone();
            replaced[at] = value;
            return new OrderedMap<>(keys, replaced);
        }
        K[] moreKeys = Arrays.copyOf(keys, keys.length + 1);
        V[] moreValues = Arrays.copyOf(values, keys.length + 1);
        moreKeys[keys.length] = key;
        moreValues[keys.length] = value;
        return new OrderedMap<>(moreKeys, moreValues);
    }

    private int indexOf(Object key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    /** Tell whether the keys are those of another map, in its order. */
    boolean hasKeysOf(OrderedMap<K, ?> other) {
        return keys == other.keys || Arrays.equals(keys, other.keys);
    }

    /** Return a value by its place in the order. */
    V valueAt(int place) {
        return values[place];
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public boolean containsKey(Object key) {
        return indexOf(key) >= 0;
    }

    @Override
    public V get(Object key) {
        int at = indexOf(key);
        return at < 0 ? null : values[at];
    }

    @Override
    public Set<Map.Entry<K, V>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public int size() {
                return keys.length;
            }

            @Override
            public Iterator<Map.Entry<K, V>> iterator() {
                return new Entries();
            }
        };
    }

    private final class Entries implements Iterator<Map.Entry<K, V>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < keys.length;
        }

        @Override
        public Map.Entry<K, V> next() {
            if (next == keys.length) {
                throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(keys[next], values[next++]);
        }
    }
}
