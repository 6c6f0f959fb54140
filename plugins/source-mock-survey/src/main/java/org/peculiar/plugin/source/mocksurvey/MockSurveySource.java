package org.peculiar.plugin.source.mocksurvey;

import jakarta.inject.Inject;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.Extinction;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.sky.GalacticVector;
import org.pf4j.Extension;

/**
 * Draws a synthetic survey like SMAC from a list of clusters: a bulk flow, early-type galaxies on a Fundamental
 * Plane, and velocity dispersions measured in several runs, each with an offset of its own.
 *
 * <p>The clusters are those of any other source: the groups of its survey, each with as many galaxies as it has
 * there; or, where it has no groups, its rows, with the quantity {@code members} for the number of galaxies. Only their
 * directions and redshifts count.
 *
 * <p>Taking the {@code reference-flow} out of the redshifts gives where the clusters are, which stays the same whatever
 * {@code flow} and seed are. A cluster moves with the flow and its own random velocity, and its redshift has an error.
 * Galaxies have log R_e = 0.50 ± 0.25 (kpc/h), surface brightness 19.80 + 2.6 (log R_e − 0.5) ± 0.50, log σ from the
 * plane log R_e = α log σ + β µ_e + γ with its scatter, Mg2 = 0.20 log σ − 0.18 ± 0.02, and type E or S0 at random.
 * Photometry comes first, so that the inverse relation is unbiased.
 *
 * <p>Dispersions are from new runs (INT1 to INT3 north of −20°, AAT1 and AAT2 south of it, by Galactic longitude),
 * from the literature (LIT7S, LITDB, and LITLG in the north or LITJFK in the south), or from both.
 *
 * <p>Positions that stay fixed have no Malmquist bias, so bias/malmquist-homogeneous would spoil the flow. With
 * {@code malmquist-consistent: true} the distance estimates are fixed instead, and true distances scatter about them as
 * they do in a uniform universe: ln r has mean ln d + 3 D² and standard deviation D, the error of the cluster's
 * distance. Then the correction is right.
 *
 * <p>Galaxies can show more than that, for other indicators: spirals adds to each a log-width and a magnitude on a Tully-Fisher
 * relation, as if it were a spiral, too, magnitudes first, so that the inverse relation is unbiased; brightest adds to the first of
 * each cluster an alpha and a metric-magnitude on an L-alpha relation, within 10 kpc/h at the distance of the cluster's redshift.
 * D_n-sigma needs nothing beside the Fundamental Plane's observables. Their errors are in the scatter.
 *
 * <p>Dust, if any, makes the surface brightness fainter by {@code coefficient} times E(B−V); where a map does not reach, it
 * is missing. A survey drawn without cz error or measurement error has no such errors.
 */
@Component(
        id = "mock-survey",
        title = "Synthetic survey of clusters",
        cite = {"1999ApJ...512L..79H"},
        example = """
                clusters:
                  uses: source/table
                  with:
                    galaxies: {table: galaxies, id: id, group: cluster}
                    groups:
                      table: clusters
                      id: name
                      position: {longitude: l, latitude: b, frame: galactic}
                      redshift: {column: cz, unit: km/s, frame: heliocentric}
                flow: {speed: 630 km/s, l: 260 deg, b: -1 deg}
                """)
@Extension
public final class MockSurveySource implements Source {

    /** What to draw. */
    public record Parameters(
            @Parameter(doc = "Source of the clusters: its groups, or its rows with the quantity members")
            Source clusters,

            @Parameter(doc = "Bulk flow that the clusters take part in", value = "{}", cite = "1999ApJ...512L..79H")
            Flow flow,

            @Parameter(
                    doc = "Bulk flow that the listed redshifts contain; taking it out gives the true positions",
                    value = "{}")
            Flow referenceFlow,

            @Parameter(
                    doc = "One-dimensional random velocity of a cluster, if not that under assume:",
                    unit = "km/s",
                    min = 0)
            Optional<Double> thermalDispersionKms,

            @Parameter(doc = "Error of a cluster's cz, if not that under assume:", unit = "km/s", min = 0)
            Optional<Double> czErrorKms,

            @Parameter(doc = "Fundamental Plane of the galaxies", value = "{}")
            Plane plane,

            @Parameter(
                    doc = "Scatter of measured log σ about the plane, measurement error included",
                    unit = "dex",
                    value = "0.06594 dex",
                    min = 0)
            double scatterDex,

            @Parameter(doc = "Error of one measurement of log σ", unit = "dex", value = "0.03 dex", min = 0)
            double measurementErrorDex,

            @Parameter(doc = "Observing runs: their offsets, and how galaxies are spread over them", value = "{}")
            Runs runs,

            @Parameter(doc = "Dust in front of the galaxies")
            Optional<Extinction> dust,

            @Parameter(
                    doc = "Extinction of the surface brightness over E(B−V)",
                    value = "2.673",
                    min = 0,
                    cite = "1998ApJ...500..525S")
            double coefficient,

            @Parameter(
                    doc = "Fix the estimated distances rather than the true ones, so that Malmquist bias is there",
                    value = "false")
            boolean malmquistConsistent,

            @Parameter(
                    doc =
                            "Line widths and magnitudes on a Tully-Fisher relation, for each galaxy as if it were a spiral")
            Optional<Spirals> spirals,

            @Parameter(doc = "A brightest galaxy on an L-alpha relation: the first galaxy of each cluster")
            Optional<Brightest> brightest) {}

