package org.peculiar.plugin.diagnostic.window;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.peculiar.api.Component;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Diagnostic;
import org.peculiar.api.Draws;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.Finding.Scalar;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Parameter;
import org.peculiar.api.Series;
import org.peculiar.api.Unit;
import org.peculiar.science.statistics.CovarianceMatrix;
import org.peculiar.science.statistics.Significance;
import org.peculiar.science.velocity.ExpectedFlow;
import org.peculiar.science.velocity.LinearEstimator;
import org.peculiar.science.velocity.MaxwellianSpeed;
import org.peculiar.science.velocity.MeasuredFlow;
import org.peculiar.science.velocity.TheoryParameters;
import org.peculiar.science.velocity.VelocityCovariance;
import org.peculiar.science.velocity.VelocityWindow;
import org.pf4j.Extension;

/**
 * Tells what part of the velocity field a bulk flow is of, and how probable it is in linear theory.
 *
 * <p>A bulk flow is a weighted sum of radial velocities. Its window W² tells how much of the velocity field of each wavenumber
 * comes through: 1 for waves much longer than the survey, and a plateau for short ones, which every object sees alone. The
 * smallest scale that is probed is 2π/k for the last k at which the window is above its plateau by 5 % of what it could
 * (Watkins, Feldman and Hudson 2009).
 *
 * <p>The flow is judged twice: against rest, by its total errors, and against linear theory, by these and the cosmic variance that
 * the window lets through. cosmic-rms is the three-dimensional rms flow that theory expects without errors; sparse surveys
 * expect more than a sphere of their depth, because short waves are not averaged out.
 *
 * <p>The sky window is told by the share of information along three axes, each 1/3 for an even sky, by the mean direction of the
 * coverage, 0 for an even sky and 1 for one direction, and by what a monopole of 100 km/s and a zero point off by 1 % would add
 * to the flow.
 */
@Component(
        id = "window",
        title = "Window of a bulk flow, and the flow expected in it",
        cite = {"2009MNRAS.392..743W", "2010MNRAS.407.2328F"},
        example = """
                theory: {spectrum: eisenstein-hu-1998, sigma8: 0.811}
                largest-k: 1 h/Mpc
                wavenumbers: 120
                """)
@Extension
public final class SurveyWindow implements Diagnostic<SurveyWindow.Inputs> {

    private static final double LEAST_K = 1e-3;
    private static final double MPC_H_IN_KMS = 100;
    private static final double MONOPOLE_KMS = 100;
    private static final double ZERO_POINT = 0.01;
    private static final double MARGIN = 1.0001;

    /**
     * What is looked at.
     *
     * @param flow of a model that is linear in the velocities
     */
    public record Inputs(FlowFit flow) {}

    /** The theory, and the wavenumbers of the window. */
    public record Parameters(
            @Parameter(doc = "Linear theory that gives the cosmic variance", value = "{}")
            TheoryParameters theory,

            @Parameter(
                    doc = "Largest wavenumber of the window",
                    unit = "h/Mpc",
                    value = "1 h/Mpc",
                    min = 0.01,
                    max = 100)
            double largestKHMpc,

            @Parameter(doc = "Number of wavenumbers in the table", value = "120", min = 10, max = 10000)
            int wavenumbers) {}

    private final Parameters parameters;
    private final DataFiles files;

    @Inject
    SurveyWindow(Parameters parameters, DataFiles files) {
        this.parameters = requireNonNull(parameters, "parameters");
        this.files = files;
    }

    @Override
    public Finding find(Inputs inputs, Draws draws) {
        FlowFit fit = inputs.flow();
        LinearEstimator estimator = LinearEstimator.of(fit);
        MeasuredFlow flow = MeasuredFlow.of(fit);
        VelocityWindow window = VelocityWindow.of(estimator, parameters.largestKHMpc());
        VelocityCovariance covariance = parameters
                .theory()
                .covariance(files, 2 * MARGIN * estimator.positions().depth());
        ExpectedFlow expected =
                new ExpectedFlow(CovarianceMatrix.of(estimator.cosmicCovariance(covariance)), flow.error());
        SkyWindow sky = SkyWindow.of(estimator);
        OptionalDouble scale = window.scaleProbed();

        double[] k = wavenumbers();
        double[][][] w2 = window.at(k);
        Map<String, Finding.Columns> tables = new LinkedHashMap<>();
        tables.put("window", table(k, w2));
        tables.put("sky", sky.table());
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("window", figure(k, w2, window.plateau()));
        figures.put("sky", sky.figure(estimator, fit.tracers().labels()));
        List<String> notes = new ArrayList<>();
        if (scale.isEmpty()) {
            notes.add(String.format(
                    Locale.ROOT,
                    "the window is above its plateau up to the largest wavenumber, %.3g h/Mpc: no smallest scale was found"
                            + " below; raise largest-k",
                    parameters.largestKHMpc()));
        }
        return new Finding(
                "window of " + fit.title() + ", " + estimator.positions().size() + " tracers",
                scalars(flow, estimator, window, expected, sky, scale),
                tables,
                notes,
                figures);
    }

