package org.peculiar.api;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Measured distances, one row per tracer: a galaxy, or a group.
 *
 * <p>Distances are carried as ln of {@code H0 d} in km/s, with an independent error for each tracer and named
 * {@linkplain Mode modes} that tracers share. The log-distance ratio η, the comoving distance R and the peculiar velocity
 * are views, given a cosmology. Immutable; the arrays are shared and not to be written to.
 */
public final class DistanceSample {

    /** What a row stands for. */
    public enum Tracer {
        GALAXY,
        GROUP
    }

    /** Whether the scale of all distances is known. */
    public enum ZeroPoint {
        /** Normalised to mean Hubble flow only; a flow model must not trust it. */
        RELATIVE,
        /** Set by a step, which owns its error. */
        FITTED
    }

    /** What the distances are conditioned on, which decides whether Malmquist corrections apply. */
    public enum Inference {
        /** From the observables alone: tracers at one estimated distance are an average over true ones. */
        DISTANCE_ESTIMATE,
        /** From the observables given the redshift and the selection: no classical Malmquist bias is left. */
        GIVEN_REDSHIFT
    }

    private final Tracer tracer;
    private final String[] labels;
    private final int[] rowIds;
    private final Directions directions;
    private final double[] z;
    private final double[] lnDistance;
    private final double[] lnError;
    private final int[] members;
    private final DistanceType type;
    private final Inference inference;
    private final ZeroPoint zeroPoint;
    private final Once<List<Mode>> modes;
    private final List<Treatment> treatments;
    private final Once<Calibration> calibration;

    private DistanceSample(Builder b) {
        tracer = b.tracer;
        labels = b.labels;
        rowIds = b.rowIds;
        directions = b.directions;
        z = b.z;
        lnDistance = b.lnDistance;
        lnError = b.lnError;
        members = b.members;
        type = b.type;
        inference = b.inference;
        zeroPoint = b.zeroPoint;
        treatments = List.copyOf(b.treatments);
        calibration = requireNonNull(b.calibration, "calibration");
        int n = labels.length;
        if (rowIds.length != n
                || directions.size() != n
                || z.length != n
                || lnDistance.length != n
                || lnError.length != n
                || members.length != n) {
            throw differing(n);
        }
        modes = b.modes.map(given -> allOf(n, given));
        for (int i = 0; i < n; i++) {
            if (!Double.isFinite(lnDistance[i]) || !(lnError[i] >= 0) || !Double.isFinite(z[i])) {
                throw new DataException(labels[i] + ": ln d " + lnDistance[i] + " ± " + lnError[i] + " at z " + z[i]
                        + ", but a distance needs finite values and an error that is not negative");
            }
        }
    }

    private static IllegalArgumentException differing(int rows) {
        return new IllegalArgumentException(
                "the columns of a distance sample differ in length from its " + rows + " rows");
    }

    private static List<Mode> allOf(int rows, List<Mode> modes) {
        for (Mode mode : modes) {
            if (mode.lnDistance().length != rows) {
                throw differing(rows);
            }
        }
        return List.copyOf(modes);
    }

    /**
     * Begin a sample of relative distances.
     *
     * @param rowIds of the galaxies or groups in their survey
     * @param z redshifts in the CMB frame
     * @param lnDistance ln of H0 d in km/s
     * @param lnError independent standard errors of ln d
     * @param members number of galaxies behind each
     */
    public static Builder of(
            Tracer tracer,
            String[] labels,
            int[] rowIds,
            Directions directions,
            double[] z,
            double[] lnDistance,
            double[] lnError,
            int[] members) {
        Builder builder = new Builder();
        builder.tracer = tracer;
        builder.labels = labels;
        builder.rowIds = rowIds;
        builder.directions = directions;
        builder.z = z;
        builder.lnDistance = lnDistance;
        builder.lnError = lnError;
        builder.members = members;
        return builder;
    }

    /** Return the number of tracers. */
    public int size() {
        return labels.length;
    }

    /** Return what a row stands for. */
    public Tracer tracer() {
        return tracer;
    }

    /** Return the catalogue's identifiers. */
    public String[] labels() {
        return labels;
    }

    /** Return the rows' ids in their survey. */
    public int[] rowIds() {
        return rowIds;
    }

    /** Return the directions of the tracers. */
    public Directions directions() {
        return directions;
    }

    /** Return the redshifts in the CMB frame. */
    public double[] z() {
        return z;
    }

    /** Return ln of H0 d in km/s. */
    public double[] lnDistance() {
        return lnDistance;
    }

    /** Return the independent standard errors of ln d. */
    public double[] lnError() {
        return lnError;
    }

    /** Return the number of galaxies behind each distance. */
    public int[] members() {
        return members;
    }

    /** Return which distance it is. */
    public DistanceType type() {
        return type;
    }

    /** Return what the distances are conditioned on. */
    public Inference inference() {
        return inference;
    }

    /** Return whether the scale of all distances is known. */
    public ZeroPoint zeroPoint() {
        return zeroPoint;
    }

