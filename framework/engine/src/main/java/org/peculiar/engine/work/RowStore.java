package org.peculiar.engine.work;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps rows by their keys. Thread-safe. */
public interface RowStore {

    /** Return which of some keys have rows. */
    Set<String> present(Collection<String> keys);

    /** Return the rows of those keys that have some. */
    Map<String, byte[]> rows(Collection<String> keys);

    /** Keep rows, all or none; a key that has a row keeps it. */
    void put(Map<String, byte[]> rows);

    /** Return a store that lasts as long as the process. */
    static RowStore inMemory() {
        Map<String, byte[]> all = new ConcurrentHashMap<>();
        return new RowStore() {
            @Override
            public Set<String> present(Collection<String> keys) {
                return rows(keys).keySet();
            }

            @Override
            public Map<String, byte[]> rows(Collection<String> keys) {
                Map<String, byte[]> some = new HashMap<>();
                keys.forEach(key -> {
                    byte[] row = all.get(key);
                    if (row != null) {
                        some.put(key, row);
                    }
                });
                return some;
            }

            @Override
            public void put(Map<String, byte[]> rows) {
                rows.forEach(all::putIfAbsent);
            }
        };
    }
}
