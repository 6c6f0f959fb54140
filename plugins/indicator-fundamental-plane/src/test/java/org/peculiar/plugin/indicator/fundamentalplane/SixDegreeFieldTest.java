package org.peculiar.plugin.indicator.fundamentalplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Weights;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.indicator.Tracers;
import org.peculiar.science.redshift.CmbConversion;
import org.peculiar.science.redshift.SolarApex;
import org.peculiar.science.sky.SkyFrame;

/** The 6dFGS Fundamental Plane sample (Campbell et al. 2014, MNRAS 443, 1231), as the workflow ships it. */
class SixDegreeFieldTest {

    private static final Path TABLE = Path.of("..", "..", "workflows", "sixdfgs", "galaxies.ecsv");

    private static List<String[]> rows;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<String> lines = Files.lines(TABLE)) {
            rows = lines.filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(" "))
                    .filter(row -> row[13].equals("1"))
                    .toList();
        }
    }

    private static double[] numbers(List<String[]> from, int index) {
        return from.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
    }

    /** A survey without redshifts, for recipes A1 to A4 of METHODS 15. */
    private static Table galaxies(List<String[]> from) {
        double[] raDeg =
                Arrays.stream(numbers(from, 1)).map(hours -> 15 * hours).toArray();
        Directions galactic = SkyFrame.EQUATORIAL_J2000.toGalactic(raDeg, numbers(from, 2));
        return Table.of("galaxies", from.stream().map(row -> row[0]).toArray(String[]::new))
                .with(galactic)
                .with(Surveys.column("log-re", Unit.DEX_KPC_H, numbers(from, 6), numbers(from, 7)))
                .with(Surveys.column("log-ie", Unit.DEX_LSUN_PC2, numbers(from, 8), numbers(from, 9)))
                .with(Surveys.column("log-sigma", Unit.DEX_KMS, numbers(from, 10), numbers(from, 11)));
    }

    /** 8,784 galaxies at the redshifts of their groups, in the exact CMB frame; radii at their own catalogued redshifts. */
    private static Survey limited() {
        Predicate<String[]> within = row -> Double.parseDouble(row[3]) > 3000 && Double.parseDouble(row[3]) < 16120;
        List<String[]> used = rows.stream().filter(within).toList();
        Table galaxies = galaxies(used);
        double[] catalogued = used.stream()
                .mapToDouble(row -> Double.parseDouble(row[5].equals("\"\"") ? row[3] : row[5]) / SPEED_OF_LIGHT_KMS)
                .toArray();
        double[] heliocentric =
                CmbConversion.ADDITIVE.toHeliocentric(catalogued, galaxies.directions(), SolarApex.FIXSEN1996);
        double[] z = CmbConversion.EXACT.toCmb(heliocentric, galaxies.directions(), SolarApex.PLANCK2018);
        return Survey.of(
                RestFrame.CMB,
                galaxies.with(Surveys.column("z", Unit.NONE, z))
                        .with(Surveys.column("cz-radius", Unit.KMS, numbers(used, 3))));
    }

    private static DistanceSample truncated(Survey survey) {
        return Surveys.indicator(Surveys.parameters(Form.TRUNCATED_GAUSSIAN), Surveys.FLAT)
                .measure(survey);
    }

    /**
     * METHODS 15 on 3.3b: a, b, c = 1.400, −0.841, −0.203, σ₁ = 0.047, D = 0.260. An independent numpy/scipy implementation
     * gives more digits and errors (c = −0.2035), and η of the galaxies below.
     */
    @Test
    void truncatedGaussianFitsTheSample() {
        DistanceSample sample = truncated(limited());

        assertThat(sample.size()).isEqualTo(8784);
        Calibration calibration = sample.calibration();
        assertThat(derived(calibration, "a")).isCloseTo(1.399878, within(1e-6));
        assertThat(derived(calibration, "b")).isCloseTo(-0.840678, within(1e-6));
        assertThat(derived(calibration, "c")).isCloseTo(-0.203514, within(1e-6));
        assertThat(derived(calibration, "a-error")).isCloseTo(0.018767, within(2e-6));
        assertThat(derived(calibration, "b-error")).isCloseTo(0.006233, within(2e-6));
        assertThat(derived(calibration, "c-error")).isCloseTo(0.044345, within(2e-6));
        assertThat(derived(calibration, "sigma-1")).isCloseTo(0.047123, within(1e-6));
        assertThat(derived(calibration, "sigma-2")).isCloseTo(0.154859, within(1e-6));
        assertThat(derived(calibration, "sigma-3")).isCloseTo(0.314231, within(1e-6));
        assertThat(derived(calibration, "distance-error")).isCloseTo(0.260142, within(2e-5));
        assertThat(derived(calibration, "log-likelihood")).isCloseTo(17206.414682, within(1e-5));
        double[] theta = {
            0.21938533, 2.21252567, 3.18120044, 0.05340283, 0.01121862, -0.04220109, 0.01258998, 0.00392213, 0.05895049
        };
        assertThat(calibration.values()).containsExactly(theta, within(2e-8));
        assertThat(Math.sqrt(calibration.covariance()[0][0])).isCloseTo(0.004065, within(2e-6));
        assertThat(Math.sqrt(calibration.covariance()[1][1])).isCloseTo(0.002501, within(2e-6));
        assertThat(Math.sqrt(calibration.covariance()[2][2])).isCloseTo(0.003294, within(2e-6));

        double[][] eta = {
            {0.075819, 0.129573},
            {0.066868, 0.095066},
            {0.010559, 0.106723},
            {0.078843, 0.106699},
            {-0.103434, 0.113827}
        };
        for (int i = 0; i < eta.length; i++) {
            double atRedshift = Math.log(Cosmology.FLAT_LCDM_03.table().comovingKms(sample.z()[i]));
            assertThat((atRedshift - sample.lnDistance()[i]) / Math.log(10)).isCloseTo(eta[i][0], within(5e-6));
            assertThat(sample.lnError()[i] / Math.log(10)).isCloseTo(eta[i][1], within(5e-6));
        }
        assertThat(sample.type()).isEqualTo(DistanceType.COMOVING);
        assertThat(sample.inference()).isEqualTo(DistanceSample.Inference.GIVEN_REDSHIFT);
        assertThat(sample.zeroPoint()).isEqualTo(DistanceSample.ZeroPoint.RELATIVE);
    }

    private static double derived(Calibration calibration, String name) {
        return calibration.derived().get(name);
    }

    @Test
    void groupRedshiftsStandInForTheirGalaxies() {
        Survey single = limited();
        int n = 400;
        int[] some = new int[n];
        Arrays.setAll(some, i -> i);
        Table galaxies = single.select(some).galaxies();
        double[] z = galaxies.values("z").clone();
        double[] own = z.clone();
        own[7] += 0.001;
        int[] groupOf = new int[n];
        Arrays.fill(groupOf, -1);
        groupOf[7] = 0;
        Table groups = Table.of("groups", new String[] {"G"}).with(Surveys.column("z", Unit.NONE, z[7]));
        Survey grouped =
                Survey.of(RestFrame.CMB, galaxies.with(galaxies.column("z").withValues(own)), groups, groupOf);

        assertThat(truncated(grouped).lnDistance())
                .containsExactly(truncated(single.select(some)).lnDistance());
        assertThat(truncated(grouped).z()).containsExactly(z);
    }

    /** Brightnesses in mag/arcsec² are the same observation as log Ie: 1 L☉/pc² is M☉ + 21.572 mag/arcsec². */
    @Test
    void magnitudesGiveTheSameDistances() {
        int[] some = new int[500];
        Arrays.setAll(some, i -> i);
        Survey survey = limited().select(some);
        Table galaxies = survey.galaxies();
        double[] mu = Arrays.stream(galaxies.values("log-ie"))
                .map(i -> 3.67 + 5 * Math.log10(206264.80624709636) - 5 - 2.5 * i)
                .toArray();
        double[] error = Arrays.stream(galaxies.column("log-ie").errors().orElseThrow())
                .map(e -> 2.5 * e)
                .toArray();
        Survey magnitudes = survey.withGalaxies(galaxies.with(Surveys.column("mu-e", Unit.MAG_ARCSEC2, mu, error)));

        assertThat(truncated(magnitudes).lnDistance())
                .containsExactly(truncated(survey).lnDistance(), within(1e-9));
    }

    /**
     * METHODS 15, recipe A4, the wrong tool, as an independent implementation applies it: slopes, error and the first η of an
     * unweighted inverse regression of all 8,896 galaxies at their own catalogued redshifts.
     */
    @Test
    void inverseRegressionOfSingleGalaxies() {
        double[] z = Arrays.stream(numbers(rows, 3))
                .map(cz -> cz / SPEED_OF_LIGHT_KMS)
                .toArray();
        Survey survey = Survey.of(RestFrame.CMB, galaxies(rows).with(Surveys.column("z", Unit.NONE, z)));
        DistanceSample sample = Surveys.indicator(Surveys.with(Form.INVERSE, Tracers.GALAXIES, 2), Surveys.FLAT)
                .measure(survey);

        assertThat(sample.size()).isEqualTo(8896);
        double[] theta = sample.calibration().values();
        assertThat(theta[0]).isCloseTo(0.52043248, within(1e-8));
        assertThat(theta[1]).isCloseTo(0.42363366, within(1e-8));
        assertThat(theta[2]).isCloseTo(0.75516357, within(1e-8));
        // there with 1/N, here with 1/(N − 3)
        assertThat(sample.lnError()[0] / Math.log(10)).isCloseTo(0.15302592 * Math.sqrt(8896.0 / 8893), within(1e-8));
        double[] eta = {0.20299971, 0.00093686, 0.02681684, -0.02095017, -0.02538490};
        for (int i = 0; i < eta.length; i++) {
            double atRedshift = Math.log(Cosmology.FLAT_LCDM_03.table().comovingKms(z[i]));
            assertThat((atRedshift - sample.lnDistance()[i]) / Math.log(10)).isCloseTo(eta[i], within(1e-8));
        }
    }

    @Test
    void leavesOutWhatCannotBeUsed() {
        int[] some = new int[200];
        Arrays.setAll(some, i -> i);
        Survey survey = limited().select(some);
        double[] z = survey.galaxies().values("z").clone();
        double[] sigmaError =
                survey.galaxies().column("log-sigma").errors().orElseThrow().clone();
        z[0] = -0.001;
        z[1] = Double.NaN;
        sigmaError[2] = Double.NaN;
        Survey holed = Surveys.withGalaxies(
                survey,
                t -> t.with(t.column("z").withValues(z))
                        .with(Surveys.column("log-sigma", Unit.DEX_KMS, t.values("log-sigma"), sigmaError)));

        Calibration calibration = truncated(holed).calibration();

        assertThat(calibration.used()).isEqualTo(197);
        assertThat(calibration.omitted())
                .containsOnlyKeys("redshift not positive", "no redshift", "no error of log-sigma");
    }

    @Test
    void refusesWhatCannotBeFitted() {
        Survey survey = limited();
        assertThatThrownBy(() -> truncated(survey.select(new int[] {1, 2, 3})))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("found 3 galaxies");
        assertThatThrownBy(() -> truncated(Surveys.smacTwin()))
                .isInstanceOf(DataException.class)
                .hasMessage("galaxies: log-theta has no errors, but form: truncated-gaussian needs them");
        Survey nowhere = Surveys.withGalaxies(
                survey.select(new int[] {1, 2, 3}),
                t -> t.with(t.column("z").withValues(Surveys.filled(3, Double.NaN))));
        assertThatThrownBy(() -> truncated(nowhere))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessage("galaxies: found none of 3 that has what the Fundamental Plane needs: 3 no redshift");
    }

    @Test
    void truncatedGaussianKnowsGalaxiesOnly() {
        assertThatThrownBy(() -> Surveys.with(Form.TRUNCATED_GAUSSIAN, Tracers.GROUPS, 2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("found tracers: groups with form: truncated-gaussian");
        assertThatThrownBy(() -> Surveys.with(Form.TRUNCATED_GAUSSIAN, Weights.ERRORS, Optional.empty(), false))
                .hasMessageStartingWith("found weights: errors");
        assertThatThrownBy(() -> Surveys.with(Form.TRUNCATED_GAUSSIAN, Weights.UNWEIGHTED, Optional.of(3.0), false))
                .hasMessageStartingWith("found clip");
    }
}
