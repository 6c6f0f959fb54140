package org.peculiar.plugin.indicator.typeiasupernova;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.DataFiles;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.Mode;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.IntrinsicScatter;
import org.peculiar.science.indicator.PrincipalModes;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Measures Type Ia supernovae by their standardised peak brightness.
 *
 * <p>A row of the survey is a light curve. Its form says what is known of it:
 *
 * <ul>
 *   <li>tripp (default): m-b [mag], x1 (pure number) and c [mag] of a SALT2 fit, with errors and, where the table has them, their
 *       correlations; mu = m-b + alpha x1 - beta c - M
 *   <li>standardised: m-b-corr [mag], with an error that holds those of x1 and c but no intrinsic scatter; mu = m-b-corr - M
 *   <li>modulus: mu [mag], such as that of MLCS, with its error; M is then an offset of all moduli
 * </ul>
 *
 * <p>bias-correction: true subtracts the quantity bias-correction [mag], a catalogue's correction for selection. A host-mass-step
 * makes supernovae in hosts above a log-host-mass [dex] nearer by half of it, and the others farther: mu is raised, or lowered, by
 * step/2. Light curves that lack something are left out and listed.
 *
 * <p>Where groups are tracers, a group is one host, whose supernovae share one motion: one tracer. Light curves of one group within
 * repeats-within of each other are of one supernova. They are averaged by the inverse square of their errors; the supernova then
 * has the intrinsic scatter once, and so the host's supernovae are averaged. source/table makes such groups by group-within.
 * With tracers: galaxies every light curve is taken for a supernova of its own, which makes errors too small if some are not.
 *
 * <p>The intrinsic scatter, unless given, is fitted by maximum likelihood to distances against redshifts, with the assumed thermal
 * dispersion and cz error, and with a zero point and a bulk flow free so that neither feigns scatter.
 *
 * <p>A modulus becomes a comoving distance by d_L = (1 + z) d_M, where z is the heliocentric redshift (z-hel, which source/table keeps);
 * where the survey has only that of the CMB frame, it is that, which is wrong by up to 10 km/s. Use heliocentric redshifts of the
 * catalogue, not those corrected for peculiar velocities. Distances are normalised to mean Hubble flow unless M is given, and
 * their zero point is for a later step in any case.
 *
 * <p>covariance: names a file with the covariances of all light curves of the catalogue. What pairs of them share becomes the shared
 * errors covariance-1, covariance-2 and so on of the distances, the largest first, which a flow marginalises by marginalise:
 * [zero-point, covariance]; their own errors stay those of the table, and what is left of the shared variance is added to them. A
 * matrix that holds peculiar velocities is refused: the flow is what is to be measured.
 */
@Component(
        id = "type-ia-supernova",
        title = "Type Ia supernovae",
        cite = {
            "1998A&A...331..815T",
            "2007A&A...466...11G",
            "2007ApJ...659..122J",
            "2014MNRAS.442.1117D",
            "2022ApJ...938..110B"
        },
        example = """
                form: tripp
                alpha: 0.148
                beta: 3.09
                host-mass-step: {step: 0.05 mag, at: 10 dex}
                repeats-within: 2 arcsec
                """)
@Extension
public final class TypeIaSupernova implements DistanceIndicator {

    /** Intrinsic scatters beyond this many mag are not those of supernovae. */
    private static final double MOST_SCATTER_MAG = 2;

    /** What is known of a light curve. */
    public enum Form {
        /** Magnitude, stretch and colour. */
        TRIPP,
        /** A magnitude that is corrected for stretch and colour. */
        STANDARDISED,
        /** A distance modulus. */
        MODULUS
    }

    /** What hosts do to their supernovae. */
    public record HostMassStep(
            @Parameter(
                    doc = "By how much more the modulus is raised in massive hosts",
                    unit = "mag",
                    value = "0.05 mag")
            double stepMag,

            @Parameter(
                    doc = "Log of the stellar mass, in solar masses, that parts them",
                    unit = "dex",
                    value = "10 dex")
            double atDex) {

        /** Return what the modulus of a supernova is raised by. */
        double raisedMag(double logHostMass) {
            return logHostMass > atDex ? 0.5 * stepMag : -0.5 * stepMag;
        }
    }