    /** The line M = A + B (log W − 2.5), whose scatter is in the widths. */
    public record Spirals(
            @Parameter(
                    doc = "A, the absolute magnitude at log W = 2.5, with distances in Mpc/h",
                    unit = "mag",
                    value = "-21 mag",
                    cite = "1997AJ....113...53G")
            double zeroPointMag,

            @Parameter(doc = "B, in mag/dex", value = "-7.68", max = -1, cite = "1997AJ....113...53G")
            double slope,

            @Parameter(doc = "Scatter about the line, errors included", unit = "mag", value = "0.35 mag", min = 0)
            double scatterMag,

            @Parameter(
                    doc = "Standard deviation of absolute magnitudes about A",
                    unit = "mag",
                    value = "1 mag",
                    min = 0)
            double spreadMag) {}

    /** M = A + B α + C α² within 10 kpc/h. */
    public record Brightest(
            @Parameter(
                    doc = "A, with distances in Mpc/h",
                    unit = "mag",
                    value = "-20.411 mag",
                    cite = "1995ApJ...440...28P")
            double zeroPointMag,

            @Parameter(doc = "B, in mag", value = "-4.397", cite = "1995ApJ...440...28P")
            double linear,

            @Parameter(doc = "C, in mag", value = "2.738", cite = "1995ApJ...440...28P")
            double quadratic,

            @Parameter(
                    doc = "Scatter about the relation",
                    unit = "mag",
                    value = "0.244 mag",
                    min = 0,
                    cite = "1995ApJ...440...28P")
            double scatterMag,

            @Parameter(doc = "Mean of α", value = "0.57", min = 0, max = 1.5, cite = "1995ApJ...440...28P")
            double alpha,

            @Parameter(doc = "Standard deviation of α", value = "0.1", min = 0, max = 0.5)
            double spread) {}

    /** A bulk flow. */
    public record Flow(
            @Parameter(doc = "Speed", unit = "km/s", value = "630 km/s", min = 0)
            double speedKms,

            @Parameter(
                    doc = "Galactic longitude that it goes to",
                    unit = "deg",
                    value = "260 deg",
                    min = -360,
                    max = 360)
            double lDeg,

            @Parameter(doc = "Galactic latitude that it goes to", unit = "deg", value = "-1 deg", min = -90, max = 90)
            double bDeg) {

        GalacticVector velocityKms() {
            return GalacticVector.ofPolar(speedKms, lDeg, bDeg);
        }
    }

    /** The plane log R_e = α log σ + β µ_e + γ, with R_e in kpc/h. */
    public record Plane(
            @Parameter(doc = "α, dimensionless", value = "1.383", min = 0.1, cite = "1997MNRAS.291..488H")
            double alpha,

            @Parameter(doc = "β, per mag", value = "0.326", cite = "1997MNRAS.291..488H")
            double beta,

            @Parameter(doc = "γ, in dex", value = "-9.066") double gamma) {}

