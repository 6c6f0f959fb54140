package org.peculiar.plugin.indicator.typeiasupernova;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;
import static org.peculiar.science.indicator.DistanceModulus.LN_DISTANCE_PER_MAG;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.peculiar.api.Calibration;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Survey;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Form;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.HostMassStep;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Parameters;
import org.peculiar.science.cosmology.DistanceTable;
import org.peculiar.science.indicator.DistanceModulus;
import org.peculiar.science.indicator.RelationFigure;
import org.peculiar.science.indicator.RelationFigure.Variable;
import org.peculiar.science.indicator.ShownGalaxies;

/**
 * The Hubble diagram of standardised light curves, and what each term of the standardisation does: residuals without the term
 * against what it depends on.
 *
 * <p>Moduli are those for an observer at rest in the CMB frame, µ = 25 + 5 log((1 + z) d_M/Mpc/h) with z of that frame, so that the
 * residual from the cosmology's µ(z) is 5/ln 10 times that of ln d_M.
 */
final class StandardisationFigures {

    private static final int STEPS = 60;

    private final Parameters parameters;
    private final double thermalDispersionKms;
    private final LightCurves curves;
    private final DistanceTable distances;
    private final ShownGalaxies supernovae;
    private final double scatterMag;
    private final double[] modulus;
    private final double[] residual;

    StandardisationFigures(
            Parameters parameters,
            double thermalDispersionKms,
            Survey survey,
            DistanceSample measured,
            LightCurves curves,
            DistanceTable distances) {
        this.parameters = parameters;
        this.thermalDispersionKms = thermalDispersionKms;
        this.curves = curves;
        this.distances = distances;
        supernovae = ShownGalaxies.of(survey, measured, distances);
        Calibration calibration = measured.calibration();
        double absolute = calibration.values()[0];
        scatterMag = calibration.derived().get("intrinsic-scatter");
        double[] observed = DistanceModulus.observedRedshifts(survey);
        double[] z = supernovae.z();
        modulus = new double[z.length];
        residual = new double[z.length];
        for (int i = 0; i < z.length; i++) {
            double ln = DistanceModulus.lnComovingKms(curves.standardised()[i] - absolute, observed[i]);
            modulus[i] = DistanceModulus.ofLnComovingKms(ln, z[i]);
            residual[i] = (ln - supernovae.lnHubble()[i]) / LN_DISTANCE_PER_MAG;
        }
    }

