package org.peculiar.science.spectrum;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * The wavenumbers that an integral of a power spectrum runs over, and the rule that it is done by.
 *
 * <p>Two codes that integrate one spectrum over other wavenumbers, or on another grid, differ in the third or fourth digit:
 * the fixed grids are here to reproduce what others did. Immutable.
 */
public final class Wavenumbers {

    /** How an integral is done. */
    public enum Rule {
        /** Gaussian quadrature as fine as the integrand oscillates, to about ten digits. */
        ADAPTIVE,
        /** Simpson's rule on a fixed grid with equal steps in ln k. */
        LOGARITHMIC,
        /** A sum over a fixed grid with equal steps in k, each with the value at its lower end. */
        LINEAR
    }

    // Gauss–Legendre nodes and weights of 4 and 10 points on [−1, 1] (Abramowitz and Stegun, table 25.4)
    private static final double[] FEW = {0.3399810435848563, 0.8611363115940526};
    private static final double[] FEW_WEIGHTS = {0.6521451548625461, 0.34785484513745385};
    private static final double[] MANY = {
        0.14887433898163122, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717
    };
    private static final double[] MANY_WEIGHTS = {
        0.29552422471475287, 0.26926671930999635, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814
    };

    /** The longest panel in ln k, and the most that the phase of the integrand may turn within one. */
    private static final double PANEL = 0.25;

    private static final double PANEL_PHASE = 2 * Math.PI;

    /** For panels within both of these, 4 nodes are as good as 10. */
    private static final double SHORT_PANEL = 0.05;

    private static final double SHORT_PHASE = 0.5;

    /** Spectra themselves oscillate with the sound horizon, which is within this length in Mpc/h. */
    private static final double SOUND_HORIZON = 150;

    private static final int MOST_STEPS = 10_000_000;

    private final double kMin;
    private final double kMax;
    private final Rule rule;
    private final double step;
    private final int points;

    private Wavenumbers(double kMin, double kMax, Rule rule, double step, int points) {
        this.kMin = kMin;
        this.kMax = kMax;
        this.rule = rule;
        this.step = step;
        this.points = points;
    }

    private static void requireRange(double kMin, double kMax) {
        if (!(kMin > 0) || !(kMax > kMin) || Double.isInfinite(kMax)) {
            throw new IllegalArgumentException("wavenumbers: found k from " + kMin + " to " + kMax
                    + " h/Mpc, but a positive smallest and a larger largest one are needed");
        }
    }

    /** Integrate to about ten digits between two wavenumbers in h/Mpc. */
    public static Wavenumbers adaptive(double kMin, double kMax) {
        requireRange(kMin, kMax);
        return new Wavenumbers(kMin, kMax, Rule.ADAPTIVE, 0, 0);
    }

    /**
     * Integrate by Simpson's rule in ln k.
     *
     * @param points of the grid, both ends included: an odd number
     */
    public static Wavenumbers logarithmic(double kMin, double kMax, int points) {
        requireRange(kMin, kMax);
        if (points < 3 || points % 2 == 0) {
            throw new IllegalArgumentException(
                    "wavenumbers: found " + points + " points, but Simpson's rule needs an odd number of at least 3");
        }
        return new Wavenumbers(kMin, kMax, Rule.LOGARITHMIC, Math.log(kMax / kMin) / (points - 1), points);
    }

    /**
     * Add up {@code P f step} at k-min, k-min + step and so on, for as many whole steps as there are up to k-max.
     *
     * @param step in h/Mpc
     */
    public static Wavenumbers linear(double kMin, double kMax, double step) {
        requireRange(kMin, kMax);
        double steps = (kMax - kMin) / step;
        if (!(steps >= 1 && steps <= MOST_STEPS)) {
            throw new IllegalArgumentException("wavenumbers: found a step of " + step + " h/Mpc from " + kMin + " to "
                    + kMax + ", but there must be at least one, and ten million at most");
        }
        return new Wavenumbers(kMin, kMax, Rule.LINEAR, step, (int) steps);
    }