    /** Errors that light curves share. */
    public record Covariance(
            @Parameter(
                    doc =
                            "Text file under data: with the number n of the catalogue's rows, then n times n covariances of"
                                    + " magnitudes in mag², as Pantheon+ has them")
            DataFile file,

            @Parameter(
                    doc =
                            "Whether the matrix holds peculiar velocities, as all that are published with Pantheon+ do; such a"
                                    + " one is refused")
            boolean peculiarVelocities,

            @Parameter(doc = "How many shared errors are kept, the largest", value = "8", min = 1, max = 12)
            int modes) {}

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What is known of a light curve", value = "tripp")
            Form form,

            @Parameter(
                    doc = "Brightness in mag per stretch x1, for form: tripp",
                    value = "0.148",
                    cite = "2022ApJ...938..110B")
            double alpha,

            @Parameter(doc = "Dimming per colour c, for form: tripp", value = "3.09", cite = "2022ApJ...938..110B")
            double beta,

            @Parameter(
                    doc =
                            "Absolute magnitude M, with distances in Mpc/h; unless given, distances are normalised to mean"
                                    + " Hubble flow",
                    unit = "mag")
            Optional<Double> absoluteMagnitudeMag,

            @Parameter(
                    doc = "Scatter of one supernova beyond its errors; unless given, it is fitted",
                    unit = "mag",
                    min = 0)
            Optional<Double> intrinsicScatterMag,

            @Parameter(doc = "Subtract the quantity bias-correction", value = "false")
            boolean biasCorrection,

            @Parameter(doc = "Step of the modulus with the mass of the host", cite = "2022ApJ...938..110B")
            Optional<HostMassStep> hostMassStep,

            @Parameter(doc = "Errors that light curves share, from a file")
            Optional<Covariance> covariance,

            @Parameter(
                    doc = "Light curves of one group within this angle are of one supernova",
                    unit = "arcsec",
                    value = "2 arcsec",
                    min = 0)
            double repeatsWithinArcsec,

            @Parameter(doc = "What has a distance; unless given, groups where the survey has such, else light curves")
            Optional<Tracers> tracers,

            @Parameter(doc = "Light curves that a group needs", value = "1", min = 1)
            int minMembers,

