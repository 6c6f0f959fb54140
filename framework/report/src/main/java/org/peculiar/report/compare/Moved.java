package org.peculiar.report.compare;

/**
 * A number that both runs have.
 *
 * @param name of it
 * @param first in the first run
 * @param second in the second run
 * @param difference second less first, without an error, as the runs may share data
 */
public record Moved(String name, Measure first, Measure second, Measure difference) {

    static Moved of(String name, Measure first, Measure second) {
        return new Moved(name, first, second, new Measure(second.value() - first.value(), Double.NaN, first.unit()));
    }

    /** Tell whether it is the same to the last bit. */
    public boolean same() {
        return difference.value() == 0;
    }
}
