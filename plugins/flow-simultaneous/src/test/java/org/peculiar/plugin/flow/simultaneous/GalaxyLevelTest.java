package org.peculiar.plugin.flow.simultaneous;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Relation;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.plugin.flow.simultaneous.SimultaneousFlowModel.Level;
import org.peculiar.plugin.flow.simultaneous.SimultaneousFlowModel.Parameters;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.redshift.PeculiarVelocity;
import org.peculiar.science.sky.GalacticVector;

/** Synthetic surveys with a relation that is the test's own; nothing here comes from a paper. */
class GalaxyLevelTest {

    private static final CosmologyParameters FLAT = new CosmologyParameters("flat", 0.3, 0.7);
    private static final DistanceTable TABLE = Cosmology.of(FLAT).table();
    private static final GalacticVector FLOW = new GalacticVector(-150, 400, 250);
    private static final double[] THETA = {-3.1, -7.5};
    private static final double SCATTER_MAG = 0.35;

    /** Galaxies of a survey: some in groups of a few, which share a motion, the rest alone. */
    private record Mock(Survey survey, double[] z, double[] lnDistance, int[] groupOf) {}

    private static Draws draws(String name) {
        return KeyedDraws.ofSeed(7).stream(name);
    }

    /**
     * @param perGroup galaxies of each group, 0 for none in groups
     * @param thermalKms of groups, or of galaxies where there are none
     */
    private static Mock mock(int n, int perGroup, double thermalKms, String seed) {
        Draws draws = draws(seed);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] z = new double[n];
        double[] width = new double[n];
        double[] lnDistance = new double[n];
        int[] groupOf = new int[n];
        double[] motion = new double[n];
        double[] zHubble = new double[n];
        for (int i = 0; i < n; i++) {
            int unit = perGroup == 0 ? i : i / perGroup * perGroup;
            groupOf[i] = perGroup == 0 ? -1 : i / perGroup;
            l[i] = 360 * draws.stream("l").uniform(unit);
            b[i] = Math.toDegrees(Math.asin(2 * draws.stream("b").uniform(unit) - 1));
            zHubble[i] = (4000 + 10000 * draws.stream("z").uniform(unit)) / SPEED_OF_LIGHT_KMS;
            motion[i] = thermalKms * draws.stream("motion").gaussian(unit);
            width[i] = 2.5 + 0.15 * draws.stream("width").gaussian(i);
        }
        Directions directions = Directions.ofDegrees(l, b);
        for (int i = 0; i < n; i++) {
            double v = FLOW.x() * directions.x()[i]
                    + FLOW.y() * directions.y()[i]
                    + FLOW.z() * directions.z()[i];
            z[i] = PeculiarVelocity.zCmb(zHubble[i], v + motion[i]);
            lnDistance[i] = Math.log(TABLE.distanceKms(DistanceType.LUMINOSITY, zHubble[i]));
        }
        String[] labels = IntStream.range(0, n).mapToObj(i -> "galaxy " + i).toArray(String[]::new);
        Table galaxies =
                Table.of("galaxies", labels).with(directions).with(Column.of(LuminosityLineWidth.WIDTH, width));
        String[] groups = IntStream.range(0, perGroup == 0 ? 0 : (n + perGroup - 1) / perGroup)
                .mapToObj(g -> "group " + g)
                .toArray(String[]::new);
        Survey survey = perGroup == 0
                ? Survey.of(RestFrame.CMB, galaxies)
                : Survey.of(RestFrame.CMB, galaxies, Table.of("groups", groups), groupOf);
        return new Mock(survey, z, lnDistance, groupOf);
    }

    private static Survey observed(Mock mock, Relation relation, String seed) {
        return relation.simulate(mock.survey(), THETA, mock.lnDistance(), draws(seed));
    }

    private static DistanceSample sample(Tracer tracer, Mock mock, Optional<Relation> relation) {
        int every = tracer == Tracer.GALAXY ? 1 : 4;
        int[] rows =
                IntStream.iterate(0, i -> i < mock.z().length, i -> i + every).toArray();
        Table table = tracer == Tracer.GALAXY
                ? mock.survey().galaxies()
                : mock.survey().groups();
        double[] lnError = new double[rows.length];
        Arrays.fill(lnError, 0.1);
        return DistanceSample.of(
                        tracer,
                        table.labels(),
                        table.rowIds(),
                        mock.survey().galaxies().directions().select(rows),
                        Arrays.stream(rows).mapToDouble(i -> mock.z()[i]).toArray(),
                        // nobody looks at the distances themselves
                        new double[rows.length],
                        lnError,
                        new int[rows.length])
                .type(DistanceType.LUMINOSITY)
                .calibration(new Calibration(
                        "luminosity and line width",
                        List.of("a", "b"),
                        new double[] {THETA[0] + 0.2, THETA[1] - 0.5},
                        new double[][] {{0.01, 0}, {0, 0.04}},
                        Map.of(),
                        mock.z().length,
                        Map.of(),
                        relation))
                .build();
    }

    private static FlowFit fit(DistanceSample sample, Survey survey, double thermalKms) {
        return new SimultaneousFlowModel(new Parameters(Level.GALAXY), new Assumptions(FLAT, thermalKms, 0))
                .fit(new FlowModel.Inputs(sample, Optional.of(survey)));
    }

    private static double[] truth() {
        return new double[] {FLOW.x(), FLOW.y(), FLOW.z(), THETA[0], THETA[1]};
    }

    @ParameterizedTest
    @EnumSource(Tracer.class)
    void findsFlowAndRelationOfGalaxiesWithoutScatter(Tracer tracer) {
        Mock mock = mock(200, 4, 0, "exact");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(0), "exact");
        FlowFit fit = fit(sample(tracer, mock, Optional.of(LuminosityLineWidth.ofResiduals(SCATTER_MAG))), survey, 250);
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "a", "b");
        assertThat(fit.values()).usingComparatorWithPrecision(1e-5).containsExactly(truth());
        assertThat(fit.chi2()).isLessThan(1e-6);
    }

    /**
     * The galaxies of a group have the covariance s² 1 + (5 σ/(ln 10 cz))² u uᵀ, u all ones: generalised least squares, here with dense
     * matrices, gives the same to what differs between J^T W J and the curvature of the likelihood.
     */
    @Test
    void agreesWithGeneralisedLeastSquaresForGroupsThatShareAMotion() {
        Mock mock = mock(240, 4, 250, "groups");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(SCATTER_MAG), "groups");
        Relation relation = LuminosityLineWidth.ofResiduals(SCATTER_MAG);
        FlowFit fit = fit(sample(Tracer.GROUP, mock, Optional.of(relation)), survey, 250);
        double[][] gls = generalisedLeastSquares(mock, survey, relation, fit.values());
        for (int i = 0; i < 5; i++) {
            double error = Math.sqrt(gls[1 + i][i]);
            assertThat(fit.values()[i]).as(fit.parameters().get(i)).isCloseTo(gls[0][i], within(1e-4 * error));
            assertThat(Math.sqrt(fit.random()[i][i])).isCloseTo(error, within(0.03 * error));
        }
    }

    /** Parameters, then their covariance, of one Gauss–Newton step from a point. */
    private static double[][] generalisedLeastSquares(Mock mock, Survey survey, Relation relation, double[] at) {
        int n = mock.z().length;
        Directions directions = survey.galaxies().directions();
        double[] v = TracerLevel.radialKms(MarginalLikelihood.flow(at), directions);
        ModelDistances model = ModelDistances.of(DistanceType.LUMINOSITY, mock.z(), v, TABLE);
        Relation.Residuals r = relation.residuals(survey, MarginalLikelihood.theta(at), model.lnDistance());
        RealMatrix covariance = MatrixUtils.createRealMatrix(n, n);
        RealMatrix jacobian = MatrixUtils.createRealMatrix(n, 5);
        for (int i = 0; i < n; i++) {
            double byVelocity = r.byLnDistance()[i] * model.slope()[i];
            jacobian.setRow(i, new double[] {
                byVelocity * directions.x()[i],
                byVelocity * directions.y()[i],
                byVelocity * directions.z()[i],
                r.byParameter()[0][i],
                r.byParameter()[1][i]
            });
        }
        double perLn = r.byLnDistance()[0];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                boolean together = mock.groupOf()[i] == mock.groupOf()[j];
                covariance.setEntry(
                        i,
                        j,
                        (i == j ? SCATTER_MAG * SCATTER_MAG : 0)
                                + (together ? motion(mock.z()[i]) * motion(mock.z()[j]) * perLn * perLn : 0));
            }
        }
        RealMatrix weight = MatrixUtils.inverse(covariance);
        RealMatrix inverse =
                MatrixUtils.inverse(jacobian.transpose().multiply(weight).multiply(jacobian));
        RealVector step = inverse.operate(jacobian.transpose()
                .multiply(weight)
                .operate(MatrixUtils.createRealVector(r.values()).mapMultiply(-1)));
        double[][] found = new double[6][];
        found[0] = step.add(MatrixUtils.createRealVector(at)).toArray();
        for (int i = 0; i < 5; i++) {
            found[1 + i] = inverse.getRow(i);
        }
        return found;
    }

    private static double motion(double z) {
        return 250 / (SPEED_OF_LIGHT_KMS * z);
    }

    /** A limit of magnitude makes far galaxies look near; the relation that knows it is not fooled, and the flow is that put in. */
    @Test
    void recoversTheFlowOfASampleWithALimitIfTheRelationKnowsIt() {
        double limit = -3.1 - 7.5 * 2.5 + 5 * Math.log10(9000);
        Mock all = mock(9000, 0, 150, "limited");
        Relation limited = LuminosityLineWidth.selected(SCATTER_MAG, limit);
        Survey drawn = observed(all, limited, "limited");
        double[] m = drawn.galaxies().values("magnitude");
        int[] bright = IntStream.range(0, m.length).filter(i -> m[i] < limit).toArray();
        assertThat(bright.length).isBetween(3000, 6000);
        Survey survey = drawn.select(bright);
        FlowFit fit = fit(sample(Tracer.GALAXY, all, Optional.of(limited)).select(bright), survey, 150);
        double[] truth = truth();
        for (int i = 0; i < 5; i++) {
            double error = Math.sqrt(fit.random()[i][i]);
            assertThat(fit.values()[i]).as(fit.parameters().get(i)).isCloseTo(truth[i], within(3.5 * error));
        }
        assertThat(fit.chi2() / fit.dof()).isCloseTo(1, within(0.08));
        assertThat(fit.quoted().get("sandwich-sqrt-trace-kms"))
                .isCloseTo(fit.quoted().get("marginal-sqrt-trace-kms"), within(4.0));

        Relation ignorant = LuminosityLineWidth.ofResiduals(SCATTER_MAG);
        FlowFit biased = fit(sample(Tracer.GALAXY, all, Optional.of(ignorant)).select(bright), survey, 150);
        double slopeError = Math.sqrt(biased.random()[4][4]);
        assertThat(biased.values()[4]).isGreaterThan(THETA[1] + 5 * slopeError);
    }

    @Test
    void givesTheWeightsWithWhichAVelocityMovesTheFlow() {
        Mock mock = mock(200, 4, 250, "weights");
        Relation relation = LuminosityLineWidth.ofResiduals(SCATTER_MAG);
        Survey survey = observed(mock, relation, "weights");
        DistanceSample sample = sample(Tracer.GROUP, mock, Optional.of(relation));
        FlowFit fit = fit(sample, survey, 250);
        double[][] w = fit.weights().orElseThrow();
        Directions n = fit.tracers().directions();
        double[][] axes = {n.x(), n.y(), n.z()};
        for (int i = 0; i < 3; i++) {
            for (int j = 0; j < 3; j++) {
                assertThat(dot(w[i], axes[j])).isCloseTo(i == j ? 1 : 0, within(0.06));
            }
        }
        // a group that moves 50 km/s faster is so much nearer at its redshift, and its galaxies are so much brighter
        int group = 7;
        double[] m = survey.galaxies().values("magnitude").clone();
        double[] v = {fit.tracers().predictedKms()[group], fit.tracers().predictedKms()[group] + 50};
        double[] lnDistance = ModelDistances.of(
                        DistanceType.LUMINOSITY, new double[] {sample.z()[group], sample.z()[group]}, v, TABLE)
                .lnDistance();
        for (int i = 4 * group; i < 4 * group + 4; i++) {
            m[i] += 5 / Math.log(10) * (lnDistance[1] - lnDistance[0]);
        }
        FlowFit moved = fit(
                sample, survey.withGalaxies(survey.galaxies().with(Column.of(LuminosityLineWidth.MAGNITUDE, m))), 250);
        for (int i = 0; i < 3; i++) {
            assertThat(moved.values()[i] - fit.values()[i]).isCloseTo(50 * w[i][group], within(0.1));
        }
    }

    private static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** A bootstrap may draw a group twice: two groups then, each with a motion of its own. */
    @Test
    void countsATracerAsOftenAsItStandsInTheSample() {
        Mock mock = mock(200, 4, 250, "twice");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(SCATTER_MAG), "twice");
        DistanceSample once = sample(Tracer.GROUP, mock, Optional.of(LuminosityLineWidth.ofResiduals(SCATTER_MAG)));
        DistanceSample twice = once.select(
                IntStream.range(0, 2 * once.size()).map(i -> i % once.size()).toArray());
        FlowFit single = fit(once, survey, 250);
        FlowFit doubled = fit(twice, survey, 250);
        assertThat(doubled.values()).usingComparatorWithPrecision(1e-4).containsExactly(single.values());
        assertThat(doubled.random()[0][0]).isCloseTo(single.random()[0][0] / 2, within(1e-3 * single.random()[0][0]));
        assertThat(doubled.quoted()).containsEntry("galaxies", 400.0);
    }

    @Test
    void leavesOutAGalaxyThatLacksAnObservable() {
        Mock mock = mock(200, 4, 0, "lacking");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(0), "lacking");
        double[] width = survey.galaxies().values("log-width").clone();
        width[17] = Double.NaN;
        Survey lacking = survey.withGalaxies(survey.galaxies().with(Column.of(LuminosityLineWidth.WIDTH, width)));
        FlowFit fit = fit(
                sample(Tracer.GROUP, mock, Optional.of(LuminosityLineWidth.ofResiduals(SCATTER_MAG))), lacking, 250);
        assertThat(fit.quoted()).containsEntry("galaxies", 199.0);
        assertThat(fit.values()).usingComparatorWithPrecision(1e-3).containsExactly(truth());
    }

    @Test
    void refusesDistancesWithoutARelation() {
        Mock mock = mock(40, 4, 0, "none");
        assertThatThrownBy(() -> fit(sample(Tracer.GROUP, mock, Optional.empty()), mock.survey(), 250))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "simultaneous flow: level: galaxy fits the relation behind the distances, but luminosity and line"
                                + " width offers none; use level: group");
    }

    @Test
    void refusesASurveyThatLacksATracer() {
        Mock mock = mock(40, 0, 0, "other");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(0), "other");
        DistanceSample sample = sample(Tracer.GALAXY, mock, Optional.of(LuminosityLineWidth.ofResiduals(SCATTER_MAG)));
        assertThatThrownBy(
                        () -> fit(sample, survey.select(IntStream.range(1, 40).toArray()), 250))
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("simultaneous flow: galaxy 0 has a distance, but is not in the survey");
    }

    @Test
    void namesWhatGalaxiesInOneDirectionCannotTellApart() {
        Mock mock = mock(40, 0, 0, "one");
        Survey survey = observed(mock, LuminosityLineWidth.ofResiduals(0), "one");
        DistanceSample all = sample(Tracer.GALAXY, mock, Optional.of(LuminosityLineWidth.ofResiduals(SCATTER_MAG)));
        DistanceSample beam = DistanceSample.of(
                        Tracer.GALAXY,
                        all.labels(),
                        all.rowIds(),
                        all.directions().select(new int[40]),
                        all.z(),
                        all.lnDistance(),
                        all.lnError(),
                        all.members())
                .type(DistanceType.LUMINOSITY)
                .calibration(all.calibration())
                .build();
        assertThatThrownBy(() -> fit(beam, survey, 250))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageMatching("simultaneous flow: maximum likelihood: these data cannot tell apart .*v[xyz].*");
    }
}
