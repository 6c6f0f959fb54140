package org.peculiar.science.resampling;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.science.statistics.CovarianceMatrix;

/**
 * What leaving out each group of tracers in turn says of an estimate: which group moves it most, and its covariance.
 *
 * <p>Vectors have any number k of components in one unit, km/s for flows. Groups of unequal size m_j, N in all, are weighed
 * as Busing et al. do: {@code h_j = N/m_j}, pseudo-values {@code τ_j = h_j V − (h_j − 1) V₋ⱼ}, {@code V_J = G V − Σ (1 −
 * m_j/N) V₋ⱼ}, {@code C = (1/G) Σ (τ_j − V_J)(τ_j − V_J)ᵀ/(h_j − 1)}. Equal groups make that {@code (G − 1)/G Σ (V₋ⱼ −
 * mean)(V₋ⱼ − mean)ᵀ}. Immutable.
 *
 * @see "Efron 1982, The Jackknife, the Bootstrap and Other Resampling Plans, SIAM"
 * @see "Busing, Meijer and van der Leeden 1999, Statistics and Computing 9, 3"
 */
public final class Jackknife {

    /** With fewer groups than this the covariance is too uncertain to quote, by about {@code √(2/(G − 1))} of a variance. */
    public static final int GROUPS_FOR_AN_ERROR = 20;

    private final double[] full;
    private final double[][] without;
    private final int[] sizes;

    private Jackknife(double[] full, double[][] without, int[] sizes) {
        this.full = full;
        this.without = without;
        this.sizes = sizes;
    }

    /**
     * What one group does to an estimate.
     *
     * @param group number of the group
     * @param shift estimate without it less that of all, k components
     * @param length of the shift
     * @param amplitudeChange length of the estimate without it less that of all
     */
    public record Influence(int group, double[] shift, double length, double amplitudeChange) {}

    /**
     * Take estimates that each left out one of groups of one size.
     *
     * @param full estimate of all, k components
     * @param without estimates {@code [group][k]}
     * @throws InsufficientDataException for fewer than two groups
     * @throws org.peculiar.api.DataException if a component is not finite
     */
    public static Jackknife of(double[] full, double[][] without) {
        int[] ones = new int[without.length];
        Arrays.fill(ones, 1);
        return of(full, without, ones);
    }

    /**
     * Take estimates that each left out one of groups of any size.
     *
     * @param full estimate of all, k components
     * @param without estimates {@code [group][k]}
     * @param sizes m_j: how many tracers each group has, all positive; N is their sum
     * @throws InsufficientDataException for fewer than two groups
     * @throws org.peculiar.api.DataException if a component is not finite
     */
    public static Jackknife of(double[] full, double[][] without, int[] sizes) {
        if (without.length < 2) {
            throw new InsufficientDataException(
                    "jackknife: found " + without.length + " groups, but at least 2 are needed");
        }
        if (sizes.length != without.length) {
            throw new IllegalArgumentException(
                    "jackknife: " + without.length + " estimates, but the sizes of " + sizes.length + " groups");
        }
        Vectors.require(full, full.length, "jackknife: estimate of all");
        for (int j = 0; j < sizes.length; j++) {
            Vectors.require(without[j], full.length, "jackknife: estimate without group " + j);
            if (sizes[j] < 1) {
                throw new IllegalArgumentException(
                        "jackknife: group " + j + " has " + sizes[j] + " tracers, but at least 1 is needed");
            }
        }
        return new Jackknife(full.clone(), Vectors.copy(without), sizes.clone());
    }

    /** Return the number of groups G. */
    public int groups() {
        return without.length;
    }

    /** Return the covariance of the estimate of all; empty for too few groups, as {@link #reason} says. */
    public Optional<CovarianceMatrix> covariance() {
        return reason().isPresent() ? Optional.empty() : Optional.of(busing());
    }

    /** Return why there is no covariance, where there is none. */
    public Optional<String> reason() {
        return groups() < GROUPS_FOR_AN_ERROR
                ? Optional.of("influence alone: " + groups() + " groups, an error needs " + GROUPS_FOR_AN_ERROR)
                : Optional.empty();
    }

    private CovarianceMatrix busing() {
        int k = full.length;
        int groups = groups();
        double total = total();
        double[] estimate = estimate();
        double[][] sum = new double[k][k];
        for (int j = 0; j < groups; j++) {
            double h = total / sizes[j];
            double[] deviation = new double[k];
            for (int i = 0; i < k; i++) {
                deviation[i] = h * full[i] - (h - 1) * without[j][i] - estimate[i];
            }
            Vectors.addOuter(sum, 1 / (groups * (h - 1)), deviation, deviation);
        }
        return CovarianceMatrix.of(sum);
    }

    private double total() {
        return Arrays.stream(sizes).asDoubleStream().sum();
    }

    /** Return the estimate less the bias that the jackknife finds, V_J. */
    public double[] estimate() {
        double total = total();
        double[] estimate = Vectors.times(groups(), full);
        for (int j = 0; j < sizes.length; j++) {
            for (int i = 0; i < estimate.length; i++) {
                estimate[i] -= (1 - sizes[j] / total) * without[j][i];
            }
        }
        return estimate;
    }

    /** Return the influence of each group, the largest shift first; equal ones in the order of the groups. */
    public List<Influence> influences() {
        List<Influence> influences = new ArrayList<>();
        for (int j = 0; j < without.length; j++) {
            double[] shift = Vectors.minus(without[j], full);
            influences.add(
                    new Influence(j, shift, Vectors.length(shift), Vectors.length(without[j]) - Vectors.length(full)));
        }
        influences.sort(Comparator.comparingDouble((Influence influence) -> -influence.length()));
        return List.copyOf(influences);
    }
}
