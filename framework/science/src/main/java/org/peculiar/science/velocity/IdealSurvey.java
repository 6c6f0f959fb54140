package org.peculiar.science.velocity;

/**
 * A survey with perfect velocities all over the sky, whose moments a real one is to estimate. Implementations are immutable.
 *
 * @see "Watkins, Feldman and Hudson 2009, MNRAS 392, 743, section 2"
 */
public interface IdealSurvey {

    /** Return the largest distance in Mpc/h that the survey has an object at. */
    double depth();

    /** Return the mean square distance in (Mpc/h)². */
    double meanSquareDistance();

    /**
     * Return the variance of one component of its bulk flow in linear theory, in (km/s)², for its distances all over the sky: how
     * large the flow is that it sees, {@code (f H0)²/2π² ∫ P w²/3 dk} with w as in {@link IdealContinuum}.
     */
    double variance(LinearVelocities theory);

    /**
     * Return the covariance of its moments with the radial velocities of a survey, {@code ⟨U_p v_n⟩} as {@code [moment][object]}
     * in units of the moment times km/s.
     *
     * @param theory whose table reaches as far as the two depths together
     * @throws IllegalArgumentException if it does not have such moments
     */
    double[][] covariance(FlowMoments moments, Positions survey, VelocityCovariance theory);
}
