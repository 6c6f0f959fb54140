package org.peculiar.plugin.source.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.peculiar.api.DataException;

/** What is wrong with one file: the first few problems in words, and how many there are. */
final class Problems {

    private static final int SHOWN = 5;

    private final String file;
    private final List<String> shown = new ArrayList<>();
    private final Set<String> ofColumns = new HashSet<>();
    private long count;

    Problems(String file) {
        this.file = file;
    }

    /** Adds a problem of the file as a whole. */
    void add(String problem) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(file + ": " + problem);
        }
    }

    /**
     * Adds a problem of one cell.
     *
     * @param row counted from 0
     * @param id of the row; empty where it is not known
     */
    void add(int row, String id, String column, String problem) {
        add(row, id, column, () -> problem);
    }

    /** Adds a problem that all cells of a column have, when it is met for the first time. */
    void addOnce(int row, String id, String column, String problem) {
        if (ofColumns.add(column)) {
            add(row, id, column, problem);
        }
    }

    /** Adds a problem of one cell that takes time to put into words. */
    void add(int row, String id, String column, Supplier<String> problem) {
        count++;
        if (shown.size() < SHOWN) {
            shown.add(file + ": row " + (row + 1) + (id.isEmpty() ? "" : " (" + id + ")") + ": " + column + ": "
                    + problem.get());
        }
    }

    /**
     * Does nothing when all is well.
     *
     * @throws DataException with all that was added
     */
    void raise() {
        if (count == 0) {
            return;
        }
        long rest = count - shown.size();
        String more = rest == 0 ? "" : "\nand " + rest + (rest == 1 ? " more problem" : " more problems");
        throw new DataException(String.join("\n", shown) + more);
    }
}
