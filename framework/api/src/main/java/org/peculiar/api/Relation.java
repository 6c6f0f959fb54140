package org.peculiar.api;

/**
 * What an indicator assumes about galaxies, stated so that others can use it: to fit it together with a flow, and to
 * draw mocks from it.
 *
 * <p>θ holds everything that was fitted, the zero point included: a change of all ln d by a constant is also one of θ.
 * Implementations are immutable and thread-safe.
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
     * Prepare the likelihood of a survey's galaxies, for a fit of θ or of distances.
     *
     * <p>Unless it is told otherwise, residuals are independent and normal, with the variances that they have at the point given, held
     * there: the maximum is that of weighted least squares, and whoever wants the weights of another point prepares anew. A
     * relation with a likelihood of its own, such as one that knows how the survey was selected, gives that.
     *
     * @param survey with the observables of the indicator
     * @param theta parameters near the maximum
     * @param lnDistance ln of each galaxy's distance in km/s, near the maximum
     */
    default Likelihood likelihood(Survey survey, double[] theta, double[] lnDistance) {
        return new NormalResiduals(
                this, survey, residuals(survey, theta, lnDistance).variances());
    }

    /**
     * The likelihood of the galaxies of a survey. Immutable and thread-safe; it takes each galaxy by itself, whatever they share.
     */
    @FunctionalInterface
    interface Likelihood {

        /**
         * Evaluate it.
         *
         * @param theta parameters, in the order of {@link #parameters}
         * @param lnDistance ln of each galaxy's distance in km/s; {@code NaN} gives that galaxy {@code NaN}
         * @throws DataException if the relation cannot have such parameters
         */
        LogLikelihoods at(double[] theta, double[] lnDistance);
    }

    /**
     * Logarithms of likelihoods with their derivatives; {@code NaN} for a galaxy that lacks an observable.
     *
     * @param values one a galaxy
     * @param byLnDistance derivative of each by its ln d
     * @param byParameter derivative of each by each parameter, {@code [parameter][galaxy]}
     */
    record LogLikelihoods(double[] values, double[] byLnDistance, double[][] byParameter) {}

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
