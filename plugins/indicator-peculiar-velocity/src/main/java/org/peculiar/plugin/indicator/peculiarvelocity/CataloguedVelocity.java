package org.peculiar.plugin.indicator.peculiarvelocity;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.Inference;
import org.peculiar.api.DistanceSample.Tracer;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.LogDistanceRatios;
import org.pf4j.Extension;

/**
 * Takes distances from a catalogue that gives peculiar velocities, or log-distance ratios, instead of them.
 *
 * <p>Each row of the galaxies is a tracer; it needs v-pec [km/s], the radial velocity in the frame of the microwave background, or
 * eta [dex], log10 of the distance of the redshift over the distance, with an error for each. Rows that lack them are left out and
 * listed. A velocity is taken for that of Watkins and Feldman (2015), v = c zm/(1 + zm) ln(d_z/d), so flows with velocities:
 * watkins-feldman find the catalogue's velocities and errors as they stand; where its authors had another formula, its distances
 * differ from theirs in the second order of v/cz.
 *
 * <p>The catalogue's scale is kept. bias/no-net-inflow with form: fixed and the error of that scale leaves it as it is.
 */
@Component(
        id = "peculiar-velocity",
        title = "Peculiar velocities of a catalogue",
        cite = "2015MNRAS.450.1868W",
        example = "given: velocity")
@Extension
public final class CataloguedVelocity implements DistanceIndicator {

    static final Quantity VELOCITY = new Quantity("v-pec", Unit.KMS);
    static final Quantity RATIO = new Quantity("eta", Unit.DEX);

    /** What the catalogue gives. */
    public enum Given {
        /** Radial velocities, v-pec. */
        VELOCITY,
        /** Log-distance ratios, eta. */
        LOG_DISTANCE_RATIO
    }

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "What the catalogue gives", value = "velocity")
            Given given) {}

    private final Parameters parameters;
    private final Cosmology cosmology;

    @Inject
    CataloguedVelocity(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        cosmology = Cosmology.of(assumptions.cosmology());
    }

    @Override
    public DistanceSample measure(Survey survey) {
        if (survey.frame() != RestFrame.CMB) {
            throw new DataException("survey: redshifts are heliocentric, but distances need them in the CMB frame");
        }
        Table galaxies = survey.galaxies();
        Quantity quantity = parameters.given() == Given.VELOCITY ? VELOCITY : RATIO;
        double[] values = galaxies.values(quantity.name(), quantity.unit());
        Column column = galaxies.column(quantity.name());
        double[] errors = column.errors()
                .orElseThrow(() -> new DataException(
                        "galaxies: " + quantity.name() + " has no errors, but a catalogue's velocities need them"));
        double[] z = galaxies.values(Quantity.REDSHIFT.name(), Unit.NONE);
        Map<String, List<String>> omitted = new LinkedHashMap<>();
        int[] rows = new int[galaxies.size()];
        int n = 0;
        for (int i = 0; i < rows.length; i++) {
            Optional<String> lack = lack(quantity, values[i], errors[i], z[i]);
            if (lack.isPresent()) {
                omitted.computeIfAbsent(lack.get(), reason -> new ArrayList<>()).add(galaxies.labels()[i]);
            } else {
                rows[n] = i;
                n++;
            }
        }
        if (n == 0) {
            throw new InsufficientDataException(
                    "galaxies: found none with a redshift and " + quantity + ", but at least one distance is needed");
        }
        Table used = galaxies.select(Arrays.copyOf(rows, n));
        double[] lnDistance = new double[n];
        double[] lnError = new double[n];
        for (int i = 0; i < n; i++) {
            int row = rows[i];
            double perUnit = parameters.given() == Given.VELOCITY
                    ? 1 / LogDistanceRatios.watkinsFeldmanKms(cosmology, z[row])
                    : Math.log(10);
            lnDistance[i] = Math.log(cosmology.table().comovingKms(z[row])) - perUnit * values[row];
            lnError[i] = perUnit * errors[row];
        }
        int[] members = new int[n];
        Arrays.fill(members, 1);
        return DistanceSample.of(
                        Tracer.GALAXY,
                        used.labels(),
                        used.rowIds(),
                        used.directions(),
                        used.values(Quantity.REDSHIFT.name(), Unit.NONE),
                        lnDistance,
                        lnError,
                        members)
                .type(DistanceType.COMOVING)
                .inference(Inference.DISTANCE_ESTIMATE)
                .calibration(new Calibration(
                        "catalogue of " + (parameters.given() == Given.VELOCITY ? "velocities" : "log-distance ratios"),
                        List.of(),
                        new double[0],
                        new double[0][],
                        Map.of(),
                        n,
                        omitted,
                        Optional.empty()))
                .build();
    }

    private static Optional<String> lack(Quantity quantity, double value, double error, double z) {
        if (!Double.isFinite(value)) {
            return Optional.of("no " + quantity.name());
        }
        if (!(error > 0)) {
            return Optional.of("no error of " + quantity.name());
        }
        return z > 0 ? Optional.empty() : Optional.of("no positive redshift");
    }
}