            @Parameter(
                    doc = "Whose redshift a supernova in a group has, when light curves are tracers",
                    value = "group")
            Redshifts redshifts) {}

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final DistanceTable distances;
    private final Optional<CovarianceFile> covariance;

    @Inject
    TypeIaSupernova(Parameters parameters, Assumptions assumptions, DataFiles files) {
        this.parameters = parameters;
        parameters.covariance().filter(Covariance::peculiarVelocities).ifPresent(found -> {
            throw new DataException(found.file().name()
                    + ": the covariances hold peculiar velocities, but these are what a flow is to be measured from; take their"
                    + " terms out of the matrix, or leave it out");
        });
        covariance = parameters
                .covariance()
                .map(found -> CovarianceFile.read(files.file(found.file().path())));
        this.assumptions = assumptions;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public DistanceSample measure(Survey survey) {
        LightCurves curves = LightCurves.of(survey, parameters);
        TracerMembers hosts = TracerMembers.of(
                survey,
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts()),
                "standardisation of Type Ia supernovae",
                curves::lack);
        Supernovae supernovae = Supernovae.of(survey, hosts, parameters.repeatsWithinArcsec());
        double[] observed = DistanceModulus.observedRedshifts(survey);
        double[] lnDistance = new double[hosts.galaxies()];
        double[] lnVariance = new double[hosts.galaxies()];
        for (int i = 0; i < lnDistance.length; i++) {
            int row = hosts.rows()[i];
            lnDistance[i] = DistanceModulus.lnComovingKms(curves.standardised()[row], observed[row]);
            lnVariance[i] = LN_DISTANCE_PER_MAG * LN_DISTANCE_PER_MAG * curves.variance()[row];
        }
        Supernovae.Means means = supernovae.means(lnDistance, lnVariance);
        double scatter = parameters
                .intrinsicScatterMag()
                .orElseGet(() -> IntrinsicScatter.fitted(
                        hosts.directions(), hosts.z(), assumptions, MOST_SCATTER_MAG, means::ofHosts));
        IntrinsicScatter.Distances measured = means.ofHosts(scatter);
        double[] lnOfHosts = measured.lnDistance();
        double offset = parameters
                .absoluteMagnitudeMag()
                .map(m -> LN_DISTANCE_PER_MAG * m)
                .orElseGet(() -> hosts.meanLnRatio(
                        lnOfHosts, measured.lnError(), hosts.lnHubble(DistanceType.COMOVING, distances), assumptions));
        Arrays.setAll(lnOfHosts, t -> lnOfHosts[t] - offset);
        double[] lnError = measured.lnError().clone();
        List<Mode> modes = new ArrayList<>();
        covariance.ifPresent(file ->
                modes.addAll(shared(file, survey, hosts, lnVariance, means.shares(lnVariance, scatter), lnError)));
        DistanceSample.Builder sample = hosts.distances(DistanceType.COMOVING, lnOfHosts, lnError);
        modes.forEach(sample::mode);
        return sample.calibration(calibration(hosts, supernovae, offset / LN_DISTANCE_PER_MAG, scatter, lnError))
                .build();
    }

    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        LightCurves curves = LightCurves.of(survey, parameters);
        return new StandardisationFigures(
                        parameters, assumptions.thermalDispersionKms(), survey, measured, curves, distances)
                .all();
    }

    /**
     * Returns the errors that hosts share, and adds what is left of them to their own.
     *
     * @param lnVariance of each light curve, its own
     * @param shares of each light curve in the distance of its host
     */
    private List<Mode> shared(
            CovarianceFile file,
            Survey survey,
            TracerMembers hosts,
            double[] lnVariance,
            double[] shares,
            double[] lnError) {
        int[] ids = survey.galaxies().rowIds();
        double[][] covariances = new double[hosts.size()][hosts.size()];
        for (int i = 0; i < shares.length; i++) {
            for (int j = 0; j < shares.length; j++) {
                int a = hosts.tracerOf()[i];
                int b = hosts.tracerOf()[j];
                double mag2 = file.between(ids[hosts.rows()[i]], ids[hosts.rows()[j]]);
                covariances[a][b] += shares[i] * shares[j] * LN_DISTANCE_PER_MAG * LN_DISTANCE_PER_MAG * mag2;
            }
            // what is its own is in its error already
            covariances[hosts.tracerOf()[i]][hosts.tracerOf()[i]] -= shares[i] * shares[i] * lnVariance[i];
        }
        double[][] principal = PrincipalModes.of(
                covariances, parameters.covariance().orElseThrow().modes());
        List<Mode> modes = new ArrayList<>();
        for (int t = 0; t < lnError.length; t++) {
            double left = covariances[t][t];
            for (double[] mode : principal) {
                left -= mode[t] * mode[t];
            }
            lnError[t] = Math.sqrt(lnError[t] * lnError[t] + Math.max(0, left));
        }
        for (int k = 0; k < principal.length; k++) {
            modes.add(new Mode("covariance-" + (k + 1), principal[k], 1));
        }
        return modes;
    }

    private Calibration calibration(
            TracerMembers hosts, Supernovae supernovae, double magnitude, double scatterMag, double[] lnErrors) {
        double weights = 0;
        double squares = 0;
        for (double error : lnErrors) {
            weights += 1 / (error * error);
            squares += error * error;
        }
        boolean fitted = parameters.absoluteMagnitudeMag().isEmpty();
        double variance = fitted ? 1 / (weights * LN_DISTANCE_PER_MAG * LN_DISTANCE_PER_MAG) : 0;
        LightCurveRelation relation = new LightCurveRelation(parameters, scatterMag);
        int parameterCount = relation.parameters().length;
        double[][] covariance = new double[parameterCount][parameterCount];
        covariance[0][0] = variance;
        Map<String, Double> derived = new LinkedHashMap<>();
        derived.put("intrinsic-scatter", scatterMag);
        derived.put("distance-error", Math.sqrt(squares / lnErrors.length));
        derived.put("supernovae", (double) supernovae.size());
        return new Calibration(
                relation.title(),
                Arrays.asList(relation.parameters()),
                relation.theta(magnitude),
                covariance,
                derived,
                hosts.galaxies(),
                hosts.omitted(),
                Optional.of(relation));
    }
}
