package org.peculiar.api;

/**
 * What an indicator assumes about galaxies, stated so that others can use it: to fit it together with a flow, and to
 * draw mocks from it.
 *
 * <p>Implementations are immutable and thread-safe.
 */
public interface Relation {

    /** Return the names of the parameters θ, in order. */
    String[] parameters();

    /**
     * Compare a survey with the relation.
     *
     * @param survey with the observables of the indicator
     * @param theta parameters, in the order of {@link #parameters}
     * @param lnDistance ln of each galaxy's distance in km/s, of the indicator's {@link DistanceType}
     */
    Residuals residuals(Survey survey, double[] theta, double[] lnDistance);

    /**
     * Replace the observables of a survey by ones drawn from the relation.
     *
     * @param survey as a template: its galaxies, with the errors of their observables
     * @param theta parameters
     * @param lnDistance ln of each galaxy's true distance in km/s
     * @param draws keyed by the galaxies' row ids
     */
    Survey simulate(Survey survey, double[] theta, double[] lnDistance, Draws draws);

    /**
     * Do once what many simulations of one survey share.
     *
     * @param template as {@link #simulate} takes it
     * @param theta parameters
     */
    default Simulation prepare(Survey template, double[] theta) {
        return (lnDistance, draws) -> simulate(template, theta, lnDistance, draws);
    }

    /**
     * Draws surveys from one template. It may keep arrays to work in, so it belongs to one thread; the surveys that it returns are
     * as immutable as any, and share with the template the columns that are not drawn.
     */
    @FunctionalInterface
    interface Simulation {

        /**
         * Draw what {@link Relation#simulate} would, to the last bit.
         *
         * @param lnDistance ln of each galaxy's true distance in km/s; not to be written to afterwards, for what follows from it may
         *     be kept
         * @param draws keyed by the galaxies' row ids
         */
        Survey draw(double[] lnDistance, Draws draws);
    }

    /**
     * Residuals with their derivatives; {@code NaN} for a galaxy that lacks an observable.
     *
     * @param values one a galaxy, in the unit of the quantity that the relation predicts
     * @param variances of the values, in that unit squared
     * @param byLnDistance derivative of each by its ln d
     * @param byParameter derivative of each by each parameter, {@code [parameter][galaxy]}
     */
    record Residuals(double[] values, double[] variances, double[] byLnDistance, double[][] byParameter) {}
}
