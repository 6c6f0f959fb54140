package org.peculiar.plugin.indicator.dnsigma;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.indicator.DeVaucouleursLaw;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.ScalingRelation;
import org.peculiar.science.indicator.ScalingRelation.Design;
import org.peculiar.science.indicator.ScalingRelation.Form;
import org.peculiar.science.indicator.ScalingRelation.Line;
import org.peculiar.science.indicator.ScalingRelation.Observables;
import org.peculiar.science.indicator.ScalingRelation.Weights;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Measures early-type galaxies with the relation between D_n, the diameter within which the mean surface brightness has one value for all,
 * and the velocity dispersion: log D_n = a log sigma + c.
 *
 * <p>The galaxies need log-sigma [dex(km/s)] and a diameter: log-dn [dex(arcsec)], or, where the survey has none, log-theta [dex(arcsec)] and
 * mu-e [mag/arcsec**2] of a de Vaucouleurs law, from which D_n follows for the mean surface brightness given. All corrections
 * (extinction, dimming, aperture, runs) come before; extinction changes D_n through mu-e only. A galaxy that lacks something,
 * or is fainter than that surface brightness everywhere, is left out and listed by reason.
 *
 * <p>The inverse form regresses log sigma = a' (log D_n - c') and is the default: a selection by size or magnitude leaves it
 * unbiased. The forward form regresses log D_n. D_n is in kpc/h at the distance of the tracer's redshift; a group's
 * intercept then says how far off that distance is. A tracer's error is ln 10 s/sqrt(N), with s the scatter in log D_n and N its
 * members. The slope's error is offered as the shared error slopes-1; use it only with a flow that marginalises the zero
 * point. Distances are angular-diameter ones, normalised to mean Hubble flow unless a zero point is given; their zero point
 * is for a later step in any case.
 */
@Component(
        id = "dn-sigma",
        title = "D_n-sigma relation of early-type galaxies",
        cite = {"1987ApJ...313...42D", "1988ApJ...326...19L"},
        example = """
                form: inverse
                mean-brightness: 20.75 mag/arcsec**2
                tracers: groups
                min-members: 2
                """)
@Extension
public final class DnSigma implements DistanceIndicator {

    private static final String LOG_DN = "log-dn";
    private static final String LOG_THETA = "log-theta";
    private static final String MU_E = "mu-e";
    private static final String LOG_SIGMA = "log-sigma";

    /** log₁₀ of kpc/h per arcsec at a distance of 1 km/s, that is 10 kpc/h. */
    private static final double LOG_KPC_PER_ARCSEC = Math.log10(10 / 206264.80624709636);

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What the regression is of", value = "inverse")
            Form form,

            @Parameter(
                    doc = "Mean surface brightness within D_n, in the band of mu-e; that of the original is in B",
                    unit = "mag/arcsec**2",
                    value = "20.75 mag/arcsec**2",
                    cite = "1987ApJ...313...42D")
            double meanBrightness,

            @Parameter(
                    doc =
                            "Slope of the form's line: a of log D_n by log sigma, or its inverse for the inverse form; fitted"
                                    + " unless given",
                    min = 0)
            Optional<Double> slope,

            @Parameter(
                    doc =
                            "Zero point of the form's line, with D_n in kpc/h and sigma in km/s, in dex; fitted unless given")
            Optional<Double> zeroPoint,

            @Parameter(doc = "How galaxies count in a regression", value = "unweighted")
            Weights weights,

            @Parameter(doc = "What has a distance; unless given, groups where one has enough members, else galaxies")
            Optional<Tracers> tracers,

            @Parameter(doc = "Galaxies that a group needs", value = "2", min = 1)
            int minMembers,

