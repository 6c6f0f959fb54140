package org.peculiar.plugin.indicator.fundamentalplane;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.Directions;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Form;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Parameters;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Selection;
import org.peculiar.plugin.indicator.fundamentalplane.FundamentalPlane.Weights;
import org.peculiar.science.indicator.Redshifts;
import org.peculiar.science.indicator.Tracers;

/** Surveys and parameters that tests share. */
final class Surveys {

    static final CosmologyParameters EINSTEIN_DE_SITTER = new CosmologyParameters("einstein-de-sitter", 1, 0);
    static final CosmologyParameters FLAT = new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7);

    private Surveys() {}

    static Parameters parameters(Form form) {
        return new Parameters(
                form,
                Optional.empty(),
                2,
                Redshifts.GROUP,
                Weights.UNWEIGHTED,
                Optional.empty(),
                false,
                -0.95,
                new Selection(2.05, 13.65, 3.67),
                0.6);
    }

    static Parameters with(Form form, Tracers tracers, int minMembers) {
        Parameters p = parameters(form);
        return new Parameters(
                form,
                Optional.of(tracers),
                minMembers,
                p.redshifts(),
                p.weights(),
                p.clip(),
                p.errorsInVariables(),
                p.errorCorrelation(),
                p.selection(),
                p.etaLimitDex());
    }

    static Parameters with(Form form, Weights weights, Optional<Double> clip, boolean errorsInVariables) {
        Parameters p = parameters(form);
        return new Parameters(
                form,
                p.tracers(),
                p.minMembers(),
                p.redshifts(),
                weights,
                clip,
                errorsInVariables,
                p.errorCorrelation(),
                p.selection(),
                p.etaLimitDex());
    }

    static FundamentalPlane indicator(Parameters parameters, CosmologyParameters cosmology) {
        return new FundamentalPlane(parameters, new Assumptions(cosmology, 250, 150));
    }

    static Column column(String name, Unit unit, double... values) {
        return Column.of(new Quantity(name, unit), values);
    }

    static Column column(String name, Unit unit, double[] values, double[] errors) {
        return Column.of(new Quantity(name, unit), values, errors);
    }

    static double[] filled(int n, double value) {
        double[] all = new double[n];
        Arrays.fill(all, value);
        return all;
    }

    static Survey withGalaxies(Survey survey, UnaryOperator<Table> change) {
        return survey.withGalaxies(change.apply(survey.galaxies()));
    }

    /** The lines of a resource after its comments and its header, split at commas. */
    static List<String[]> csv(String name) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(Surveys.class.getResourceAsStream(name), StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.startsWith("#"))
                    .skip(1)
                    .map(line -> line.split(",", -1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static double[] numbers(List<String[]> rows, int index) {
        return rows.stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
    }

    static String[] strings(List<String[]> rows, int index) {
        return rows.stream().map(row -> row[index]).toArray(String[]::new);
    }

    /** The SMAC twin: 699 galaxies in 56 clusters, synthetic, its dispersions brought to one system. */
    static Survey smacTwin() {
        List<String[]> galaxies = csv("smac-twin-galaxies.csv");
        List<String[]> clusters = csv("smac-twin-clusters.csv");
        List<String> names = List.of(strings(clusters, 0));
        Directions towards = Directions.ofDegrees(numbers(clusters, 1), numbers(clusters, 2));
        int[] groupOf =
                Arrays.stream(strings(galaxies, 1)).mapToInt(names::indexOf).toArray();
        Table table = Table.of("galaxies", strings(galaxies, 0))
                .with(towards.select(groupOf))
                .with(column("log-theta", Unit.DEX_ARCSEC, numbers(galaxies, 2)))
                .with(column("mu-e", Unit.MAG_ARCSEC2, numbers(galaxies, 3)))
                .with(column("log-sigma", Unit.DEX_KMS, numbers(galaxies, 4)));
        Table groups = Table.of("groups", strings(clusters, 0))
                .with(towards)
                .with(column("z", Unit.NONE, numbers(clusters, 3)));
        return Survey.of(RestFrame.CMB, table, groups, groupOf);
    }

    /** Three clusters of five galaxies, all at z = 0.02 (METHODS 3.3, "Tiny test"). */
    static Survey tiny() {
        double[] logTheta = {.80, 1.05, .62, 1.30, .91, .55, .71, .38, .95, .60, .30, .52, .15, .70, .41};
        double[] mu = {
            19.40, 20.10, 18.90, 21.05, 19.55, 19.60, 19.25, 18.70, 20.60, 19.90, 19.20, 19.70, 18.60, 20.40, 19.00
        };
        double[] logSigma = {
            2.312, 2.301, 2.275, 2.248, 2.365, 2.205, 2.402, 2.300, 2.255, 2.150, 2.228, 2.245, 2.250, 2.190, 2.360
        };
        String[] labels = new String[15];
        Arrays.setAll(labels, i -> "g" + i);
        int[] groupOf = new int[15];
        Arrays.setAll(groupOf, i -> i / 5);
        double[] l = {58, 142, 302};
        double[] b = {88, -63, 22};
        Directions towards = Directions.ofDegrees(l, b);
        Table galaxies = Table.of("galaxies", labels)
                .with(towards.select(groupOf))
                .with(column("z", Unit.NONE, filled(15, 0.02)))
                .with(column("log-theta", Unit.DEX_ARCSEC, logTheta))
                .with(column("mu-e", Unit.MAG_ARCSEC2, mu))
                .with(column("log-sigma", Unit.DEX_KMS, logSigma));
        Table groups = Table.of("groups", new String[] {"A", "B", "C"})
                .with(towards)
                .with(column("z", Unit.NONE, filled(3, 0.02)));
        return Survey.of(RestFrame.CMB, galaxies, groups, groupOf);
    }
}