    Map<String, Figure> all() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("hubble", hubble());
        List<Figure.Panel> terms = terms();
        if (!terms.isEmpty()) {
            figures.put(
                    "standardisation",
                    Figure.of(
                                    "Standardisation of Type Ia supernovae",
                                    "Hubble residuals of the light curves, each panel without one term of their standardisation, against what"
                                            + " the term depends on. Lines are the terms, as they were assumed.",
                                    terms.toArray(Figure.Panel[]::new))
                            .acrossThePage(terms.size()));
        }
        return figures;
    }

    private double modulus(double z) {
        return DistanceModulus.ofLnComovingKms(Math.log(distances.comovingKms(z)), z);
    }

    private Figure hubble() {
        double[] error = Arrays.stream(curves.variance()).map(Math::sqrt).toArray();
        RelationFigure diagram = RelationFigure.of(
                        supernovae,
                        Variable.of(
                                Figure.Axis.of("Redshift z in the CMB frame").logarithmic(), supernovae.z()),
                        new Variable(Figure.Axis.of("µ + 5 log h", Unit.MAG), modulus, error),
                        Unit.MAG,
                        this::modulus)
                .behindResiduals(expected());
        return diagram.figure(
                "Hubble diagram of Type Ia supernovae",
                String.format(
                        Locale.ROOT,
                        "%,d light curves: distance moduli for H_{0} = 100 km s⁻¹ Mpc⁻¹ against redshift, with the assumed"
                                + " cosmology, and the residuals. Shaded: an intrinsic scatter of %.3f mag, together with"
                                + " velocities of %.0f km s⁻¹.",
                        diagram.size(),
                        scatterMag,
                        thermalDispersionKms));
    }

    /** Returns the residuals of one standard deviation without errors of measurement. */
    private Series expected() {
        double low =
                Arrays.stream(supernovae.z()).filter(Double::isFinite).min().orElse(1);
        double high =
                Arrays.stream(supernovae.z()).filter(Double::isFinite).max().orElse(1);
        double[] z = new double[STEPS + 1];
        Arrays.setAll(z, k -> low * Math.pow(high / low, (double) k / STEPS));
        double[] above = Arrays.stream(z)
                .map(each -> thermalDispersionKms / (SPEED_OF_LIGHT_KMS * each) / LN_DISTANCE_PER_MAG)
                .map(motion -> Math.hypot(scatterMag, motion))
                .toArray();
        double[] below = Arrays.stream(above).map(each -> -each).toArray();
        return new Series.Band("", Role.MUTED, z, below, above);
    }

    private List<Figure.Panel> terms() {
        List<Figure.Panel> panels = new ArrayList<>();
        if (parameters.form() == Form.TRIPP) {
            double alpha = parameters.alpha();
            double beta = parameters.beta();
            panels.add(term("Stretch x_{1}", "α x_{1}", curves.stretch(), -alpha));
            panels.add(term("Colour c (mag)", "β c", curves.colour(), beta));
        }
        parameters.hostMassStep().ifPresent(step -> panels.add(step(step)));
        return panels;
    }

    /** Returns the panel of a term that is a slope times what it depends on. */
    private Figure.Panel term(String quantity, String name, double[] values, double slope) {
        int[] rows = rows(values);
        double[] x = of(rows, values);
        double[] y = new double[rows.length];
        Arrays.setAll(y, k -> residual[rows[k]] + slope * x[k]);
        double[] ends = ends(x);
        double[] line = Arrays.stream(ends).map(end -> slope * end).toArray();
        return panel(quantity, name, rows, x, y, new Series.Line("", Role.MODEL, Stroke.SOLID, ends, line));
    }

    private Figure.Panel step(HostMassStep step) {
        double[] mass = curves.hostMass();
        int[] rows = rows(mass);
        double[] x = of(rows, mass);
        double[] y = new double[rows.length];
        Arrays.setAll(y, k -> residual[rows[k]] - step.raisedMag(x[k]));
        double[] ends = ends(x);
        double at = step.atDex();
        double half = 0.5 * step.stepMag();
        Series line = new Series.Line(
                "",
                Role.MODEL,
                Stroke.SOLID,
                new double[] {Math.min(ends[0], at), at, at, Math.max(ends[1], at)},
                new double[] {half, half, -half, -half});
        return panel("log M_{host} (M_{☉})", "mass step", rows, x, y, line);
    }

    private Figure.Panel panel(String quantity, String term, int[] rows, double[] x, double[] y, Series line) {
        String[] labels = supernovae.labels();
        Series points = Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, x, y)
                .withLabels(Arrays.stream(rows).mapToObj(row -> labels[row]).toArray(String[]::new));
        Figure.Axis without = Figure.Axis.of("Residual without " + term, Unit.MAG);
        return Figure.Plane.of(Figure.Axis.of(quantity), without, List.of(points, line))
                .withAspect(1);
    }

    private int[] rows(double[] values) {
        return IntStream.range(0, values.length)
                .filter(i -> supernovae.used()[i] && Double.isFinite(residual[i] + values[i]))
                .toArray();
    }

    private static double[] of(int[] rows, double[] values) {
        return Arrays.stream(rows).mapToDouble(row -> values[row]).toArray();
    }

    private static double[] ends(double[] x) {
        return new double[] {
            Arrays.stream(x).min().orElse(0), Arrays.stream(x).max().orElse(0)
        };
    }
}
