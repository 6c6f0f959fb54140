package org.peculiar.plugin.source.table;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peculiar.api.Unit;
import org.peculiar.api.Unit.Dimension;

/** The columns of a file, looked up by name; what is wrong with a look-up goes to the problems. */
final class Columns {

    /** Stands for a column that is not there. */
    static final int NONE = -1;

    private final Problems problems;
    private List<FoundColumn> found = List.of();

    Columns(Problems problems) {
        this.problems = problems;
    }

    void found(List<FoundColumn> columns) {
        found = columns;
    }

    void problem(String problem) {
        problems.add(problem);
    }

    FoundColumn column(int index) {
        return found.get(index);
    }

    /** Returns where a column stands, {@link #NONE} when there is none of that name. */
    int index(String name, String key) {
        int index = indexOf(name);
        if (index == NONE) {
            List<String> names = found.stream().map(FoundColumn::name).toList();
            problems.add(key + ": found no column " + name + "; " + Nearest.hint(name, names));
        }
        return index;
    }

    private int indexOf(String name) {
        for (int i = 0; i < found.size(); i++) {
            if (found.get(i).name().equals(name)) {
                return i;
            }
        }
        return NONE;
    }

    private Optional<String> spelling(String name) {
        return found.get(indexOf(name)).unit();
    }

    boolean hasUnit(String name) {
        return spelling(name).isPresent();
    }

    /** Returns the unit that the descriptor gives, else that of the file, else none. */
    Unit unit(String name, Optional<String> given, String key) {
        Optional<String> spelling = given.isPresent() ? given : spelling(name);
        Optional<Unit> unit = spelling.isPresent() ? unit(spelling.get()) : Optional.empty();
        if (spelling.isPresent() && unit.isEmpty()) {
            problems.add(key + ": column " + name + ": found the unit '" + spelling.get() + "', but one of " + known()
                    + " is needed" + (given.isPresent() ? "" : "; if the file means one of them, say so with unit:"));
        }
        return unit.orElse(Unit.NONE);
    }

    /** Knows also astropy's spelling, with blanks around the stroke. */
    static Optional<Unit> unit(String spelling) {
        Optional<Unit> unit = Unit.of(spelling);
        return unit.isPresent() ? unit : Unit.of(spelling.replace(" / ", "/"));
    }

    private static String known() {
        return Arrays.stream(Unit.values())
                .map(Unit::symbol)
                .map(symbol -> symbol.isEmpty() ? "1" : symbol)
                .collect(Collectors.joining(", "));
    }

    static Unit base(Unit unit) {
        return Unit.of(Unit.symbols(unit.dimension()).get(0)).orElseThrow();
    }

    /** Returns what errors are multiplied by; a logarithm's may be in dex, a surface brightness's in mag. */
    double errorFactor(String errorColumn, Unit unit, String key) {
        Unit base = base(unit);
        if (!hasUnit(errorColumn)) {
            return unit.in(base);
        }
        Unit own = unit(errorColumn, Optional.empty(), key + ".error");
        boolean logarithm = unit.dimension().name().startsWith("LOG_");
        if (own.dimension() == unit.dimension()) {
            return own.in(base);
        }
        if (own == Unit.NONE
                || (own == Unit.DEX && logarithm)
                || (own == Unit.MAG && unit.dimension() == Dimension.SURFACE_BRIGHTNESS)) {
            return 1;
        }
        problems.add(key + ".error: column " + errorColumn + " is in " + own.symbol() + ", but the values are in "
                + (unit == Unit.NONE ? "pure numbers" : unit.symbol()));
        return 1;
    }
}
