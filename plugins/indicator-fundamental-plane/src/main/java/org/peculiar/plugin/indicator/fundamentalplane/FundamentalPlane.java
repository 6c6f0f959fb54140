package org.peculiar.plugin.indicator.fundamentalplane;

import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Parameter;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.fundamentalplane.PlaneFit;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Measures early-type galaxies with the Fundamental Plane: log R_e = α log σ + β y + γ, where R_e is the effective radius, σ the
 * velocity dispersion and y the mean surface brightness within R_e.
 *
 * <p>The galaxies need log-sigma [dex(km/s)]; a size, either log-theta [dex(arcsec)] or log-re [dex(kpc/h)]; and a brightness,
 * either mu-e [mag/arcsec**2] or log-ie [dex(solLum/pc**2)]. All corrections (extinction, dimming, aperture, runs) come
 * before. A radius log-re is taken to be at the distance of the tracer's redshift, in the assumed cosmology, unless the
 * galaxies have the quantity cz-radius [km/s]: it is then at the distance of that redshift. Errors are those of the
 * columns; the errors of size and brightness are correlated as the table says, else by error-correlation. Galaxies that lack
 * something are left out and listed by reason.
 *
 * <p>Three forms are regressions. The inverse form, log σ = a log R_e + b y + c with α = 1/a and β = -b/a, is the default: a
 * selection by size, brightness or magnitude leaves it unbiased. The forward form regresses log R_e, the orthogonal one takes
 * the smallest principal component in (log R_e, log σ, log I_e); selection biases both. Every group has an intercept of its own,
 * whose difference from the others' is its distance; galaxies that are tracers themselves share one, and their residuals
 * are their distances. A tracer's error is ln 10 s/(a √N), s the scatter about the plane and N its members. The errors
 * that the slopes give all tracers together are offered as the modes slopes-1 and slopes-2; use them only with a flow
 * that marginalises the zero point. Distances are normalised to mean Hubble flow: their zero point is for a later step.
 *
 * <p>A flux-limited sample of single galaxies needs the form truncated-gaussian: a normal distribution in all three
 * observables, truncated where the survey's limits in magnitude and dispersion cut it, is fitted by maximum likelihood
 * with the redshifts as distances. Each galaxy then has a likelihood of η = log(d_z/d), the log of redshift distance
 * over distance; mean and standard deviation under a flat prior become its ln d and error. Such distances are conditional
 * on the redshift: they want no Malmquist correction. The magnitude behind the selection is M☉ - 2.5 log(2π R_e² I_e) +
 * 25 + 5 log d_L.
 *
 * <p>Distances of groups are angular-diameter ones. Those of galaxies, in every form, are comoving: η is the log of a ratio of
 * comoving distances and log R_e moves by just that, as if d_A were d/(1+z) at the observed redshift. Published values of η
 * are such; a ratio of angular-diameter distances would make velocities larger by the fraction z.
 */
@Component(
        id = "fundamental-plane",
        title = "Fundamental Plane of early-type galaxies",
        cite = {
            "1987ApJ...313...59D",
            "1987ApJ...313...42D",
            "1996MNRAS.280..167J",
            "1997MNRAS.291..488H",
            "2001MNRAS.321..277C",
            "2012MNRAS.427..245M",
            "2014MNRAS.445.2677S"
        },
        example = """
                form: inverse
                tracers: groups
                min-members: 4
                """)
@Extension
public final class FundamentalPlane implements DistanceIndicator {

    /** What messages call the relation. */
    static final String NAME = "Fundamental Plane";

    /** What is fitted. */
    public enum Form {
        /** Regression of log σ on size and brightness. */
        INVERSE,
        /** Regression of log R_e on dispersion and brightness. */
        FORWARD,
        /** Smallest principal component. */
        ORTHOGONAL,
        /** Normal distribution truncated by the survey's selection. */
        TRUNCATED_GAUSSIAN
    }

    /** How galaxies count in a regression. */
    public enum Weights {
        /** All alike. */
        UNWEIGHTED,
        /** By 1/(s² + e²), with e the galaxy's errors and s the intrinsic scatter that makes the reduced χ² equal to 1. */
        ERRORS
    }