            @Parameter(doc = "Whose redshift a galaxy in a group has, when galaxies are tracers", value = "group")
            Redshifts redshifts) {

        private Design design() {
            return new Design(
                    "D_n-sigma relation",
                    form,
                    weights,
                    List.of(new Line("D_n", slope, zeroPoint)),
                    DistanceType.ANGULAR_DIAMETER,
                    1 / Math.log(10),
                    1);
        }
    }

    private final Parameters parameters;
    private final ScalingRelation relation;

    /** Replicates draw other dispersions for galaxies of the same diameters, which take long to find. */
    private final AtomicReference<Diameters> last = new AtomicReference<>();

    @Inject
    DnSigma(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        relation = new ScalingRelation(
                parameters.design(),
                this::observables,
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts()),
                assumptions);
    }

    @Override
    public DistanceSample measure(Survey survey) {
        return relation.measure(survey);
    }

    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        return relation.figures(
                survey, measured, Figure.Axis.of("log σ", Unit.KMS), List.of(Figure.Axis.of("log D_{n}", Unit.KPC_H)));
    }

    private Observables observables(Survey survey) {
        Table galaxies = survey.galaxies();
        galaxies.values(LOG_SIGMA, Unit.DEX_KMS);
        Diameters diameters = diameters(galaxies);
        return new Observables(
                galaxies.column(LOG_SIGMA),
                0,
                List.of(diameters.size()),
                new double[][] {diameters.errors()},
                new double[][] {diameters.logKpc()});
    }

    /**
     * Diameters of a table's galaxies.
     *
     * @param size the column that distance changes: log-dn, or log-theta
     * @param brightness mu-e, which diameters follow from if the table has none
     * @param correlation of the errors of the two
     * @param logKpc log₁₀ of D_n in kpc/h, at a distance of 1 km/s
     * @param errors of that, in dex; NaN where not known
     */
    private record Diameters(
            Column size,
            Optional<Column> brightness,
            Optional<double[]> correlation,
            double[] logKpc,
            double[] errors) {

        boolean areOf(Column otherSize, Optional<Column> otherBrightness, Optional<double[]> otherCorrelation) {
            return same(size, otherSize)
                    && brightness.isPresent() == otherBrightness.isPresent()
                    && (brightness.isEmpty() || same(brightness.get(), otherBrightness.get()))
                    && correlation.orElse(null) == otherCorrelation.orElse(null);
        }

        /** Tells whether two columns have the very same arrays, as those of replicates do. */
        private static boolean same(Column a, Column b) {
            return a.values() == b.values()
                    && a.errors().orElse(null) == b.errors().orElse(null);
        }
    }

    private Diameters diameters(Table galaxies) {
        boolean listed = galaxies.has(LOG_DN);
        if (!listed && !galaxies.has(LOG_THETA)) {
            throw new DataException(galaxies.name() + ": found neither " + LOG_DN + " nor " + LOG_THETA
                    + ", but the D_n-sigma relation needs one of them; there are "
                    + String.join(", ", galaxies.quantities()));
        }
        String name = listed ? LOG_DN : LOG_THETA;
        galaxies.values(name, Unit.DEX_ARCSEC);
        Column size = galaxies.column(name);
        if (!listed) {
            galaxies.values(MU_E, Unit.MAG_ARCSEC2);
        }
        Optional<Column> brightness = listed ? Optional.empty() : Optional.of(galaxies.column(MU_E));
        Optional<double[]> correlation = listed ? Optional.empty() : galaxies.correlation(LOG_THETA, MU_E);
        Diameters known = last.get();
        if (known == null || !known.areOf(size, brightness, correlation)) {
            known = computed(size, brightness, correlation);
            last.set(known);
        }
        return known;
    }

    private Diameters computed(Column size, Optional<Column> brightness, Optional<double[]> correlation) {
        double[] logKpc = size.values().clone();
        double[] errors = Observables.errors(size).clone();
        double[] ofBrightness = brightness.map(Observables::errors).orElse(new double[0]);
        for (int i = 0; i < logKpc.length; i++) {
            if (brightness.isPresent()) {
                double mu = brightness.get().values()[i];
                double logRadius = DeVaucouleursLaw.logRadiusWithin(mu, parameters.meanBrightness());
                logKpc[i] += Math.log10(2) + logRadius;
                double e = -ofBrightness[i] / DeVaucouleursLaw.fainterPerDex(Math.pow(10, logRadius));
                double r = correlation.isPresent() && !Double.isNaN(correlation.get()[i])
                        ? correlation.get()[i]
                        : 0;
                errors[i] = Math.sqrt(errors[i] * errors[i] + e * e + 2 * r * errors[i] * e);
            }
            logKpc[i] += LOG_KPC_PER_ARCSEC;
        }
        return new Diameters(size, brightness, correlation, logKpc, errors);
    }

    /** Returns log D_n in arcsec of an r^{1/4} law, NaN where the galaxy is fainter everywhere. */
    static double logDiameter(double logTheta, double muE, double meanBrightness) {
        return logTheta + Math.log10(2) + DeVaucouleursLaw.logRadiusWithin(muE, meanBrightness);
    }
}