    /** Observing runs. */
    public record Runs(
            @Parameter(
                    doc = "Standard deviation of the runs' offsets in log σ",
                    unit = "dex",
                    value = "0.013 dex",
                    min = 0)
            double offsetDex,

            @Parameter(doc = "Fraction of galaxies with new data only", value = "0.41", min = 0, max = 1)
            double newOnly,

            @Parameter(doc = "Fraction with new data and one literature source", value = "0.21", min = 0, max = 1)
            double newAndLiterature,

            @Parameter(doc = "Probability that new data are repeated in the next run", value = "0.03", min = 0, max = 1)
            double repeat,

            @Parameter(
                    doc = "Probability of a second source where all is from the literature",
                    value = "0.04",
                    min = 0,
                    max = 1)
            double secondLiterature,

            @Parameter(
                    doc = "Probability that AAT1 also observed a galaxy of −35° < Dec < 15°",
                    value = "0.03",
                    min = 0,
                    max = 1)
            double northSouthLink) {}

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final double intrinsicScatterDex;

    @Inject
    MockSurveySource(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        double total = parameters.scatterDex();
        double error = parameters.measurementErrorDex();
        if (total < error) {
            throw new DataException("scatter: found " + total
                    + " dex, but it includes the measurement error, so at least " + error + " dex is needed");
        }
        if (parameters.runs().newOnly() + parameters.runs().newAndLiterature() > 1) {
            throw new DataException(
                    "runs: new-only and new-and-literature add up to more than 1, but they are fractions");
        }
        if (parameters.malmquistConsistent()
                && (parameters.spirals().isPresent() || parameters.brightest().isPresent())) {
            throw new DataException(
                    "malmquist-consistent: found true with spirals or brightest, but it fixes the distances"
                            + " that the Fundamental Plane estimates, and no others");
        }
        intrinsicScatterDex = Math.sqrt(total * total - error * error);
    }

    /**
     * Draw the survey.
     *
     * @return log-theta, mu-e and mg2 of galaxies, and what else they are to show; z of groups in the CMB frame, log-sigma of
     *     measurements
     * @throws DataException if the clusters have no redshift in the CMB frame or no number of members
     */
    @Override
    public Survey survey(Draws draws) {
        Clusters clusters = Clusters.of(parameters.clusters().survey(draws.stream("clusters")));
        Cosmology cosmology = Cosmology.of(assumptions.cosmology());
        ClusterMotions motions = new ClusterMotions(parameters, clusters, cosmology, draws);
        EarlyTypes galaxies =
                EarlyTypes.draw(parameters.plane(), intrinsicScatterDex, clusters, motions.distanceKms(), draws);
        RunPlan plan = new RunPlan(parameters.runs(), clusters, draws.stream("runs"));
        double errorDex = parameters.measurementErrorDex();
        DispersionMeasurements measurements =
                DispersionMeasurements.of(galaxies, plan, errorDex, draws.stream("measurement"));
        if (parameters.malmquistConsistent()) {
            measurements.fixEstimates(galaxies, motions, parameters.plane().alpha());
        }
        measurements.addOffsets(parameters.runs().offsetDex(), draws.stream("offset"));
        Table groups = motions.groups(assumptions, draws);
        Table table = galaxies.table(clusters, draws);
        if (parameters.dust().isPresent()) {
            table = dimmed(table, parameters.dust().get());
        }
        Seen seen = new Seen(
                groups.values(Quantity.REDSHIFT.name()), motions.comovingKms(), galaxies.cluster(), galaxies.key());
        if (parameters.spirals().isPresent()) {
            table = OtherObservables.spirals(table, seen, parameters.spirals().get(), draws.stream("spirals"));
        }
        if (parameters.brightest().isPresent()) {
            table = OtherObservables.brightest(
                    table, seen, parameters.brightest().get(), cosmology, draws.stream("brightest"));
        }
        return Survey.of(RestFrame.CMB, table, groups, galaxies.cluster())
                .withMeasurements(measurements.table(galaxies, errorDex), measurements.galaxyOf())
                .treated(new Treatment("cmb-frame", "synthetic"));
    }

    /**
     * Where galaxies are and how they are seen.
     *
     * @param z observed redshifts of the clusters
     * @param comovingKms true distances of the clusters
     * @param cluster of each galaxy
     * @param key that the random numbers of each galaxy are drawn by
     */
    record Seen(double[] z, double[] comovingKms, int[] cluster, long[] key) {}

    private Table dimmed(Table galaxies, Extinction dust) {
        double[] reddening = dust.reddening(galaxies);
        Column clear = galaxies.column("mu-e");
        double[] behindDust = new double[reddening.length];
        for (int k = 0; k < behindDust.length; k++) {
            behindDust[k] = clear.values()[k] + parameters.coefficient() * reddening[k];
        }
        return galaxies.with(clear.withValues(behindDust));
    }
}
