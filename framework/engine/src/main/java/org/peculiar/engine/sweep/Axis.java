package org.peculiar.engine.sweep;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.peculiar.api.Unit;
import org.peculiar.engine.descriptor.Values;

/** One way to vary an analysis. */
public sealed interface Axis {

    /** Return its name in the descriptor. */
    String name();

    /** Axes whose levels are variants, each run once. */
    sealed interface OfVariants extends Axis {}

    /** Axes that draw random replicates of every variant. */
    sealed interface OfReplicates extends Axis {

        /** Return how many replicates of each variant. */
        int replicates();

        /** Return what is set besides, for the replicates alone. */
        List<Setting> also();

        /** Return the step whose output is redrawn. */
        String step();
    }

    /**
     * {@code {set: path, to: [...]}}.
     *
     * @param path what is set; several paths with commas between them
     */
    record Choice(String name, String path, List<Level> levels) implements OfVariants {}

    /**
     * {@code {jackknife: step, by: column}}: one variant for each value of a column, without the rows that have it.
     *
     * @param step whose output loses rows
     * @param by which rows belong together
     * @param patches number of patches of sky, when by is the sky
     */
    record Jackknife(String name, String step, RowKey by, OptionalInt patches, List<Setting> also)
            implements OfVariants {}

    /** {@code {subset: step, by: column, keep: [...]}}: one variant for each condition. */
    record Subset(String name, String step, RowKey by, List<Condition> conditions, List<Setting> also)
            implements OfVariants {}

    /**
     * {@code {split: step, by: distance, parts: 2, equal: error}}: one variant for each part.
     *
     * @param by what tracers are sorted by
     */
    record Split(String name, String step, RowKey by, int parts, Equal equal, List<Setting> also)
            implements OfVariants {}

    /** What the parts of a split have in equal measure. */
    enum Equal {
        /** The error of the flow along the whole sample's flow. */
        ERROR,
        /** The trace of the flow's covariance. */
        TRACE,
        /** Tracers. */
        NUMBER
    }

    /**
     * {@code {bootstrap: step, by: rows, replicates: 500}}: rows or groups of them drawn with replacement.
     *
     * @param by which rows are drawn together
     * @param patches number of patches of sky, when by is the sky
     */
    record Bootstrap(String name, String step, RowKey by, OptionalInt patches, int replicates, List<Setting> also)
            implements OfReplicates {}

    /** {@code {displace: step, replicates: 500}}: a correction's own values displaced at random. */
    record Displace(String name, String step, By by, int replicates, List<Setting> also) implements OfReplicates {

        /** Where displacements come from. */
        public enum By {
            /** A normal distribution with the covariance of the values. */
            COVARIANCE,
            /** The correction made again from resampled data, such as overlaps of runs. */
            RESAMPLING
        }
    }

    /**
     * {@code {monte-carlo: step, relation: step, flow: step, replicates: 1000}}: mocks in place of a survey.
     *
     * @param step whose survey the indicator takes, which mocks replace
     * @param relation the indicator whose relation draws the observables
     * @param flow the input flow
     * @param monopolePercent a Hubble-like outflow added to the input flow, in per cent of distance
     * @param geometry where the tracers of mocks are
     */
    record MonteCarlo(
            String name,
            String step,
            String relation,
            InputFlow flow,
            double monopolePercent,
            Optional<Values> theory,
            Geometry geometry,
            int replicates,
            List<Setting> also)
            implements OfReplicates {}

    /** Where the tracers of mocks are. */
    enum Geometry {
        /** At redshift distances for distances that are conditioned on redshift, else at the measured ones. */
        AUTOMATIC,
        /** At the measured distances. */
        DISTANCES,
        /** At the distances of the redshifts, the input flow taken off. */
        REDSHIFTS
    }

    /** The flow of mocks: that of a step, or a vector in Galactic Cartesian components in km/s. */
    record InputFlow(Optional<String> step, double[] velocityKms) {}

    /**
     * A level of a choice.
     *
     * @param label as tables call it
     * @param settings what is set
     */
    record Level(String label, List<Setting> settings) {}

    /**
     * What decides which rows belong together, or in which order they are: {@code group}, {@code measurements.run}.
     *
     * @param column its name, empty where there is none; {@code cz} and {@code distance} of rows are their own, in km/s
     */
    record RowKey(Table table, String column) {

        /** Where the column is. */
        public enum Table {
            /** The rows themselves: galaxies of a survey, tracers of distances. */
            ROWS,
            /** The groups of a survey. */
            GROUPS,
            /** The repeat measurements of a survey. */
            MEASUREMENTS,
            /** No column: each row by itself. */
            ROW,
            /** No column: the group of a galaxy, by its identifier. */
            GROUP,
            /** No column: compact patches of sky with equally many rows. */
            SKY
        }
    }

    /**
     * Which rows a subset has; exactly one of the three is given.
     *
     * @param label as tables call it
     * @param keep the text that kept rows have
     * @param drop the text that kept rows do not have
     * @param below kept rows are less
     * @param above kept rows are not less
     * @param unit of below and above: km/s for {@code cz} and {@code distance}, else as the descriptor has it
     */
    record Condition(
            String label,
            Optional<String> keep,
            Optional<String> drop,
            Optional<Double> below,
            Optional<Double> above,
            Unit unit) {}
}
