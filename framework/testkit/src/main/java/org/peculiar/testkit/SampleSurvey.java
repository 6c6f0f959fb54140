package org.peculiar.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.redshift.PeculiarVelocity;

/**
 * A <em>synthetic</em> survey for tests: clusters over the whole sky with a few galaxies each, whose true distances are known and
 * whose observables follow simple relations with scatter. The same numbers each time.
 *
 * <p>The {@linkplain #standard standard} sample carries what several indicators observe: a Fundamental Plane ({@code log-sigma},
 * {@code log-theta}, {@code mu-e}), a Tully-Fisher relation ({@code log-width}, {@code magnitude}), a reddening ({@code ebv})
 * and a line strength ({@code mg2}). {@link #with} adds another observable as a function of the galaxy. Immutable.
 */
public final class SampleSurvey {

    private static final int CLUSTERS = 24;
    private static final int MEMBERS = 8;
    private static final double NEAREST_KMS = 3000;
    private static final double FARTHEST_KMS = 12000;
    private static final double DISPERSION_KMS = 200;
    private static final double KPC_H_PER_KMS = 10;
    private static final double ARCSEC_PER_RADIAN = 180 * 3600 / Math.PI;
    private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

    private final Cosmology cosmology;
    private final double[] stretch;
    private final Map<Quantity, Observable> observables;

    /** A galaxy as it truly is; what it has by nature is drawn by name, the same each time. */
    public static final class Galaxy {

        private final int number;
        private final double comovingKms;
        private final double luminosityKms;
        private final double angularDiameterKms;

        private Galaxy(int number, double comovingKms, double redshift) {
            this.number = number;
            this.comovingKms = comovingKms;
            luminosityKms = comovingKms * (1 + redshift);
            angularDiameterKms = comovingKms / (1 + redshift);
        }

        /** Return its comoving distance in km/s. */
        public double comovingKms() {
            return comovingKms;
        }

        /** Return its luminosity distance in km/s. */
        public double luminosityKms() {
            return luminosityKms;
        }

        /** Return its angular-diameter distance in km/s. */
        public double angularDiameterKms() {
            return angularDiameterKms;
        }

        /** Return its distance modulus for H0 = 100 km/s/Mpc, in mag. */
        public double modulusMag() {
            return 25 + 5 * Math.log10(luminosityKms / 100);
        }

        /** Return a normal number of mean 0 and variance 1 that stays the galaxy's own, whatever its distance. */
        public double nature(String name) {
            return KeyedDraws.ofSeed(1).stream(name).gaussian(number);
        }
    }

    private record Observable(double error, ToDoubleFunction<Galaxy> value) {}

    private SampleSurvey(Cosmology cosmology, double[] stretch, Map<Quantity, Observable> observables) {
        this.cosmology = cosmology;
        this.stretch = stretch;
        this.observables = observables;
    }

