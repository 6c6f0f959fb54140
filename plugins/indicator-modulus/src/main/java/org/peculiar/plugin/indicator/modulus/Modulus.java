package org.peculiar.plugin.indicator.modulus;

import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Parameter;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.TracerMembers;
import org.peculiar.science.indicator.Tracers;
import org.pf4j.Extension;

/**
 * Takes distances from a catalogue of distance moduli, whatever they were measured with, such as Cosmicflows.
 *
 * <p>The galaxies need mu [mag], the modulus of the luminosity distance, with an error for each. Galaxies that lack it are left out
 * and listed. The moduli of a group's members are averaged by the inverse square of their errors, so that the group is one
 * tracer; source/table makes groups of one of the other galaxies by groups-of-one: true.
 *
 * <p>A modulus becomes a comoving distance by d_L = (1 + z) d_M, where z is the observed redshift: the heliocentric one if the survey
 * has it (z-hel, which source/table keeps), else that of the CMB frame, which is wrong by up to 10 km/s.
 *
 * <p>Distances are normalised to mean Hubble flow: the moduli's own scale becomes the parameter offset, and their zero point is
 * for a later step. With hubble-constant they keep the catalogue's scale: d in Mpc is taken for H0 d in km/s. Then
 * bias/no-net-inflow with form: fixed and the error of that scale leaves it as it is.
 */
@Component(
        id = "modulus",
        title = "Distance moduli of a catalogue",
        cite = {"2016AJ....152...50T", "2014MNRAS.442.1117D"},
        example = """
                tracers: groups
                min-members: 1
                """)
@Extension
public final class Modulus implements DistanceIndicator {

    static final String MU = "mu";

    private static final double KMS_PER_MPC = 100;

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What has a distance; unless given, groups where the survey has such, else galaxies")
            Optional<Tracers> tracers,

            @Parameter(doc = "Galaxies that a group needs", value = "1", min = 1)
            int minMembers,

            @Parameter(doc = "Whose redshift a galaxy in a group has, when galaxies are tracers", value = "group")
            Redshifts redshifts,

            @Parameter(
                    doc =
                            "Hubble constant in km/s/Mpc that the catalogue's scale is kept with; unless given, distances are"
                                    + " normalised to mean Hubble flow",
                    min = 1)
            Optional<Double> hubbleConstant) {}

    private final Parameters parameters;
    private final Assumptions assumptions;
    private final DistanceTable distances;

    @Inject
    Modulus(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        this.assumptions = assumptions;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public DistanceSample measure(Survey survey) {
        Column moduli = moduli(survey);
        double[] errors = moduli.errors().orElseThrow();
        double[] observed = DistanceModulus.observedRedshifts(survey);
        TracerMembers tracers = TracerMembers.of(
                survey,
                new TracerMembers.Choice(parameters.tracers(), parameters.minMembers(), parameters.redshifts()),
                "catalogue of moduli",
                galaxy -> lack(moduli, errors, galaxy));
        int n = tracers.galaxies();
        double[] lnDistance = new double[n];
        double[] weights = new double[n];
        for (int i = 0; i < n; i++) {
            int row = tracers.rows()[i];
            double error = LN_DISTANCE_PER_MAG * errors[row];
            lnDistance[i] = DistanceModulus.lnComovingKms(moduli.values()[row], observed[row]);
            weights[i] = 1 / (error * error);
        }
        double[] lnOfTracers = tracers.means(lnDistance, weights);
        double[] lnErrors = tracers.sums(weights);
        Arrays.setAll(lnErrors, t -> 1 / Math.sqrt(lnErrors[t]));
        double scale = tracers.meanLnRatio(
                lnOfTracers, lnErrors, tracers.lnHubble(DistanceType.COMOVING, distances), assumptions);
        double offset = parameters
                .hubbleConstant()
                .map(h0 -> -Math.log(h0 / KMS_PER_MPC))
                .orElse(scale);
        Arrays.setAll(lnOfTracers, t -> lnOfTracers[t] - offset);
        return tracers.distances(DistanceType.COMOVING, lnOfTracers, lnErrors)
                .calibration(calibration(tracers, offset, lnErrors))
                .build();
    }

    /** Return a catalogue's moduli, which must have errors. */
    static Column moduli(Survey survey) {
        survey.galaxies().values(MU, Unit.MAG);
        Column moduli = survey.galaxies().column(MU);
        if (moduli.errors().isEmpty()) {
            throw new DataException("galaxies: mu has no errors, but distance moduli need them");
        }
        return moduli;
    }

    private static Optional<String> lack(Column moduli, double[] errors, int galaxy) {
        if (!Double.isFinite(moduli.values()[galaxy])) {
            return Optional.of("no mu");
        }
        return errors[galaxy] > 0 ? Optional.empty() : Optional.of("no error of mu");
    }

    private Calibration calibration(TracerMembers tracers, double lnOffset, double[] lnErrors) {
        double weights = 0;
        double squares = 0;
        for (double error : lnErrors) {
            weights += 1 / (error * error);
            squares += error * error;
        }
        boolean fitted = parameters.hubbleConstant().isEmpty();
        double variance = fitted ? 1 / (weights * LN_DISTANCE_PER_MAG * LN_DISTANCE_PER_MAG) : 0;
        Map<String, Double> derived = new LinkedHashMap<>();
        derived.put("distance-error", Math.sqrt(squares / lnErrors.length));
        return new Calibration(
                "distance moduli",
                ModulusRelation.PARAMETERS,
                new double[] {lnOffset / LN_DISTANCE_PER_MAG},
                new double[][] {{variance}},
                derived,
                tracers.galaxies(),
                tracers.omitted(),
                Optional.of(new ModulusRelation()));
    }
}