    /** Return the errors that tracers share. */
    public List<Mode> modes() {
        return modes.value();
    }

    /** Return what the distances have been treated with, in order. */
    public List<Treatment> treatments() {
        return treatments;
    }

    /** Return the treatment of that name, if the sample has had it. */
    public Optional<Treatment> treatment(String what) {
        return treatments.stream().filter(t -> t.what().equals(what)).findFirst();
    }

    /** Return the fit that made the distances. */
    public Calibration calibration() {
        return calibration.value();
    }

    /** Return the sample with other distances. */
    public DistanceSample withLnDistance(double[] other) {
        return toBuilder().lnDistance(other).build();
    }

    /** Return the sample with its zero point set. */
    public DistanceSample withZeroPoint(ZeroPoint known) {
        return toBuilder().zeroPoint(known).build();
    }

    /** Return the sample with a further shared error. */
    public DistanceSample withMode(Mode mode) {
        return toBuilder().mode(mode).build();
    }

    /**
     * Return the sample with a treatment noted.
     *
     * @throws DataException if it has had that treatment before
     */
    public DistanceSample treated(Treatment treatment) {
        return toBuilder().treated(treatment).build();
    }

    /** Return some tracers, in the order given. */
    public DistanceSample select(int[] rows) {
        Builder builder = toBuilder();
        builder.labels = Rows.select(labels, rows);
        builder.rowIds = Rows.select(rowIds, rows);
        builder.directions = directions.select(rows);
        builder.z = Rows.select(z, rows);
        builder.lnDistance = Rows.select(lnDistance, rows);
        builder.lnError = Rows.select(lnError, rows);
        builder.members = Rows.select(members, rows);
        builder.modes =
                modes.map(all -> all.stream().map(mode -> mode.select(rows)).toList());
        return builder.build();
    }

    /** Begin a sample like this one in all that is not said otherwise. */
    public Builder toBuilder() {
        Builder builder = of(tracer, labels, rowIds, directions, z, lnDistance, lnError, members);
        builder.type = type;
        builder.inference = inference;
        builder.zeroPoint = zeroPoint;
        builder.modes = modes;
        builder.treatments.addAll(treatments);
        builder.calibration = calibration;
        return builder;
    }

    /** Builds a sample; what is not said is: angular-diameter, from the observables alone, relative, no modes. */
    public static final class Builder {

        private Tracer tracer;
        private String[] labels;
        private int[] rowIds;
        private Directions directions;
        private double[] z;
        private double[] lnDistance;
        private double[] lnError;
        private int[] members;
        private DistanceType type = DistanceType.ANGULAR_DIAMETER;
        private Inference inference = Inference.DISTANCE_ESTIMATE;
        private ZeroPoint zeroPoint = ZeroPoint.RELATIVE;
        private Once<List<Mode>> modes = Once.of(List.of());
        private final List<Treatment> treatments = new ArrayList<>();
        private Once<Calibration> calibration;

        private Builder() {}

        /** Replace the distances. */
        public Builder lnDistance(double[] other) {
            lnDistance = other;
            return this;
        }

        /** Say which distance it is. */
        public Builder type(DistanceType which) {
            type = which;
            return this;
        }

        /** Say what the distances are conditioned on. */
        public Builder inference(Inference given) {
            inference = given;
            return this;
        }

        /** Say whether the scale is known. */
        public Builder zeroPoint(ZeroPoint known) {
            zeroPoint = known;
            return this;
        }

        /**
         * Replace the errors that tracers share by ones that are found when first asked for, which may be never for the replicates
         * of a Monte Carlo.
         *
         * @param others a pure function, called once at most
         */
        public Builder modes(Supplier<List<Mode>> others) {
            modes = new Once<>(others);
            return this;
        }

        /** Add an error that tracers share. */
        public Builder mode(Mode mode) {
            List<Mode> more = new ArrayList<>(modes.value());
            more.add(mode);
            modes = Once.of(more);
            return this;
        }

        /**
         * Note a treatment.
         *
         * @throws DataException if the distances have had that treatment before
         */
        public Builder treated(Treatment treatment) {
            for (Treatment earlier : treatments) {
                if (earlier.what().equals(treatment.what())) {
                    throw new DataException(treatment.what() + " (" + treatment.how()
                            + "): the distances already had it (" + earlier.how()
                            + "), but it must not be applied twice");
                }
            }
            treatments.add(treatment);
            return this;
        }

        /** Name the fit that made the distances; required. */
        public Builder calibration(Calibration fit) {
            calibration = Once.of(fit);
            return this;
        }

        /**
         * Name the fit that made the distances, made up when first asked for.
         *
         * @param fit a pure function, called once at most
         */
        public Builder calibration(Supplier<Calibration> fit) {
            calibration = new Once<>(fit);
            return this;
        }

        /**
         * Build the sample.
         *
         * @throws DataException if a distance or redshift is not finite, or an error negative, naming the tracer
         */
        public DistanceSample build() {
            return new DistanceSample(this);
        }
    }
}
