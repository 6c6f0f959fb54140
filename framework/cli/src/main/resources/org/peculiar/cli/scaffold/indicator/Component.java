package @package@;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Calibration;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceIndicator;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.Figure;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Parameter;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.RelationFigure;
import org.peculiar.science.indicator.RelationFigure.Variable;
import org.peculiar.science.indicator.ShownGalaxies;
import org.pf4j.Extension;

/**
 * Measures spiral galaxies with a Tully-Fisher relation, M = -21 + slope (log W - 2.5).
 *
 * <p>The galaxies need magnitude [mag] and log-width [dex(km/s)], corrected before, and a redshift of their own. Distances are
 * luminosity distances, normalised to mean Hubble flow: their zero point is for a later step.
 */
@Component(
        id = "@id@",
        title = "@title@",
        cite = "1977A&A....54..661T",
        example = """
                slope: -7.68 mag/dex
                scatter: 0.35 mag
                """)
@Extension
public final class @Class@ implements DistanceIndicator {

    private static final double ABSOLUTE_MAG = -21;
    private static final double NORMAL_LOG_WIDTH = 2.5;

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "Change of the absolute magnitude with log W", unit = "mag/dex", value = "-7.68 mag/dex")
            double slopeMagPerDex,

            @Parameter(doc = "Scatter about the relation", unit = "mag", value = "0.35 mag", min = 0.001)
            double scatterMag) {}

    private final Parameters parameters;
    private final DistanceTable distances;

    @Inject
    @Class@(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public DistanceSample measure(Survey survey) {
        if (survey.frame() != RestFrame.CMB) {
            throw new DataException("@id@: redshifts are heliocentric, but distances need them in the CMB frame");
        }
        boolean[] complete = complete(survey.galaxies());
        Table galaxies = survey.galaxies().select(rowsWhere(complete, true));
        int n = galaxies.size();
        if (n == 0) {
            throw new InsufficientDataException("@id@: no galaxy has magnitude, log-width and a redshift");
        }
        double[] magnitude = galaxies.values("magnitude");
        double[] logWidth = galaxies.values("log-width");
        double[] z = galaxies.values("z");
        double[] lnDistance = new double[n];
        double excess = 0;
        for (int i = 0; i < n; i++) {
            double absolute = ABSOLUTE_MAG + parameters.slopeMagPerDex() * (logWidth[i] - NORMAL_LOG_WIDTH);
            double modulus = magnitude[i] - absolute;
            lnDistance[i] = Math.log(100) + Math.log(10) / 5 * (modulus - 25);
            excess += (lnDistance[i] - Math.log(distances.luminosityKms(z[i]))) / n;
        }
        double[] lnError = new double[n];
        int[] members = new int[n];
        for (int i = 0; i < n; i++) {
            lnDistance[i] -= excess;
            lnError[i] = Math.log(10) / 5 * parameters.scatterMag();
            members[i] = 1;
        }
        return DistanceSample.of(
                        DistanceSample.Tracer.GALAXY,
                        galaxies.labels(),
                        galaxies.rowIds(),
                        galaxies.directions(),
                        z,
                        lnDistance,
                        lnError,
                        members)
                .type(DistanceType.LUMINOSITY)
                .calibration(calibration(ABSOLUTE_MAG + 5 / Math.log(10) * excess, n, survey.galaxies(), complete))
                .build();
    }

    /** Shows the relation with the galaxies, and their residuals below. */
    @Override
    public Map<String, Figure> figures(Survey survey, DistanceSample measured) {
        ShownGalaxies galaxies = ShownGalaxies.of(survey, measured, distances);
        double[] absolute = survey.galaxies().values("magnitude").clone();
        for (int i = 0; i < absolute.length; i++) {
            absolute[i] -= 25 + 5 / Math.log(10) * (galaxies.lnDistance()[i] - Math.log(100));
        }
        double zeroPoint = measured.calibration().derived().get("zero-point");
        RelationFigure relation = RelationFigure.of(
                        galaxies,
                        Variable.of(
                                Figure.Axis.of("log W", Unit.KMS),
                                survey.galaxies().values("log-width")),
                        Variable.of(Figure.Axis.of("M − 5 log h", Unit.MAG), absolute),
                        Unit.MAG,
                        logWidth -> zeroPoint + parameters.slopeMagPerDex() * (logWidth - NORMAL_LOG_WIDTH))
                .brighterUp();
        String caption = relation.size() + " galaxies " + galaxies.places() + ", the relation, and the residuals.";
        return Map.of("edge-on", relation.figure("@title@", caption));
    }

    private static boolean[] complete(Table galaxies) {
        double[] magnitude = galaxies.values("magnitude", Unit.MAG);
        double[] logWidth = galaxies.values("log-width", Unit.DEX_KMS);
        double[] z = galaxies.values("z", Unit.NONE);
        boolean[] complete = new boolean[galaxies.size()];
        for (int i = 0; i < complete.length; i++) {
            complete[i] = Double.isFinite(magnitude[i]) && Double.isFinite(logWidth[i]) && z[i] > 0;
        }
        return complete;
    }

    private static int[] rowsWhere(boolean[] complete, boolean value) {
        return IntStream.range(0, complete.length)
                .filter(i -> complete[i] == value)
                .toArray();
    }

    /** Says what was fitted, which is the zero point only, and who was left out. */
    private static Calibration calibration(double zeroPoint, int used, Table galaxies, boolean[] complete) {
        List<String> lacking = IntStream.of(rowsWhere(complete, false))
                .mapToObj(row -> galaxies.labels()[row])
                .collect(Collectors.toList());
        return new Calibration(
                "@title@",
                List.of(),
                new double[0],
                new double[0][],
                Map.of("zero-point", zeroPoint),
                used,
                lacking.isEmpty() ? Map.of() : Map.of("no magnitude, log-width or redshift", lacking),
                Optional.empty());
    }
}
