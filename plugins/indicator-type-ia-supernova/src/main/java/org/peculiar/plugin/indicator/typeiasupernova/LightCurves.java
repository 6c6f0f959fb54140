package org.peculiar.plugin.indicator.typeiasupernova;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Form;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.HostMassStep;
import org.peculiar.plugin.indicator.typeiasupernova.TypeIaSupernova.Parameters;

/** The light curves of a survey, standardised. */
final class LightCurves {

    private static final Quantity MAGNITUDE = new Quantity("m-b", Unit.MAG);
    private static final Quantity STRETCH = new Quantity("x1", Unit.NONE);
    private static final Quantity COLOUR = new Quantity("c", Unit.MAG);
    private static final Quantity STANDARDISED = new Quantity("m-b-corr", Unit.MAG);
    private static final Quantity MODULUS = new Quantity("mu", Unit.MAG);
    private static final Quantity BIAS_CORRECTION = new Quantity("bias-correction", Unit.MAG);
    private static final Quantity HOST_MASS = new Quantity("log-host-mass", Unit.DEX);

    private final Table table;
    private final Column magnitude;
    private final List<Column> withErrors = new ArrayList<>();
    private final List<Column> plain = new ArrayList<>();
    private final double[] standardised;
    private final double[] variance;

    private LightCurves(Survey survey, Parameters parameters, double alpha, double beta) {
        table = survey.galaxies();
        magnitude = measured(
                switch (parameters.form()) {
                    case TRIPP -> MAGNITUDE;
                    case STANDARDISED -> STANDARDISED;
                    case MODULUS -> MODULUS;
                });
        double[] errors = magnitude.errors().orElseThrow();
        standardised = magnitude.values().clone();
        variance = new double[errors.length];
        Arrays.setAll(variance, i -> errors[i] * errors[i]);
        if (parameters.form() == Form.TRIPP) {
            standardise(measured(STRETCH), measured(COLOUR), alpha, beta);
        }
        if (parameters.biasCorrection()) {
            double[] correction = values(BIAS_CORRECTION);
            Arrays.setAll(standardised, i -> standardised[i] - correction[i]);
        }
        if (parameters.hostMassStep().isPresent()) {
            HostMassStep step = parameters.hostMassStep().get();
            double[] mass = values(HOST_MASS);
            Arrays.setAll(standardised, i -> standardised[i] + step.raisedMag(mass[i]));
        }
    }

    /**
     * Standardise the light curves of a survey.
     *
     * @throws DataException if a quantity is missing or measures something else, or has no errors
     */
    static LightCurves of(Survey survey, Parameters parameters) {
        return of(survey, parameters, parameters.alpha(), parameters.beta());
    }

    /** The same with other coefficients. */
    static LightCurves of(Survey survey, Parameters parameters, double alpha, double beta) {
        return new LightCurves(survey, parameters, alpha, beta);
    }

    private void standardise(Column stretch, Column colour, double alpha, double beta) {
        double[] x = stretch.values();
        double[] c = colour.values();
        double[] em = magnitude.errors().orElseThrow();
        double[] ex = stretch.errors().orElseThrow();
        double[] ec = colour.errors().orElseThrow();
        double[] mx = correlation(MAGNITUDE, STRETCH);
        double[] mc = correlation(MAGNITUDE, COLOUR);
        double[] xc = correlation(STRETCH, COLOUR);
        for (int i = 0; i < x.length; i++) {
            standardised[i] += alpha * x[i] - beta * c[i];
            double a = alpha * ex[i];
            double b = -beta * ec[i];
            variance[i] += a * a + b * b + 2 * (em[i] * (mx[i] * a + mc[i] * b) + xc[i] * a * b);
        }
    }

    /** Returns the correlation of two errors; 0 where the table gives none. */
    private double[] correlation(Quantity a, Quantity b) {
        double[] known = table.correlation(a.name(), b.name()).orElseGet(() -> new double[table.size()]);
        double[] filled = new double[known.length];
        Arrays.setAll(filled, i -> Double.isNaN(known[i]) ? 0 : known[i]);
        return filled;
    }

    private Column measured(Quantity quantity) {
        table.values(quantity.name(), quantity.unit());
        Column column = table.column(quantity.name());
        if (column.errors().isEmpty()) {
            throw new DataException(
                    table.name() + ": " + quantity.name() + " has no errors, but distances of supernovae need them");
        }
        withErrors.add(column);
        return column;
    }

    private double[] values(Quantity quantity) {
        double[] values = table.values(quantity.name(), quantity.unit());
        plain.add(table.column(quantity.name()));
        return values;
    }

    /** Return the column whose brightness depends on distance. */
    Column magnitude() {
        return magnitude;
    }

    /** Return mu + M in mag, one a row; missing where an observable is. */
    double[] standardised() {
        return standardised;
    }

    /** Return the variances of these from the errors of the light curves, in mag². */
    double[] variance() {
        return variance;
    }

    /** Return the stretches; of the Tripp form only. */
    double[] stretch() {
        return table.values(STRETCH.name());
    }

    /** Return the colours; of the Tripp form only. */
    double[] colour() {
        return table.values(COLOUR.name());
    }

    /** Return the log masses of the hosts; of a table that has them only. */
    double[] hostMass() {
        return table.values(HOST_MASS.name());
    }

    /** Tell what a light curve lacks. */
    Optional<String> lack(int row) {
        for (Column column : withErrors) {
            if (!Double.isFinite(column.values()[row])) {
                return Optional.of("no " + column.quantity().name());
            }
            if (!(column.errors().orElseThrow()[row] > 0)) {
                return Optional.of("no error of " + column.quantity().name());
            }
        }
        for (Column column : plain) {
            if (!Double.isFinite(column.values()[row])) {
                return Optional.of("no " + column.quantity().name());
            }
        }
        if (!(variance[row] > 0)) {
            throw new DataException(table.name() + ": " + table.labels()[row]
                    + ": the correlations of its errors make the variance of its standardised magnitude "
                    + variance[row]
                    + " mag², but it must be positive");
        }
        return Optional.empty();
    }
}