    /** Return the sample that contract tests use unless told otherwise: 192 galaxies in 24 clusters. */
    public static SampleSurvey standard() {
        double[] asItIs = new double[CLUSTERS];
        Arrays.fill(asItIs, 1);
        CosmologyParameters flat = new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7);
        return new SampleSurvey(Cosmology.of(flat), asItIs, Map.of())
                .with(new Quantity("log-sigma", Unit.DEX_KMS), 0.02, SampleSurvey::logSigma)
                .with(new Quantity("mu-e", Unit.MAG_ARCSEC2), 0.05, SampleSurvey::brightness)
                .with(new Quantity("log-theta", Unit.DEX_ARCSEC), 0.01, SampleSurvey::logTheta)
                .with(new Quantity("mg2", Unit.MAG), 0.01, galaxy -> 0.28 + 0.15 * (logSigma(galaxy) - 2.25))
                .with(new Quantity("log-width", Unit.DEX_KMS), 0.01, SampleSurvey::logWidth)
                .with(
                        new Quantity("magnitude", Unit.MAG),
                        0.05,
                        galaxy -> galaxy.modulusMag()
                                - 21
                                - 7.68 * (logWidth(galaxy) - 2.5)
                                + 0.25 * galaxy.nature("tully-fisher"))
                .with(new Quantity("ebv", Unit.MAG), 0.005, galaxy -> 0.05 * Math.exp(0.4 * galaxy.nature("ebv")));
    }

    private static double logSigma(Galaxy galaxy) {
        return 2.25 + 0.11 * galaxy.nature("log-sigma");
    }

    private static double brightness(Galaxy galaxy) {
        return 19.8 + 0.6 * galaxy.nature("mu-e");
    }

    /** A Fundamental Plane like that of SMAC: log R_e = 1.43 log σ + 0.326 μ − 9.2, with a scatter of 0.06 dex. */
    private static double logTheta(Galaxy galaxy) {
        double logRe = 1.43 * logSigma(galaxy) + 0.326 * brightness(galaxy) - 9.2 + 0.06 * galaxy.nature("plane");
        return logRe + Math.log10(ARCSEC_PER_RADIAN / (KPC_H_PER_KMS * galaxy.angularDiameterKms()));
    }

    private static double logWidth(Galaxy galaxy) {
        return 2.5 + 0.13 * galaxy.nature("log-width");
    }

    /**
     * Return the sample with one more observable, or in place of the one of that name.
     *
     * @param error standard error of each value, in the quantity's unit; it is the column's error, and also scatters the values
     * @param value without measurement error, in the quantity's unit
     */
    public SampleSurvey with(Quantity quantity, double error, ToDoubleFunction<Galaxy> value) {
        Map<Quantity, Observable> more = new LinkedHashMap<>(observables);
        more.keySet().removeIf(known -> known.name().equals(quantity.name()));
        more.put(quantity, new Observable(error, value));
        return new SampleSurvey(cosmology, stretch, more);
    }

    /** Return the sample without an observable. */
    public SampleSurvey without(String quantity) {
        Map<Quantity, Observable> fewer = new LinkedHashMap<>(observables);
        fewer.keySet().removeIf(known -> known.name().equals(quantity));
        return new SampleSurvey(cosmology, stretch, fewer);
    }

    /**
     * Return the sample with one cluster moved to another distance, its redshift and all else that was drawn the same.
     *
     * @param cluster from 0
     * @param factor on the comoving distance
     */
    public SampleSurvey farther(int cluster, double factor) {
        double[] moved = stretch.clone();
        moved[cluster] *= factor;
        return new SampleSurvey(cosmology, moved, observables);
    }

    /** Return the true comoving distance of a cluster in km/s, as it was before it was moved. */
    private double distanceKms(int cluster) {
        double step = (FARTHEST_KMS - NEAREST_KMS) / (CLUSTERS - 1);
        // neighbours on the spiral of directions are far apart in distance
        return NEAREST_KMS + step * (cluster * 7 % CLUSTERS);
    }

    private double redshift(int cluster) {
        double velocity =
                DISPERSION_KMS * KeyedDraws.ofSeed(1).stream("velocity").gaussian(cluster);
        double hubble = cosmology.table().redshiftOfComoving(distanceKms(cluster));
        return PeculiarVelocity.zCmb(hubble, velocity);
    }

    private static Directions clusterDirections() {
        double[] l = new double[CLUSTERS];
        double[] b = new double[CLUSTERS];
        for (int i = 0; i < CLUSTERS; i++) {
            l[i] = Math.toDegrees(i * GOLDEN) % 360;
            b[i] = Math.toDegrees(Math.asin(1 - (2 * i + 1) / (double) CLUSTERS));
        }
        return Directions.ofDegrees(l, b);
    }

    /** Return the survey: galaxies with their observables, and the clusters that they are in; redshifts in the CMB frame. */
    public Survey survey() {
        int n = CLUSTERS * MEMBERS;
        int[] clusterOf = new int[n];
        String[] labels = new String[n];
        double[] z = new double[n];
        List<Galaxy> galaxies = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            clusterOf[i] = i / MEMBERS;
            labels[i] = "G" + (i + 1);
            z[i] = redshift(clusterOf[i]);
            double comoving = distanceKms(clusterOf[i]) * stretch[clusterOf[i]];
            galaxies.add(new Galaxy(i, comoving, cosmology.table().redshiftOfComoving(comoving)));
        }
        Table table = Table.of("galaxies", labels)
                .with(clusterDirections().select(clusterOf))
                .with(Column.of(Quantity.REDSHIFT, z));
        for (Map.Entry<Quantity, Observable> entry : observables.entrySet()) {
            table = table.with(column(entry.getKey(), entry.getValue(), galaxies));
        }
        return Survey.of(RestFrame.CMB, table, clusters(), clusterOf);
    }

    /**
     * Return the survey with velocity dispersions that were measured in three runs, {@code A}, {@code B} and {@code C}, in place of
     * the galaxies' own: every galaxy in one of them, two of three in a second one.
     */
    public Survey surveyInRuns() {
        Survey survey = without("log-sigma").survey();
        double[] truth = standard().survey().galaxies().values("log-sigma");
        List<Integer> galaxyOf = new ArrayList<>();
        List<String> runs = new ArrayList<>();
        for (int i = 0; i < truth.length; i++) {
            galaxyOf.add(i);
            runs.add(List.of("A", "B", "C").get(i % 3));
            if (i % 3 < 2) {
                galaxyOf.add(i);
                runs.add(List.of("A", "B", "C").get((i + 1 + i / 3 % 2) % 3));
            }
        }
        int n = runs.size();
        String[] labels = new String[n];
        double[] values = new double[n];
        double[] errors = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = "M" + (i + 1);
            errors[i] = 0.03;
            values[i] = truth[galaxyOf.get(i)]
                    + errors[i] * KeyedDraws.ofSeed(1).stream("runs").gaussian(i);
        }
        Table measurements = Table.of("measurements", labels)
                .with(Column.of(new Quantity("log-sigma", Unit.DEX_KMS), values, errors))
                .withText("run", runs.toArray(String[]::new));
        return survey.withMeasurements(
                measurements, galaxyOf.stream().mapToInt(Integer::intValue).toArray());
    }

    private Table clusters() {
        String[] labels = new String[CLUSTERS];
        double[] z = new double[CLUSTERS];
        Arrays.setAll(labels, i -> "C" + (i + 1));
        Arrays.setAll(z, this::redshift);
        return Table.of("groups", labels).with(clusterDirections()).with(Column.of(Quantity.REDSHIFT, z));
    }

    private static Column column(Quantity quantity, Observable observable, List<Galaxy> galaxies) {
        double[] values = new double[galaxies.size()];
        double[] errors = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            Galaxy galaxy = galaxies.get(i);
            values[i] = observable.value().applyAsDouble(galaxy)
                    + observable.error() * galaxy.nature("error of " + quantity.name());
            errors[i] = observable.error();
        }
        return Column.of(quantity, values, errors);
    }

    /** Return measured distances of the clusters, right to within their errors of 5 %, with their zero point set. */
    public DistanceSample distances() {
        double[] lnDistance = new double[CLUSTERS];
        double[] lnError = new double[CLUSTERS];
        for (int i = 0; i < CLUSTERS; i++) {
            lnError[i] = 0.05;
            double error = lnError[i] * KeyedDraws.ofSeed(1).stream("distance").gaussian(i);
            lnDistance[i] = Math.log(distanceKms(i) * stretch[i]) + error;
        }
        Table clusters = clusters();
        int[] members = new int[CLUSTERS];
        Arrays.fill(members, MEMBERS);
        return DistanceSample.of(
                        DistanceSample.Tracer.GROUP,
                        clusters.labels(),
                        clusters.rowIds(),
                        clusters.directions(),
                        clusters.values(Quantity.REDSHIFT.name()),
                        lnDistance,
                        lnError,
                        members)
                .type(DistanceType.COMOVING)
                .zeroPoint(DistanceSample.ZeroPoint.FITTED)
                .calibration(SampleDistances.calibration(CLUSTERS * MEMBERS))
                .build();
    }
}
