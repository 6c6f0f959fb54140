package org.peculiar.report.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.api.Series.Symbol;
import org.peculiar.api.Unit;

/** Redshifts against the distances that were measured, and what is left. */
final class Hubble {

    private static final int MOST_ERRORS = 400;
    private static final double RESIDUALS = 0.4;

    private Hubble() {}

    static Figure of(RecordedFlow flow) {
        int n = flow.size();
        String[] labels = new String[n];
        Arrays.setAll(
                labels,
                i -> String.format(Locale.ROOT, "%s: cz %.0f km s⁻¹, distance ", flow.labels()[i], flow.czKms()[i])
                        + Words.kms(flow.measuredKms()[i], flow.measuredErrorKms()[i]));
        boolean few = n <= MOST_ERRORS;
        double[] ends = {0, Arrays.stream(flow.measuredKms()).max().orElse(1)};
        List<Series> upper = List.of(
                new Series.Line("cz = H_{0} R", Role.MODEL, Stroke.SOLID, ends, ends),
                Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, flow.measuredKms(), flow.czKms())
                        .withErrors(few ? flow.measuredErrorKms() : Series.NONE, Series.NONE)
                        .withLabels(labels));
        double[] ratio = new double[n];
        Arrays.setAll(ratio, i -> Math.log(flow.czKms()[i] / flow.measuredKms()[i]));
        double[] error = new double[n];
        Arrays.setAll(error, i -> flow.measuredErrorKms()[i] / flow.measuredKms()[i]);
        List<Series> lower = List.of(
                new Series.Rule("", Role.MODEL, Stroke.SOLID, false, 0),
                Series.Points.of("", Role.DATA, Symbol.FILLED_CIRCLE, flow.measuredKms(), ratio)
                        .withErrors(Series.NONE, few ? error : Series.NONE)
                        .withLabels(labels));
        Figure.Axis distance = Figure.Axis.of("Measured distance H_{0} R", Unit.KMS);
        return Figure.of(
                "Hubble diagram",
                String.format(
                        Locale.ROOT,
                        "Redshifts of %,d tracers in the CMB frame against their distances as measured, comoving, biases and zero"
                                + " point corrected before the flow was fitted.%s The line leaves out the bend of the relation, some"
                                + " per cent at the largest redshifts.",
                        n,
                        few ? " Bars are standard errors." : ""),
                Figure.Plane.of(distance, Figure.Axis.of("cz", Unit.KMS), upper),
                Figure.Plane.of(distance, Figure.Axis.of("ln(cz/H_{0} R)"), lower)
                        .withAspect(RESIDUALS));
    }
}