    /** Return the smallest wavenumber in h/Mpc. */
    public double kMin() {
        return kMin;
    }

    /** Return the largest wavenumber in h/Mpc. */
    public double kMax() {
        return kMax;
    }

    /** Return the rule. */
    public Rule rule() {
        return rule;
    }

    /**
     * Return the longest step in k from one node to the next, in h/Mpc; 0 for an integral that follows its oscillations. A fixed
     * grid makes noise of functions that turn within it.
     */
    public double longestStep() {
        return rule == Rule.LOGARITHMIC ? kMax * -Math.expm1(-step) : step;
    }

    /**
     * Return nodes and weights for an integral of a spectrum times a smooth function.
     *
     * @param length in Mpc/h that the function oscillates with at most, as {@code sin(k length)}; fixed grids ignore it
     * @throws IllegalArgumentException if the spectrum is not known at all these wavenumbers
     */
    public Quadrature quadrature(PowerSpectrum spectrum, double length) {
        // a table's ends may be rounded
        double slack = 1e-12;
        if (kMin < spectrum.kMin() * (1 - slack) || kMax > spectrum.kMax() * (1 + slack)) {
            throw new IllegalArgumentException("wavenumbers: found k from " + kMin + " to " + kMax
                    + " h/Mpc, but the power spectrum is known only from " + spectrum.kMin() + " to "
                    + spectrum.kMax());
        }
        switch (rule) {
            case LOGARITHMIC:
                return simpson(spectrum);
            case LINEAR:
                return sum(spectrum);
            default:
                return gauss(spectrum, length + SOUND_HORIZON);
        }
    }

    private Quadrature simpson(PowerSpectrum spectrum) {
        double[] k = new double[points];
        double[] power = new double[points];
        for (int i = 0; i < points; i++) {
            k[i] = i == points - 1 ? kMax : kMin * Math.exp(i * step);
            boolean end = i == 0 || i == points - 1;
            double weight = step / 3 * (end ? 1 : i % 2 == 0 ? 2 : 4);
            power[i] = spectrum.at(k[i]) * k[i] * weight;
        }
        return new Quadrature(k, power);
    }

    private Quadrature sum(PowerSpectrum spectrum) {
        double[] k = new double[points];
        double[] power = new double[points];
        for (int i = 0; i < points; i++) {
            k[i] = kMin + i * step;
            power[i] = spectrum.at(k[i]) * step;
        }
        return new Quadrature(k, power);
    }

    private Quadrature gauss(PowerSpectrum spectrum, double length) {
        double[] stops = DoubleStream.concat(
                        DoubleStream.of(kMin, kMax),
                        Arrays.stream(spectrum.knots()).filter(k -> k > kMin && k < kMax))
                .sorted()
                .toArray();
        DoubleStream.Builder k = DoubleStream.builder();
        DoubleStream.Builder power = DoubleStream.builder();
        for (int i = 1; i < stops.length; i++) {
            double from = stops[i - 1];
            while (from < stops[i]) {
                double to = Math.min(from * Math.exp(PANEL), from + PANEL_PHASE / length);
                // no slivers
                to = to > stops[i] - 0.1 * (to - from) ? stops[i] : to;
                panel(spectrum, from, to, length, k, power);
                from = to;
            }
        }
        return new Quadrature(k.build().toArray(), power.build().toArray());
    }

    private static void panel(
            PowerSpectrum spectrum,
            double from,
            double to,
            double length,
            DoubleStream.Builder k,
            DoubleStream.Builder power) {
        boolean small = to - from < SHORT_PANEL * from && (to - from) * length < SHORT_PHASE;
        double[] nodes = small ? FEW : MANY;
        double[] weights = small ? FEW_WEIGHTS : MANY_WEIGHTS;
        double middle = 0.5 * (from + to);
        double half = 0.5 * (to - from);
        for (int i = 0; i < nodes.length; i++) {
            for (int side = -1; side <= 1; side += 2) {
                double at = middle + side * half * nodes[i];
                k.add(at);
                power.add(spectrum.at(at) * weights[i] * half);
            }
        }
    }
}