    private Map<String, Scalar> scalars(
            MeasuredFlow flow,
            LinearEstimator estimator,
            VelocityWindow window,
            ExpectedFlow expected,
            SkyWindow sky,
            OptionalDouble scale) {
        Significance rest = flow.error().chi2(flow.velocity().toArray());
        Significance theory = expected.of(flow.velocity());
        MaxwellianSpeed speed = expected.speed();
        Map<String, Scalar> scalars = new LinkedHashMap<>();
        scalars.put(
                "depth", Scalar.of(estimator.depth() * MPC_H_IN_KMS, Unit.KMS, "Effective depth, weighted by 1/σ²"));
        scalars.put("scale-probed", Scalar.of(scale.orElse(Double.NaN), Unit.MPC_H, "Smallest scale that is probed"));
        scalars.put("plateau", Scalar.of(window.plateau(), Unit.NONE, "Trace of the window at large k"));
        scalars.put(
                "cosmic-rms",
                Scalar.of(
                        expected.rmsKms(),
                        Unit.KMS,
                        "Three-dimensional rms flow that linear theory expects, without errors"));
        scalars.put(
                "cosmic-most-probable",
                Scalar.of(speed.mostProbableKms(), Unit.KMS, "Most probable speed in linear theory, without errors"));
        scalars.put("chi2-rest", Scalar.of(rest.chi2(), Unit.NONE, "χ² of the flow against rest, by its errors"));
        scalars.put(
                "p-rest", Scalar.of(rest.p().orElse(Double.NaN), Unit.NONE, "Probability of so large a flow at rest"));
        scalars.put("chi2-theory", Scalar.of(theory.chi2(), Unit.NONE, "χ² of the flow against linear theory"));
        scalars.put(
                "p-theory",
                Scalar.of(theory.p().orElse(Double.NaN), Unit.NONE, "Probability of so large a flow in linear theory"));
        scalars.put("coverage", Scalar.of(sky.coverage(), Unit.NONE, "Length of the mean direction of the coverage"));
        scalars.put(
                "from-monopole",
                Scalar.of(
                        MONOPOLE_KMS * sky.monopoleResponse().length(),
                        Unit.KMS,
                        "Flow that a constant outflow of 100 km/s would add"));
        scalars.put(
                "from-zero-point",
                Scalar.of(
                        ZERO_POINT * MPC_H_IN_KMS * sky.expansionResponse().length(),
                        Unit.KMS,
                        "Flow that distances too short by 1 % would add"));
        return scalars;
    }

    private double[] wavenumbers() {
        int n = parameters.wavenumbers();
        double[] k = new double[n];
        for (int i = 0; i < n; i++) {
            k[i] = i == n - 1
                    ? parameters.largestKHMpc()
                    : LEAST_K * Math.pow(parameters.largestKHMpc() / LEAST_K, i / (n - 1.0));
        }
        return k;
    }

    private static Finding.Columns table(double[] k, double[][][] w2) {
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("k", new Finding.Numbers(k, Unit.H_MPC, "Wavenumber"));
        columns.put("trace", new Finding.Numbers(traces(w2), Unit.NONE, "Trace of the window W2"));
        String[] names = {"x", "y", "z"};
        for (int i = 0; i < 3; i++) {
            for (int j = i; j < 3; j++) {
                double[] element = new double[k.length];
                for (int row = 0; row < k.length; row++) {
                    element[row] = w2[row][i][j];
                }
                columns.put(
                        "w2_" + names[i] + names[j],
                        new Finding.Numbers(
                                element, Unit.NONE, "W2 of the Galactic components " + names[i] + " and " + names[j]));
            }
        }
        return new Finding.Columns(columns);
    }

    private static double[] traces(double[][][] w2) {
        double[] traces = new double[w2.length];
        for (int i = 0; i < traces.length; i++) {
            traces[i] = w2[i][0][0] + w2[i][1][1] + w2[i][2][2];
        }
        return traces;
    }

    private static Figure figure(double[] k, double[][][] w2, double plateau) {
        List<Series> series = new ArrayList<>();
        series.add(new Series.Rule("plateau", Series.Role.MUTED, Series.Stroke.DASHED, false, plateau));
        Series.Role[] roles = {Series.Role.FIRST, Series.Role.SECOND, Series.Role.THIRD};
        String[] names = {"x", "y", "z"};
        for (int j = 0; j < 3; j++) {
            double[] diagonal = new double[k.length];
            for (int i = 0; i < k.length; i++) {
                diagonal[i] = 3 * w2[i][j][j];
            }
            series.add(
                    new Series.Line("3 W²_{" + names[j] + names[j] + "}", roles[j], Series.Stroke.DOTTED, k, diagonal));
        }
        series.add(new Series.Line("trace", Series.Role.DATA, Series.Stroke.SOLID, k, traces(w2)));
        return Figure.of(
                "Window of the bulk flow",
                "How much of the velocity field of each wavenumber comes through to the bulk flow: the trace of the window, three times"
                        + " its diagonal in Galactic axes, and the plateau at which every object sees short waves alone.",
                Figure.Plane.of(
                        Figure.Axis.of("k", Unit.H_MPC).logarithmic(),
                        Figure.Axis.of("W²").range(0, Double.NaN),
                        series));
    }
}
