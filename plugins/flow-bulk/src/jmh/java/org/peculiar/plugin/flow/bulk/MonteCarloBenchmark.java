package org.peculiar.plugin.flow.bulk;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowEstimate;
import org.peculiar.api.FlowModel;
import org.peculiar.api.Quantity;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Stage;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.bias.nonetinflow.NoNetInflow;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.redshift.PeculiarVelocity;

/**
 * Microseconds of the steps of a Monte Carlo realisation of a survey of the size of SMAC, 699 galaxies in 56 clusters of 4 to 56, by
 * prepared components, over 64 realisations in turn: draw the dispersions and the clusters' redshifts, fit the inverse Fundamental
 * Plane, set the zero point, fit a bulk flow. The whole, as the engine runs it, is the distribution's RealisationBenchmark.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 10, time = 1)
@Fork(value = 2, jvmArgsAppend = "-Xmn4m")
public class MonteCarloBenchmark {

    private static final int CLUSTERS = 56;
    private static final int GALAXIES = 699;
    private static final int IN_TURN = 64;

    private static final double THERMAL_KMS = 250;
    private static final double CZ_ERROR_KMS = 150;
    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), THERMAL_KMS, CZ_ERROR_KMS);
    private static final Cosmology COSMOLOGY = Cosmology.EINSTEIN_DE_SITTER;

    private final FundamentalPlane indicator = new FundamentalPlane(
            new FundamentalPlane.Parameters(
                    FundamentalPlane.Form.INVERSE,
                    Optional.empty(),
                    2,
                    Redshifts.GROUP,
                    FundamentalPlane.Weights.UNWEIGHTED,
                    Optional.empty(),
                    false,
                    -0.95,
                    new FundamentalPlane.Selection(2.05, 13.65, 3.67),
                    0.6),
            ASSUMPTIONS);
    private final NoNetInflow zeroPoint = new NoNetInflow(
            new NoNetInflow.Parameters(
                    NoNetInflow.Form.JOINT,
                    NoNetInflow.Space.DISTANCE,
                    0,
                    new NoNetInflow.Band(-20, 0, new NoNetInflow.Axis(122.93192, 27.12825)),
                    0),
            ASSUMPTIONS);
    private final BulkFlowModel flow = new BulkFlowModel(
            new BulkFlowModel.Parameters(BulkFlowModel.Weights.DISTANCE_ESTIMATE, BulkFlowModel.Monopole.NONE, List.of()), ASSUMPTIONS);

    private final Draws draws = KeyedDraws.ofSeed(1999);
    private Survey survey;
    private Column redshift;
    private double[] lnDistance;
    private double[] zHubble;
    private double[] flowKms;
    private Relation.Simulation simulation;
    private Stage<Survey, DistanceSample> toDistances;
    private Stage<DistanceSample, DistanceSample> toZeroPoint;
    private Stage<FlowModel.Inputs, FlowEstimate> toFlow;
    private Survey[] surveys;
    private DistanceSample[] relative;
    private DistanceSample[] absolute;
    private long next;

    /** Observe a survey, fit it, and prepare to draw others like it. */
    @Setup
    public void prepare() {
        survey = observe();
        DistanceSample measured = zeroPoint.correct(indicator.measure(survey));
        double[] v = flow.fit(FlowModel.Inputs.of(measured)).values();
        redshift = survey.groups().column(Quantity.REDSHIFT.name());
        zHubble = new double[CLUSTERS];
        flowKms = new double[CLUSTERS];
        for (int c = 0; c < CLUSTERS; c++) {
            zHubble[c] = COSMOLOGY.table().redshiftOfAngularDiameter(Math.exp(measured.lnDistance()[c]));
            Directions n = measured.directions();
            flowKms[c] = v[0] * n.x()[c] + v[1] * n.y()[c] + v[2] * n.z()[c];
        }
        lnDistance = Arrays.stream(survey.groupOf())
                .mapToDouble(c -> measured.lnDistance()[c])
                .toArray();
        simulation = measured.calibration()
                .relation()
                .orElseThrow()
                .prepare(survey, measured.calibration().values());
        toDistances = indicator.prepare(survey);
        toZeroPoint = zeroPoint.prepare(measured);
        toFlow = flow.prepare(FlowModel.Inputs.of(measured));
        surveys = new Survey[IN_TURN];
        relative = new DistanceSample[IN_TURN];
        absolute = new DistanceSample[IN_TURN];
        for (int k = 0; k < IN_TURN; k++) {
            surveys[k] = drawn(k);
            relative[k] = toDistances.apply(surveys[k]);
            absolute[k] = toZeroPoint.apply(relative[k]);
        }
    }

    /** Clusters all over the sky but near the Galactic plane, between cz 2000 and 12,500 km/s, at rest. */
    private Survey observe() {
        int[] sizes = sizes();
        double[] l = new double[CLUSTERS];
        double[] b = new double[CLUSTERS];
        double[] z = new double[CLUSTERS];
        String[] names = new String[CLUSTERS];
        for (int c = 0; c < CLUSTERS; c++) {
            names[c] = "C" + c;
            l[c] = (c * 137.508) % 360;
            double height = 0.25 + 0.75 * (c / 2 + 0.5) / (CLUSTERS / 2.0);
            b[c] = Math.toDegrees(Math.asin(c % 2 == 0 ? height : -height));
            z[c] = (2000 + 10_500 * ((c * 0.618034) % 1)) / 299_792.458;
        }
        int[] clusterOf = new int[GALAXIES];
        String[] labels = new String[GALAXIES];
        double[] logTheta = new double[GALAXIES];
        double[] mu = new double[GALAXIES];
        double[] logSigma = new double[GALAXIES];
        Draws size = draws.stream("size");
        Draws brightness = draws.stream("brightness");
        Draws scatter = draws.stream("dispersion");
        for (int i = 0, c = 0, member = 0; i < GALAXIES; i++, member++) {
            if (member == sizes[c]) {
                c++;
                member = 0;
            }
            clusterOf[i] = c;
            labels[i] = "G" + i;
            double logRe = 0.5 + 0.25 * size.gaussian(i);
            mu[i] = 20 + 2 * (logRe - 0.5) + 0.4 * brightness.gaussian(i);
            logSigma[i] = 2.25 + 0.72 * (logRe - 0.5) - 0.24 * (mu[i] - 20) + 0.06 * scatter.gaussian(i);
            // kpc/h per arcsec, and distances in km/s
            logTheta[i] = logRe - Math.log10(COSMOLOGY.angularDiameterKms(z[c]) * 10 / 206_264.8);
        }
        Directions directions = Directions.ofDegrees(l, b);
        Table galaxies = Table.of("galaxies", labels)
                .with(directions.select(clusterOf))
                .with(Column.of(new Quantity("log-theta", Unit.DEX_ARCSEC), logTheta))
                .with(Column.of(new Quantity("mu-e", Unit.MAG_ARCSEC2), mu))
                .with(Column.of(new Quantity("log-sigma", Unit.DEX_KMS), logSigma));
        Table clusters =
                Table.of("clusters", names).with(directions).with(Column.of(Quantity.REDSHIFT, z));
        return Survey.of(RestFrame.CMB, galaxies, clusters, clusterOf);
    }

    /** A few rich clusters and many poor ones, 4 to 56 galaxies. */
    private static int[] sizes() {
        int[] sizes = new int[CLUSTERS];
        int sum = 0;
        for (int c = 0; c < CLUSTERS; c++) {
            sizes[c] = 4 + (int) (52 * Math.pow(1 - c / 55.0, 5));
            sum += sizes[c];
        }
        for (int c = 1; sum != GALAXIES; c = c % (CLUSTERS - 2) + 1) {
            int change = Integer.signum(GALAXIES - sum);
            if (sizes[c] + change >= 4) {
                sizes[c] += change;
                sum += change;
            }
        }
        return sizes;
    }

    private Survey drawn(long replicate) {
        Draws own = draws.replicate(replicate);
        Survey mock = simulation.draw(lnDistance, own);
        Draws noise = own.stream("cz");
        double scatterKms = Math.sqrt(THERMAL_KMS * THERMAL_KMS + CZ_ERROR_KMS * CZ_ERROR_KMS);
        double[] z = new double[CLUSTERS];
        for (int c = 0; c < CLUSTERS; c++) {
            z[c] = PeculiarVelocity.zCmb(zHubble[c], flowKms[c] + scatterKms * noise.gaussian(c));
        }
        return mock.withGroups(mock.groups().with(redshift.withValues(z)));
    }

    private int turn() {
        return (int) (next++ % IN_TURN);
    }

    /** Dispersions of 699 galaxies and redshifts of 56 clusters. */
    @Benchmark
    public Survey draw() {
        return drawn(next++);
    }

    /** The inverse Fundamental Plane. */
    @Benchmark
    public DistanceSample distances() {
        return toDistances.apply(surveys[turn()]);
    }

    /** The zero point by no net inflow. */
    @Benchmark
    public DistanceSample zeroPoint() {
        return toZeroPoint.apply(relative[turn()]);
    }

    /** The bulk flow. */
    @Benchmark
    public FlowEstimate flow() {
        return toFlow.apply(FlowModel.Inputs.of(absolute[turn()]));
    }

    /** A realisation of tracers alone: distances redrawn with their errors, zero point, flow. */
    @Benchmark
    public FlowEstimate tracerRealisation() {
        DistanceSample like = relative[0];
        Draws noise = draws.replicate(next++).stream("ln-distance");
        double[] ln = new double[like.size()];
        for (int c = 0; c < ln.length; c++) {
            ln[c] = like.lnDistance()[c] + like.lnError()[c] * noise.gaussian(like.rowIds()[c]);
        }
        return toFlow.apply(FlowModel.Inputs.of(toZeroPoint.apply(like.withLnDistance(ln))));
    }
}
