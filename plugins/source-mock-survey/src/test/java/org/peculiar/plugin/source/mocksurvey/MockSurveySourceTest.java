package org.peculiar.plugin.source.mocksurvey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceType;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.Quantity;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Brightest;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Flow;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Parameters;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Plane;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Runs;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Spirals;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.sky.GalacticVector;

class MockSurveySourceTest {

    private static final Flow SMAC = new Flow(630, 260, -1);
    private static final Flow REST = new Flow(0, 0, 0);
    private static final Plane PLANE = new Plane(1.383, 0.326, -9.066);
    private static final Runs RUNS = new Runs(0.013, 0.41, 0.21, 0.03, 0.04, 0.03);
    private static final KeyedDraws DRAWS = KeyedDraws.ofSeed(1999);
    private static final Cosmology COSMOLOGY = Cosmology.EINSTEIN_DE_SITTER;
    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("einstein-de-sitter", 1, 0), 250, 150);

    /** The geometry of METHODS 11.1: 56 clusters with 699 galaxies, not the SMAC catalogue. */
    private static final Survey CLUSTERS = clusters();

    private static Survey clusters() {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                MockSurveySourceTest.class.getResourceAsStream("smac_like_clusters.csv"), StandardCharsets.UTF_8))) {
            // name,l_deg,b_deg,cz_hel_kms,cz_cmb_kms,n_gal,aco
            List<String[]> rows = reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                    .map(line -> line.split(","))
                    .toList();
            Table table = Table.of("clusters", rows.stream().map(row -> row[0]).toArray(String[]::new))
                    .with(Directions.ofDegrees(numbers(rows, 1), numbers(rows, 2)))
                    .with(Column.of(
                            Quantity.REDSHIFT,
                            Arrays.stream(numbers(rows, 4))
                                    .map(cz -> cz / SPEED_OF_LIGHT_KMS)
                                    .toArray()))
                    .with(Column.of(new Quantity("members", Unit.NONE), numbers(rows, 5)));
            return Survey.of(RestFrame.CMB, table);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] numbers(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    /** The parameters' defaults, changed one by one. */
    private static final class Mock {
        private Source clusters = draws -> CLUSTERS;
        private Flow flow = SMAC;
        private Flow reference = SMAC;
        private Optional<Double> thermalKms = Optional.empty();
        private Optional<Double> czErrorKms = Optional.empty();
        private double scatterDex = 0.06594;
        private double errorDex = 0.03;
        private Runs runs = RUNS;
        private Optional<org.peculiar.api.Extinction> dust = Optional.empty();
        private boolean malmquist;
        private Optional<Spirals> spirals = Optional.empty();
        private Optional<Brightest> brightest = Optional.empty();

        MockSurveySource source() {
            return new MockSurveySource(
                    new Parameters(
                            clusters,
                            flow,
                            reference,
                            thermalKms,
                            czErrorKms,
                            PLANE,
                            scatterDex,
                            errorDex,
                            runs,
                            dust,
                            2.673,
                            malmquist,
                            spirals,
                            brightest),
                    ASSUMPTIONS);
        }

        Survey drawn() {
            return source().survey(DRAWS);
        }

        Mock quiet() {
            thermalKms = Optional.of(0.0);
            czErrorKms = Optional.of(0.0);
            scatterDex = 0;
            errorDex = 0;
            runs = new Runs(0, 0.41, 0.21, 0.03, 0.04, 0.03);
            return this;
        }
    }

    private static double[] radialKms(Flow flow, Directions directions) {
        GalacticVector v = flow.velocityKms();
        return IntStream.range(0, directions.size())
                .mapToDouble(i -> v.x() * directions.x()[i]
                        + v.y() * directions.y()[i]
                        + v.z() * directions.z()[i])
                .toArray();
    }

    private static double[] restRedshifts() {
        double[] outwards = radialKms(SMAC, CLUSTERS.galaxies().directions());
        double[] z = CLUSTERS.galaxies().values("z");
        return IntStream.range(0, z.length)
                .mapToDouble(i -> (1 + z[i]) / (1 + outwards[i] / SPEED_OF_LIGHT_KMS) - 1)
                .toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(Arrays.stream(values).map(x -> (x - mean) * (x - mean)).sum() / (values.length - 1));
    }

    @Test
    void tablesAreThoseOfTheTwin() {
        Survey survey = new Mock().drawn();
        assertThat(survey.frame()).isEqualTo(RestFrame.CMB);
        assertThat(survey.treatments()).containsExactly(new Treatment("cmb-frame", "synthetic"));
        assertThat(survey.galaxies().size()).isEqualTo(699);
        assertThat(survey.groups().size()).isEqualTo(56);
        assertThat(survey.galaxies().quantities()).containsExactly("log-theta", "mu-e", "mg2");
        assertThat(survey.galaxies().texts()).containsExactly("type");
        assertThat(survey.galaxies().values("log-theta", Unit.DEX_ARCSEC)).hasSize(699);
        assertThat(survey.galaxies().values("mu-e", Unit.MAG_ARCSEC2)).hasSize(699);
        assertThat(survey.groups().column("z").errors().orElseThrow()).containsOnly(150 / SPEED_OF_LIGHT_KMS);
        assertThat(survey.measurements().values("log-sigma", Unit.DEX_KMS)).hasSizeGreaterThan(820);
        assertThat(survey.measurements().column("log-sigma").errors().orElseThrow())
                .containsOnly(0.03);
        assertThat(survey.galaxies().text("type")).containsOnly("E", "S0");
        assertThat(survey.galaxies().labels()).startsWith("A194-1", "A194-2");
        assertThat(survey.groups().labels()[survey.groupOf()[698]]).isEqualTo("Cancer");
    }

    @Test
    void withoutFlowAndNoiseClustersAreAtRest() {
        Mock mock = new Mock().quiet();
        mock.flow = REST;
        assertThat(mock.drawn().groups().values("z")).containsExactly(restRedshifts(), within(1e-15));
    }

    @Test
    void withTheReferenceFlowAndNoNoiseRedshiftsAreAsListed() {
        Survey survey = new Mock().quiet().drawn();
        assertThat(survey.groups().values("z"))
                .containsExactly(CLUSTERS.galaxies().values("z"), within(1e-15));
        assertThat(survey.groups().column("z").errors()).isEmpty();
        assertThat(survey.measurements().column("log-sigma").errors()).isEmpty();
    }

    /** Section 11.2, steps 1 and 3, exactly: the plane holds at the angular-diameter distance of the rest redshift. */
    @Test
    void withoutNoiseGalaxiesAreOnThePlane() {
        Survey survey = new Mock().quiet().drawn();
        double[] rest = restRedshifts();
        double[] logTheta = survey.galaxies().values("log-theta");
        double[] muE = survey.galaxies().values("mu-e");
        double[] logSigma = survey.measurements().values("log-sigma");
        for (int m = 0; m < logSigma.length; m++) {
            int k = survey.galaxyOf()[m];
            double distanceMpcH = COSMOLOGY.angularDiameterKms(rest[survey.groupOf()[k]]) / 100;
            double logReKpcH = logTheta[k] + Math.log10(distanceMpcH * 1000 / 206264.806247);
            assertThat(logReKpcH).isCloseTo(1.383 * logSigma[m] + 0.326 * muE[k] - 9.066, within(1e-9));
        }
    }

    /** Section 11.2, step 2: thermal 250 km/s and 150 km/s of cz error; 200 replicates of 56 clusters, 4 standard errors. */
    @Test
    void velocitiesScatterAsAsked() {
        double[] rest = restRedshifts();
        double[] outwards = radialKms(SMAC, CLUSTERS.galaxies().directions());
        MockSurveySource source = new Mock().source();
        double[] residuals = IntStream.range(0, 200)
                .mapToObj(r -> source.survey(DRAWS.replicate(r)).groups().values("z"))
                .flatMapToDouble(z -> IntStream.range(0, z.length)
                        .mapToDouble(i -> SPEED_OF_LIGHT_KMS * ((1 + z[i]) / (1 + rest[i]) - 1) - outwards[i]))
                .toArray();
        double sigma = Math.hypot(250, 150);
        assertThat(mean(residuals)).isCloseTo(0, within(4 * sigma / Math.sqrt(residuals.length)));
        // the cz error is divided by 1+z, 3 % on average, which weighs 150² of 150² + 250²
        assertThat(deviation(residuals)).isCloseTo(sigma, within(4 * sigma / Math.sqrt(2.0 * residuals.length) + 3));
    }

    /** Section 11.2, step 3: log R_e 0.50 ± 0.25, µ_e 19.80 + 2.6 (log R_e − 0.5) ± 0.50, total scatter 0.06594 dex. */
    @Test
    void galaxiesScatterAsAsked() {
        Mock mock = new Mock();
        mock.runs = new Runs(0, 1, 0, 0, 0, 0);
        MockSurveySource source = mock.source();
        double[] rest = restRedshifts();
        int replicates = 20;
        int n = replicates * 699;
        double[] logRe = new double[n];
        double[] brightness = new double[n];
        double[] plane = new double[n];
        double[] mg2 = new double[n];
        for (int r = 0, k = 0; r < replicates; r++) {
            Survey survey = source.survey(DRAWS.replicate(r));
            assertThat(survey.measurements().size()).isEqualTo(699);
            for (int i = 0; i < 699; i++, k++) {
                double distanceMpcH = COSMOLOGY.angularDiameterKms(rest[survey.groupOf()[i]]) / 100;
                double muE = survey.galaxies().values("mu-e")[i];
                double logSigma = survey.measurements().values("log-sigma")[i];
                logRe[k] = survey.galaxies().values("log-theta")[i] + Math.log10(distanceMpcH * 1000 / 206264.806247);
                brightness[k] = muE - 19.80 - 2.6 * (logRe[k] - 0.5);
                plane[k] = logSigma - (logRe[k] - 0.326 * muE + 9.066) / 1.383;
                mg2[k] = survey.galaxies().values("mg2")[i] - 0.20 * logSigma + 0.18;
            }
        }
        assertDistribution(logRe, 0.50, 0.25);
        assertDistribution(brightness, 0, 0.50);
        assertDistribution(plane, 0, 0.06594);
        assertDistribution(mg2, 0, Math.hypot(0.02, 0.20 * 0.03));
    }

    /** Mean and standard deviation within 4 standard errors. */
    private static void assertDistribution(double[] values, double mean, double deviation) {
        double n = values.length;
        assertThat(mean(values)).isCloseTo(mean, within(4 * deviation / Math.sqrt(n)));
        assertThat(deviation(values)).isCloseTo(deviation, within(4 * deviation / Math.sqrt(2 * n)));
    }

    /** Section 11.2, step 4: 41 % new only, 21 % both, 38 % literature only; 40 replicates, 4 standard errors. */
    @Test
    void sourcesOfDispersionsAreSharedOutAsAsked() {
        MockSurveySource source = new Mock().source();
        int[] counts = new int[3];
        int replicates = 40;
        int second = 0;
        for (int r = 0; r < replicates; r++) {
            Survey survey = source.survey(DRAWS.replicate(r));
            int[] fresh = new int[699];
            int[] literature = new int[699];
            Set<String> seen = new HashSet<>();
            for (int m = 0; m < survey.measurements().size(); m++) {
                int k = survey.galaxyOf()[m];
                String run = survey.measurements().text("run")[m];
                assertThat(seen.add(k + run)).isTrue();
                // the link AAT1 is an extra, and cannot be told from new data
                if (run.startsWith("LIT")) {
                    literature[k]++;
                } else {
                    fresh[k]++;
                }
            }
            for (int k = 0; k < 699; k++) {
                counts[literature[k] == 0 ? 0 : fresh[k] > 0 ? 1 : 2]++;
                second += literature[k] > 1 ? 1 : 0;
            }
        }
        double n = replicates * 699.0;
        // the link turns 3 % of the literature-only galaxies between −35° and 15° (half of them) into both
        assertThat(counts[0] / n).isCloseTo(0.41, within(4 * 0.5 / Math.sqrt(n)));
        assertThat(counts[1] / n).isCloseTo(0.21 + 0.006, within(4 * 0.5 / Math.sqrt(n)));
        assertThat(counts[2] / n).isCloseTo(0.38 - 0.006, within(4 * 0.5 / Math.sqrt(n)));
        assertThat(second / n).isCloseTo(0.38 * 0.04, within(4 * Math.sqrt(0.0152 / n)));
    }

    /** Declinations: A1656 (Coma) 28°, A3558 −31°. */
    @Test
    void telescopesSeeTheirHemisphere() {
        Survey survey = new Mock().drawn();
        Set<String> coma = runsOf(survey, "A1656");
        Set<String> shapley = runsOf(survey, "A3558");
        assertThat(coma).isSubsetOf("INT1", "INT2", "LIT7S", "LITDB", "LITLG").contains("INT1", "LIT7S");
        assertThat(shapley)
                .isSubsetOf("AAT1", "AAT2", "LIT7S", "LITDB", "LITJFK")
                .contains("AAT2", "LITJFK");
    }

    private static Set<String> runsOf(Survey survey, String cluster) {
        Set<String> runs = new HashSet<>();
        for (int m = 0; m < survey.measurements().size(); m++) {
            int group = survey.groupOf()[survey.galaxyOf()[m]];
            if (survey.groups().labels()[group].equals(cluster)) {
                runs.add(survey.measurements().text("run")[m]);
            }
        }
        return runs;
    }

    @Test
    void runsHaveOneOffsetEach() {
        Mock mock = new Mock().quiet();
        mock.runs = new Runs(0.013, 0.41, 0.21, 0.03, 0.04, 0.03);
        Survey shifted = mock.drawn();
        Survey plain = new Mock().quiet().drawn();
        Set<String> offsets = new HashSet<>();
        for (int m = 0; m < shifted.measurements().size(); m++) {
            double offset = shifted.measurements().values("log-sigma")[m]
                    - plain.measurements().values("log-sigma")[m];
            offsets.add(shifted.measurements().text("run")[m] + String.format(" %.9f", offset));
        }
        assertThat(offsets).hasSize(9);
    }

    @Test
    void sameDrawsGiveTheSameSurvey() {
        Survey one = new Mock().drawn();
        Survey other = new Mock().drawn();
        Survey replicate = new Mock().source().survey(DRAWS.replicate(1));
        assertThat(one.groups().values("z")).isEqualTo(other.groups().values("z"));
        assertThat(one.galaxies().values("mu-e")).isEqualTo(other.galaxies().values("mu-e"));
        assertThat(one.measurements().values("log-sigma"))
                .isEqualTo(other.measurements().values("log-sigma"));
        assertThat(one.groups().values("z")).isNotEqualTo(replicate.groups().values("z"));
    }

    @Test
    void clustersKeepTheirNumbersWhenOthersAreLeftOut() {
        Mock mock = new Mock();
        Survey all = mock.drawn();
        mock.clusters = draws -> CLUSTERS.select(new int[] {3, 10, 17});
        Survey some = mock.drawn();
        assertThat(some.groups().labels()).containsExactly("A347", "A634", "A1228");
        assertThat(some.groups().values("z"))
                .containsExactly(
                        all.groups().values("z")[3],
                        all.groups().values("z")[10],
                        all.groups().values("z")[17]);
        int first = Arrays.asList(all.galaxies().labels()).indexOf("A347-1");
        assertThat(some.galaxies().values("mu-e")[0]).isEqualTo(all.galaxies().values("mu-e")[first]);
    }

    @Test
    void anotherFlowKeepsTheNoise() {
        Mock mock = new Mock();
        Survey moving = mock.drawn();
        mock.flow = REST;
        Survey resting = mock.drawn();
        assertThat(resting.galaxies().values("log-theta"))
                .isEqualTo(moving.galaxies().values("log-theta"));
        double[] outwards = radialKms(SMAC, CLUSTERS.galaxies().directions());
        double[] rest = restRedshifts();
        for (int i = 0; i < rest.length; i++) {
            double difference =
                    moving.groups().values("z")[i] - resting.groups().values("z")[i];
            assertThat(difference).isCloseTo((1 + rest[i]) * outwards[i] / SPEED_OF_LIGHT_KMS, within(1e-15));
        }
    }

    @Test
    void dustDimsTheSurfaceBrightness() {
        Mock mock = new Mock();
        Survey clear = mock.drawn();
        mock.dust = Optional.of(new ExtinctionMap() {
            @Override
            public double[] reddening(Directions galactic) {
                return Arrays.stream(galactic.z())
                        .map(z -> z > 0 ? 0.02 + 0.01 * z : Double.NaN)
                        .toArray();
            }

            @Override
            public ReddeningScale scale() {
                return ReddeningScale.SFD98;
            }
        });
        Survey dusty = mock.drawn();
        double[] z = dusty.galaxies().directions().z();
        for (int k = 0; k < z.length; k++) {
            double added = dusty.galaxies().values("mu-e")[k] - clear.galaxies().values("mu-e")[k];
            if (z[k] > 0) {
                assertThat(added).isCloseTo(2.673 * (0.02 + 0.01 * z[k]), within(1e-12));
            } else {
                assertThat(added).isNaN();
            }
        }
        assertThat(dusty.galaxies().values("log-theta"))
                .isEqualTo(clear.galaxies().values("log-theta"));
        assertThat(dusty.measurements().values("log-sigma"))
                .isEqualTo(clear.measurements().values("log-sigma"));
    }

    /** Section 5.3: estimates fixed, ln r about ln d + 3D² with standard deviation D; 100 replicates, 4 standard errors. */
    @Test
    void malmquistConsistentDistancesScatterAboutTheEstimates() {
        Mock mock = new Mock();
        mock.malmquist = true;
        mock.thermalKms = Optional.of(0.0);
        mock.czErrorKms = Optional.of(0.0);
        mock.flow = REST;
        mock.runs = new Runs(0, 0.41, 0.21, 0.03, 0.04, 0.03);
        MockSurveySource source = mock.source();
        double[] rest = restRedshifts();
        int replicates = 100;
        double[] pulls = new double[replicates * 56];
        for (int r = 0; r < replicates; r++) {
            Survey survey = source.survey(DRAWS.replicate(r));
            double[] meanResidual = meanLnDistance(survey);
            for (int i = 0; i < 56; i++) {
                double estimate = COSMOLOGY.angularDiameterKms(rest[i]);
                double truth = COSMOLOGY.distanceKms(
                        DistanceType.ANGULAR_DIAMETER, survey.groups().values("z")[i]);
                double d = Math.log(10) * 1.383 * 0.06594 / Math.sqrt(members(survey, i));
                pulls[r * 56 + i] = (Math.log(truth / estimate) - 3 * d * d) / d;
                // and the galaxies do put the cluster at its estimate
                assertThat(meanResidual[i]).isCloseTo(Math.log(estimate), within(1e-9));
            }
        }
        assertDistribution(pulls, 0, 1);
    }

    private static int members(Survey survey, int group) {
        return (int) Arrays.stream(survey.groupOf()).filter(g -> g == group).count();
    }

    /** ln of the distance in km/s from the plane as it was drawn, galaxies weighted alike. */
    private static double[] meanLnDistance(Survey survey) {
        double[] sum = new double[survey.galaxies().size()];
        int[] count = new int[sum.length];
        for (int m = 0; m < survey.measurements().size(); m++) {
            sum[survey.galaxyOf()[m]] += survey.measurements().values("log-sigma")[m];
            count[survey.galaxyOf()[m]]++;
        }
        double[] mean = new double[survey.groups().size()];
        for (int k = 0; k < sum.length; k++) {
            double logReKpcH =
                    1.383 * sum[k] / count[k] + 0.326 * survey.galaxies().values("mu-e")[k] - 9.066;
            double logMpcH = logReKpcH - survey.galaxies().values("log-theta")[k] + Math.log10(206264.806247 / 1000);
            int group = survey.groupOf()[k];
            mean[group] += Math.log(10) * (logMpcH + 2) / members(survey, group);
        }
        return mean;
    }

    @Test
    void groupsOfASurveyServeAsClusters() {
        Survey real = new Mock().drawn();
        Mock mock = new Mock().quiet();
        mock.clusters = draws -> real;
        Survey twin = mock.drawn();
        assertThat(twin.groups().labels()).isEqualTo(real.groups().labels());
        assertThat(twin.groupOf()).isEqualTo(real.groupOf());
        assertThat(twin.groups().values("z")).containsExactly(real.groups().values("z"), within(1e-15));
    }

    @Test
    void clustersNeedANumberOfMembers() {
        Table bare = Table.of("galaxies", new String[] {"A"})
                .with(Directions.ofDegrees(new double[] {1}, new double[] {2}))
                .with(Column.of(Quantity.REDSHIFT, new double[] {0.02}));
        Mock mock = new Mock();
        mock.clusters = draws -> Survey.of(RestFrame.CMB, bare);
        assertThatThrownBy(mock::drawn)
                .isInstanceOf(DataException.class)
                .hasMessage("clusters: found neither groups nor the quantity members, "
                        + "but the number of galaxies in each cluster is needed");
        mock.clusters = draws ->
                Survey.of(RestFrame.CMB, bare.with(Column.of(new Quantity("members", Unit.NONE), new double[] {3.5})));
        assertThatThrownBy(mock::drawn)
                .isInstanceOf(DataException.class)
                .hasMessage("clusters: A: found 3.5 members, but a whole number of at least 1 is needed");
    }

    @Test
    void clusterThatIsTooNearIsRefused() {
        Table near = Table.of("galaxies", new String[] {"Virgo"})
                .with(Directions.ofDegrees(new double[] {260}, new double[] {-1}))
                .with(Column.of(Quantity.REDSHIFT, new double[] {500 / SPEED_OF_LIGHT_KMS}))
                .with(Column.of(new Quantity("members", Unit.NONE), new double[] {3}));
        Mock mock = new Mock();
        mock.clusters = draws -> Survey.of(RestFrame.CMB, near);
        assertThatThrownBy(mock::drawn)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("clusters: Virgo: cz = 500")
                .hasMessageEndingWith("but a positive distance is needed");
    }

    @Test
    void scatterIncludesTheMeasurementError() {
        Mock mock = new Mock();
        mock.scatterDex = 0.02;
        assertThatThrownBy(mock::source)
                .isInstanceOf(DataException.class)
                .hasMessageStartingWith("scatter: found 0.02 dex");
    }

    @Test
    void fractionsDoNotExceedOne() {
        Mock mock = new Mock();
        mock.runs = new Runs(0.013, 0.8, 0.3, 0, 0, 0);
        assertThatThrownBy(mock::source).isInstanceOf(DataException.class).hasMessageStartingWith("runs: ");
    }

    /** On a line without scatter, widths give back the true distances; and nothing else is drawn otherwise. */
    @Test
    void spiralsAreOnTheirLineAtTheTrueDistances() {
        Mock quiet = new Mock().quiet();
        Survey plain = quiet.drawn();
        quiet.spirals = Optional.of(new Spirals(-21, -7.68, 0, 1));
        Survey survey = quiet.drawn();
        double[] rest = restRedshifts();
        double[] z = survey.groups().values("z");
        double[] magnitude = survey.galaxies().values("magnitude");
        double[] logWidth = survey.galaxies().values("log-width");
        for (int k = 0; k < magnitude.length; k++) {
            int cluster = survey.groupOf()[k];
            double dl = (1 + z[cluster]) * COSMOLOGY.comovingKms(rest[cluster]);
            double absolute = magnitude[k] - 25 - 5 * Math.log10(dl / 100);
            assertThat(absolute).isCloseTo(-21 - 7.68 * (logWidth[k] - 2.5), within(1e-9));
        }
        assertThat(survey.galaxies().values("log-theta"))
                .isEqualTo(plain.galaxies().values("log-theta"));
        assertThat(plain.galaxies().has("magnitude")).isFalse();

        // 699 galaxies: the scatter is known to 2.7 %, the spread of magnitudes too; three errors
        quiet.spirals = Optional.of(new Spirals(-21, -7.68, 0.35, 1));
        Survey scattered = quiet.drawn();
        double[] off = IntStream.range(0, magnitude.length)
                .mapToDouble(k -> -7.68 * (scattered.galaxies().values("log-width")[k] - logWidth[k]))
                .toArray();
        assertThat(deviation(off)).isCloseTo(0.35, within(0.028));
        assertThat(scattered.galaxies().values("magnitude")).isEqualTo(magnitude);
    }

    /** Without scatter and flow, magnitudes are those of the relation; a cluster that is farther has more in its aperture. */
    @Test
    void brightestGalaxyIsTheFirstOfItsCluster() {
        Mock quiet = new Mock().quiet();
        quiet.brightest = Optional.of(new Brightest(-20.411, -4.397, 2.738, 0, 0.57, 0.1));
        Survey survey = quiet.drawn();
        double[] rest = restRedshifts();
        double[] z = survey.groups().values("z");
        double[] magnitude = survey.galaxies().values("metric-magnitude");
        double[] alpha = survey.galaxies().values("alpha");
        int found = 0;
        for (int k = 0; k < magnitude.length; k++) {
            int cluster = survey.groupOf()[k];
            boolean first = k == 0 || survey.groupOf()[k - 1] != cluster;
            assertThat(Double.isFinite(magnitude[k])).isEqualTo(first);
            if (first) {
                double ratio = COSMOLOGY.comovingKms(rest[cluster]) / COSMOLOGY.comovingKms(z[cluster]);
                double dl = (1 + z[cluster]) * COSMOLOGY.comovingKms(rest[cluster]);
                double expected = -20.411
                        - 4.397 * alpha[k]
                        + 2.738 * alpha[k] * alpha[k]
                        + 25
                        + 5 * Math.log10(dl / 100)
                        - 2.5 * alpha[k] * Math.log10(ratio);
                assertThat(magnitude[k]).isCloseTo(expected, within(1e-9));
                found++;
            }
        }
        assertThat(found).isEqualTo(56);
        quiet.malmquist = true;
        assertThatThrownBy(quiet::source)
                .isInstanceOf(DataException.class)
                .hasMessageContaining("malmquist-consistent: found true with spirals or brightest");
    }
}
