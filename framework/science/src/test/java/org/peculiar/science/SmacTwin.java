package org.peculiar.science;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.peculiar.api.Directions;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;

/** The clusters of the frozen synthetic survey: directions, distances, velocities and errors in km/s; members by type. */
public final class SmacTwin {

    /** Towards which the reference program quotes errors. */
    public static final GalacticVector TOWARDS = GalacticVector.ofDegrees(260, -1);

    public final String[] names;
    public final Directions directions;
    public final double[] distanceKms;
    public final double[] velocityKms;
    public final double[] errorKms;
    public final int[] ellipticals;
    public final int[] lenticulars;

    public SmacTwin() {
        List<String[]> flow = rows("statistics/smac_twin_flow_input.csv");
        List<String[]> types = rows("resampling/smac_twin_types.csv");
        names = flow.stream().map(row -> row[0]).toArray(String[]::new);
        directions = Directions.ofDegrees(column(flow, 1), column(flow, 2));
        distanceKms = column(flow, 3);
        velocityKms = column(flow, 4);
        errorKms = column(flow, 5);
        ellipticals = types.stream().mapToInt(row -> Integer.parseInt(row[1])).toArray();
        lenticulars = types.stream().mapToInt(row -> Integer.parseInt(row[2])).toArray();
    }

    /** Fit the flow to some clusters. */
    public LinearFit fit(int[] rows) {
        Directions n = directions.select(rows);
        return fit(n, select(velocityKms, rows), select(errorKms, rows));
    }

    /** Fit a flow by weighted least squares. */
    public static LinearFit fit(Directions n, double[] velocity, double[] error) {
        double[] variance = new double[error.length];
        for (int i = 0; i < variance.length; i++) {
            variance[i] = error[i] * error[i];
        }
        return LinearModel.of(List.of("vx", "vy", "vz"), new double[][] {n.x(), n.y(), n.z()})
                .fit(velocity, variance);
    }

    /** Return the rows of all clusters but one; of all for −1. */
    public int[] without(int cluster) {
        return IntStream.range(0, names.length).filter(i -> i != cluster).toArray();
    }

    public static double[] select(double[] values, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> values[i]).toArray();
    }

    private static double[] column(List<String[]> rows, int column) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[column])).toArray();
    }

    private static List<String[]> rows(String resource) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(SmacTwin.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#") && !line.startsWith("name"))
                    .map(line -> line.split(","))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