    /** How the survey was selected; for the form truncated-gaussian. */
    public record Selection(
            @Parameter(
                    doc = "Smallest log of the velocity dispersion that the survey admits",
                    unit = "dex(km/s)",
                    value = "2.05 dex(km/s)",
                    cite = "2012MNRAS.427..245M")
            double logSigma,

            @Parameter(
                    doc = "Faintest magnitude that the survey admits",
                    unit = "mag",
                    value = "13.65 mag",
                    cite = "2012MNRAS.427..245M")
            double magnitudeMag,

            @Parameter(
                    doc = "Absolute magnitude of the Sun in the band of the limit",
                    unit = "mag",
                    value = "3.67 mag",
                    cite = "1994ApJS...95..107W")
            double solarMagnitudeMag) {

        /** Return the smallest 2 log R_e + log I_e admitted at a luminosity distance in km/s. */
        double limit(double luminosityKms) {
            return 0.4 * (solarMagnitudeMag + 25 - magnitudeMag)
                    - Math.log10(2 * Math.PI)
                    - 6
                    + 2 * Math.log10(luminosityKms / 100);
        }
    }

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What is fitted", value = "inverse")
            Form form,

            @Parameter(
                    doc = "What has a distance; unless given, groups where one has enough members, else galaxies."
                            + " The form truncated-gaussian knows galaxies only")
            Optional<Tracers> tracers,

            @Parameter(doc = "Galaxies that a group needs", value = "2", min = 1)
            int minMembers,

            @Parameter(doc = "Whose redshift a galaxy in a group has, when galaxies are tracers", value = "group")
            Redshifts redshifts,

            @Parameter(doc = "How galaxies count in a regression", value = "unweighted")
            Weights weights,

            @Parameter(
                    doc = "Leave out galaxies whose residual exceeds so many standard deviations, in at most three"
                            + " rounds; regressions only",
                    min = 1)
            Optional<Double> clip,

            @Parameter(
                    doc = "Take out of the regressors' scatter what their errors add to it, at most 90 % of it",
                    value = "false")
            boolean errorsInVariables,

            @Parameter(
                    doc = "Correlation of the errors of log R_e and log I_e (of the opposite sign with mu-e) where the"
                            + " table has none",
                    value = "-0.95",
                    min = -1,
                    max = 1,
                    cite = "2012MNRAS.427..245M")
            double errorCorrelation,

            @Parameter(doc = "How the survey was selected, for the form truncated-gaussian", value = "{}")
            Selection selection,

            @Parameter(
                    doc = "The prior of η, for the form truncated-gaussian, is flat up to this in both directions",
                    unit = "dex",
                    value = "0.6 dex",
                    min = 0.1,
                    max = 2)
            double etaLimitDex) {

        public Parameters {
            if (form == Form.TRUNCATED_GAUSSIAN) {
                refuse(tracers.equals(Optional.of(Tracers.GROUPS)), "tracers: groups");
                refuse(weights != Weights.UNWEIGHTED, "weights: errors");
                refuse(clip.isPresent(), "clip");
                refuse(errorsInVariables, "errors-in-variables");
            }
        }

        private static void refuse(boolean found, String what) {
            if (found) {
                throw new IllegalArgumentException("found " + what
                        + " with form: truncated-gaussian, which measures single galaxies by their likelihood;"
                        + " leave it out or choose a regression");
            }
        }
    }

    private final Parameters parameters;
    private final DistanceTable distances;

    /** Take parameters and the cosmology that all steps share. */
    @Inject
    public FundamentalPlane(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public DistanceSample measure(Survey survey) {
        return prepare(survey).apply(survey);
    }

    @Override
    public Stage<Survey, DistanceSample> prepare(Survey like) {
        return switch (parameters.form()) {
            case INVERSE ->
                InverseStage.suits(parameters)
                        ? new InverseStage(parameters, distances)
                        : regression(PlaneFit.Form.INVERSE);
            case FORWARD -> regression(PlaneFit.Form.FORWARD);
            case ORTHOGONAL -> regression(PlaneFit.Form.ORTHOGONAL);
            case TRUNCATED_GAUSSIAN -> survey -> TruncatedDistances.measure(parameters, distances, survey);
        };
    }

    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        Observables observables = new Observables(survey, distances, parameters.errorCorrelation());
        boolean ofIntensity = parameters.form() == Form.TRUNCATED_GAUSSIAN;
        double sun = ofIntensity ? parameters.selection().solarMagnitudeMag() : Double.NaN;
        return Map.of("edge-on", new EdgeOn(survey, measured, distances).figure(observables, sun));
    }

    private Stage<Survey, DistanceSample> regression(PlaneFit.Form form) {
        return survey ->
                RegressionDistances.of(form, parameters, distances, survey).measure();
    }
}
