package org.peculiar.plugin.diagnostic.window;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.peculiar.api.Directions;
import org.peculiar.api.Figure;
import org.peculiar.api.Finding;
import org.peculiar.api.Series;
import org.peculiar.api.Unit;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.ErrorEllipsoid;
import org.peculiar.science.velocity.LinearEstimator;

/**
 * How a survey covers the sky, and what that makes of flows that are none.
 *
 * @param axes principal axes of the information, those with most first
 * @param shares of the information along the axes, {@code Σ (n·a)²/σ² / Σ 1/σ²}; their sum is 1
 * @param mean direction of the coverage, {@code Σ n/σ² / Σ 1/σ²}
 * @param monopoleResponse flow by a velocity of 1 that all objects have, {@code Σ w}
 * @param expansionResponse flow by velocities that are r in Mpc/h, {@code Σ w r}
 */
record SkyWindow(
        GalacticVector[] axes,
        double[] shares,
        GalacticVector mean,
        GalacticVector monopoleResponse,
        GalacticVector expansionResponse) {

    static SkyWindow of(LinearEstimator estimator) {
        Directions n = estimator.positions().directions();
        double[][] information = new double[3][3];
        double[] mean = new double[3];
        double[] monopole = new double[3];
        double[] expansion = new double[3];
        double total = 0;
        for (int i = 0; i < n.size(); i++) {
            double[] direction = {n.x()[i], n.y()[i], n.z()[i]};
            double weight = 1 / estimator.noiseVariance()[i];
            total += weight;
            for (int j = 0; j < 3; j++) {
                mean[j] += weight * direction[j];
                monopole[j] += estimator.weights()[j][i];
                expansion[j] +=
                        estimator.weights()[j][i] * estimator.positions().r()[i];
                for (int k = 0; k < 3; k++) {
                    information[j][k] += weight * direction[j] * direction[k];
                }
            }
        }
        // information is not an error, but has principal axes alike; those with most come first
        List<ErrorEllipsoid.Axis> principal =
                new ArrayList<>(ErrorEllipsoid.of(information).axes());
        Collections.reverse(principal);
        GalacticVector[] axes = new GalacticVector[3];
        double[] shares = new double[3];
        for (int j = 0; j < 3; j++) {
            axes[j] = principal.get(j).direction();
            shares[j] = principal.get(j).error() * principal.get(j).error() / total;
        }
        return new SkyWindow(
                axes,
                shares,
                GalacticVector.of(mean).times(1 / total),
                GalacticVector.of(monopole),
                GalacticVector.of(expansion));
    }

    double coverage() {
        return mean.length();
    }

    Finding.Columns table() {
        String[] what = {"axis 1", "axis 2", "axis 3", "mean direction", "from a monopole", "from a zero point"};
        GalacticVector[] vectors = {axes[0], axes[1], axes[2], mean, monopoleResponse, expansionResponse};
        double[] l = new double[vectors.length];
        double[] b = new double[vectors.length];
        double[] share = new double[vectors.length];
        for (int i = 0; i < vectors.length; i++) {
            l[i] = vectors[i].longitudeDeg();
            b[i] = vectors[i].latitudeDeg();
            share[i] = i < shares.length ? shares[i] : Double.NaN;
        }
        Map<String, Finding.Cells> columns = new LinkedHashMap<>();
        columns.put("what", new Finding.Texts(what, "Axis of the information, or a direction"));
        columns.put("l", new Finding.Numbers(l, Unit.DEG, "Galactic longitude, of one end of an axis"));
        columns.put("b", new Finding.Numbers(b, Unit.DEG, "Galactic latitude, of that end"));
        columns.put(
                "share",
                new Finding.Numbers(share, Unit.NONE, "Share of the information along an axis; 1/3 for an even sky"));
        return new Finding.Columns(columns);
    }

    Figure figure(LinearEstimator estimator, String[] labels) {
        Directions n = estimator.positions().directions();
        int count = n.size();
        double[] l = new double[count];
        double[] b = new double[count];
        double[] sizes = new double[count];
        double largest = 0;
        for (int i = 0; i < count; i++) {
            GalacticVector direction = new GalacticVector(n.x()[i], n.y()[i], n.z()[i]);
            l[i] = direction.longitudeDeg();
            b[i] = direction.latitudeDeg();
            for (int j = 0; j < 3; j++) {
                sizes[i] = Math.hypot(sizes[i], estimator.weights()[j][i]);
            }
            largest = Math.max(largest, sizes[i]);
        }
        for (int i = 0; i < count; i++) {
            sizes[i] = largest > 0 ? 0.2 + 1.3 * sizes[i] / largest : 1;
        }
        Series tracers = Series.Points.of("", Series.Role.DATA, Series.Symbol.OPEN_CIRCLE, l, b)
                .withSizes(sizes)
                .withLabels(labels);
        return Figure.of(
                        "Sky window of the bulk flow",
                        "The tracers in Galactic coordinates, larger the more their velocities weigh in the bulk flow.",
                        Figure.Sky.galactic(0, List.of(tracers)))
                .acrossThePage(1);
    }
}
