package org.peculiar.report.figure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.peculiar.api.Figure;
import org.peculiar.api.Series;
import org.peculiar.api.Series.Role;
import org.peculiar.api.Series.Stroke;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.engine.record.RecordedTable;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ChiSquare;
import org.peculiar.science.statistics.SymmetricMatrix3;

/** Whether mocks give back the flow that was put into them, and whether their error ellipsoids hold it as often as they should. */
final class RecoveryFigure {

    private static final int BINS = 25;
    private static final int STEPS = 100;
    private static final int COMPONENTS = 3;
    private static final double WIDEST = 4;
    private static final double LEFT_ASPECT = 0.6;

    private RecoveryFigure() {}

    /** Mocks of one axis: flows, stated covariances and the flow that was put in. */
    private record Mocks(
            String axis, GalacticVector input, List<GalacticVector> flows, List<SymmetricMatrix3> stated) {}

    /** Tells whether a run has mocks with a known flow. */
    static boolean isIn(RecordedRun run) {
        for (JsonNode axis : run.results().path("replicates")) {
            if (axis.has("recovery")) {
                return true;
            }
        }
        return false;
    }

    static Figure of(RecordedRun run, Optional<RecordedFlow> flow) {
        List<Figure.Panel> panels = new ArrayList<>();
        for (JsonNode axis : run.results().path("replicates")) {
            if (axis.has("recovery")) {
                Mocks mocks = read(run, axis);
                panels.add(recovered(mocks, flow));
                panels.add(coverage(mocks));
            }
        }
        return new Figure(
                "Recovery and coverage of mocks",
                "Left: flows of mocks along the flow that was put in, or along the measured flow where none was; the curve"
                        + " is a normal distribution about what was put in with the mean stated error, the dashed line the"
                        + " mean of the mocks. Right: the share of mocks whose error ellipsoid of a given probability holds"
                        + " what was put in, less that probability; the shades are one and two standard errors of the share.",
                Figure.Width.PAGE,
                2,
                panels);
    }

    private static Mocks read(RecordedRun run, JsonNode axis) {
        RecordedTable table = run.needed("replicates-" + axis.path("axis").asText());
        double[][] c = new double[6][];
        String[] names = {"cxx", "cxy", "cxz", "cyy", "cyz", "czz"};
        Arrays.setAll(c, k -> table.numbers(names[k]));
        double[] vx = table.numbers("vx");
        double[] vy = table.numbers("vy");
        double[] vz = table.numbers("vz");
        List<GalacticVector> flows = new ArrayList<>();
        List<SymmetricMatrix3> stated = new ArrayList<>();
        for (int i = 0; i < table.size(); i++) {
            if (Double.isFinite(vx[i]) && Double.isFinite(c[0][i])) {
                flows.add(new GalacticVector(vx[i], vy[i], vz[i]));
                stated.add(new SymmetricMatrix3(c[0][i], c[1][i], c[2][i], c[3][i], c[4][i], c[5][i]));
            }
        }
        JsonNode input = axis.at("/recovery/input-kms");
        return new Mocks(
                axis.path("axis").asText(),
                new GalacticVector(
                        input.path(0).asDouble(),
                        input.path(1).asDouble(),
                        input.path(2).asDouble()),
                flows,
                stated);
    }

    private static Figure.Plane recovered(Mocks mocks, Optional<RecordedFlow> flow) {
        boolean still = mocks.input().length() == 0;
        GalacticVector along = still
                ? flow.map(RecordedFlow::velocity)
                        .orElse(new GalacticVector(1, 0, 0))
                        .unit()
                : mocks.input().unit();
        double truth = mocks.input().dot(along);
        double[] values = mocks.flows().stream().mapToDouble(v -> v.dot(along)).toArray();
        double variance = mocks.stated().stream()
                .mapToDouble(matrix -> matrix.quadratic(along))
                .average()
                .orElseThrow();
        double sigma = Math.sqrt(variance);
        double low = truth - WIDEST * sigma;
        double width = 2 * WIDEST * sigma / BINS;
        double[] counts = new double[BINS];
        for (double value : values) {
            int bin = (int) Math.floor((value - low) / width);
            if (bin >= 0 && bin < BINS) {
                counts[bin]++;
            }
        }
        double[] x0 = new double[BINS];
        Arrays.setAll(x0, i -> low + i * width);
        double[] x1 = new double[BINS];
        Arrays.setAll(x1, i -> low + (i + 1) * width);
        double[] x = new double[STEPS + 1];
        Arrays.setAll(x, i -> low + 2 * WIDEST * sigma * i / STEPS);
        double[] normal = new double[STEPS + 1];
        Arrays.setAll(
                normal,
                i -> values.length
                        * width
                        / (sigma * Math.sqrt(2 * Math.PI))
                        * Math.exp(-0.5 * Math.pow((x[i] - truth) / sigma, 2)));
        double mean = Arrays.stream(values).average().orElseThrow();
        return Figure.Plane.of(
                        Figure.Axis.of(
                                (still ? "Flow along the measured one" : "Flow along the one put in") + " (km s⁻¹)"),
                        Figure.Axis.of("Mocks").range(0, Double.NaN),
                        List.of(
                                new Series.Boxes("", Role.MUTED, x0, x1, new double[BINS], counts, Series.NO_LABELS),
                                new Series.Line("", Role.MODEL, Stroke.SOLID, x, normal),
                                new Series.Rule("put in", Role.DATA, Stroke.SOLID, true, truth),
                                new Series.Rule("mean", Role.HIGHLIGHT, Stroke.DASHED, true, mean)))
                .withTitle(String.format(Locale.ROOT, "%s: %,d mocks", mocks.axis(), values.length))
                .withAspect(LEFT_ASPECT);
    }

    private static Figure.Plane coverage(Mocks mocks) {
        int n = mocks.flows().size();
        double[] inside = new double[n];
        for (int i = 0; i < n; i++) {
            GalacticVector off = mocks.flows().get(i).minus(mocks.input());
            inside[i] = 1 - ChiSquare.survival(off.dot(mocks.stated().get(i).solve(off)), COMPONENTS);
        }
        Arrays.sort(inside);
        double[] p = new double[STEPS + 1];
        Arrays.setAll(p, i -> (double) i / STEPS);
        double[] excess = new double[STEPS + 1];
        double[][] band = new double[4][STEPS + 1];
        int below = 0;
        for (int i = 0; i <= STEPS; i++) {
            while (below < n && inside[below] <= p[i]) {
                below++;
            }
            excess[i] = 100 * ((double) below / n - p[i]);
            double sigma = 100 * Math.sqrt(p[i] * (1 - p[i]) / n);
            band[0][i] = -sigma;
            band[1][i] = sigma;
            band[2][i] = -2 * sigma;
            band[3][i] = 2 * sigma;
        }
        return Figure.Plane.of(
                        Figure.Axis.of("Probability of the ellipsoid").range(0, 1),
                        Figure.Axis.of("Coverage less it (%)"),
                        List.of(
                                new Series.Band("", Role.MUTED, p, band[2], band[3]),
                                new Series.Band("", Role.MUTED, p, band[0], band[1]),
                                new Series.Rule("", Role.DATA, Stroke.DOTTED, false, 0),
                                new Series.Line("", Role.MODEL, Stroke.SOLID, p, excess)))
                .withAspect(LEFT_ASPECT);
    }
}
