package org.peculiar.engine.variants;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Quantity;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.engine.sweep.Axis.RowKey;
import org.peculiar.science.Constants;

/** Reads off a survey or distances what rows are selected or drawn by. */
public final class RowKeys {

    /** Above, not every whole number is a double. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private RowKeys() {}

    /**
     * Return the text that each row has, {@code null} for a row that has none.
     *
     * @return one a galaxy, or one a measurement if the key is of measurements; of distances one a tracer
     * @throws DataException if there is no such column
     */
    public static String[] texts(Object value, RowKey key) {
        if (value instanceof DistanceSample sample) {
            if (key.table() == RowKey.Table.GROUP || key.table() == RowKey.Table.ROW) {
                return sample.labels();
            }
            throw new DataException(
                    "distances have no " + described(key) + "; select rows of the survey by it instead");
        }
        Survey survey = (Survey) value;
        return switch (key.table()) {
            case MEASUREMENTS -> column(survey.measurements(), key.column());
            case ROW -> survey.galaxies().labels();
            case ROWS -> column(survey.galaxies(), key.column());
            case GROUPS -> ofGroups(survey, column(survey.groups(), key.column()));
            case GROUP -> ofGroups(survey, survey.groups().labels());
            case SKY -> throw new IllegalArgumentException("patches of sky have numbers, not texts");
        };
    }

    private static String[] ofGroups(Survey survey, String[] texts) {
        String[] ofGalaxies = new String[survey.galaxies().size()];
        for (int i = 0; i < ofGalaxies.length; i++) {
            int group = survey.groupOf()[i];
            ofGalaxies[i] = group < 0 ? null : texts[group];
        }
        return ofGalaxies;
    }

    private static String[] column(Table table, String name) {
        if (!table.texts().contains(name) && table.has(name)) {
            return Arrays.stream(table.values(name))
                    .mapToObj(x -> Double.isNaN(x) ? null : text(x))
                    .toArray(String[]::new);
        }
        return table.text(name);
    }

    /** Whole numbers are written as people write them: 3, not 3.0. */
    private static String text(double x) {
        return x == Math.rint(x) && Math.abs(x) < LARGEST_WHOLE ? Long.toString((long) x) : Double.toString(x);
    }

    /** Return the different texts in the order in which they come. */
    public static String[] different(String[] texts) {
        return Arrays.stream(texts).filter(Objects::nonNull).distinct().toArray(String[]::new);
    }

    /**
     * Return the number that each row has.
     *
     * @param unit that is needed
     * @throws DataException if there is no such column, or it has another unit
     */
    public static double[] numbers(Object value, RowKey key, Unit unit) {
        if (value instanceof DistanceSample sample) {
            return ofDistances(sample, key, unit);
        }
        Survey survey = (Survey) value;
        if (key.table() == RowKey.Table.ROWS && key.column().equals("cz")) {
            Optional<Column> own =
                    survey.galaxies().has("cz") ? Optional.of(survey.galaxies().column("cz")) : Optional.empty();
            if (own.isPresent()) {
                return survey.galaxies().values("cz", unit);
            }
            required(unit, Unit.KMS, "cz");
            return cz(survey);
        }
        return switch (key.table()) {
            case ROWS -> survey.galaxies().values(key.column(), unit);
            case GROUPS -> {
                double[] ofGroups = survey.groups().values(key.column(), unit);
                double[] numbers = new double[survey.galaxies().size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = survey.groupOf()[i] < 0 ? Double.NaN : ofGroups[survey.groupOf()[i]];
                }
                yield numbers;
            }
            case MEASUREMENTS -> survey.measurements().values(key.column(), unit);
            case ROW, GROUP, SKY ->
                throw new DataException(described(key) + ": has no numbers, but a limit needs a column of numbers");
        };
    }

    /** The group's redshift where there is one, since that is what its distance is compared with; else the galaxy's. */
    private static double[] cz(Survey survey) {
        boolean ofGroups = survey.groups().has(Quantity.REDSHIFT.name());
        boolean ofGalaxies = survey.galaxies().has(Quantity.REDSHIFT.name());
        double[] cz = new double[survey.galaxies().size()];
        for (int i = 0; i < cz.length; i++) {
            int group = survey.groupOf()[i];
            double z = ofGroups && group >= 0 ? survey.groups().values("z")[group] : Double.NaN;
            if (Double.isNaN(z) && ofGalaxies) {
                z = survey.galaxies().values("z")[i];
            }
            cz[i] = Constants.SPEED_OF_LIGHT_KMS * z;
        }
        return cz;
    }

    private static double[] ofDistances(DistanceSample sample, RowKey key, Unit unit) {
        required(unit, Unit.KMS, key.column());
        double[] numbers = new double[sample.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = switch (key.column()) {
                case "cz" -> Constants.SPEED_OF_LIGHT_KMS * sample.z()[i];
                case "distance" -> Math.exp(sample.lnDistance()[i]);
                default ->
                    throw new DataException("distances have no " + described(key)
                            + ", only cz and distance; select rows of the survey by it instead");
            };
        }
        return numbers;
    }

    private static void required(Unit found, Unit needed, String column) {
        if (found != needed) {
            throw new DataException(
                    column + ": found a limit in " + (found == Unit.NONE ? "pure numbers" : found.symbol())
                            + ", but one in " + needed.symbol() + " is needed");
        }
    }

    /** Return the row ids of galaxies or tracers. */
    public static int[] rowIds(Object value) {
        return value instanceof Survey survey ? survey.galaxies().rowIds() : ((DistanceSample) value).rowIds();
    }

    /** Return the directions of galaxies, those of their groups where they have none of their own; or of tracers. */
    public static Directions directions(Object value) {
        if (value instanceof DistanceSample sample) {
            return sample.directions();
        }
        Survey survey = (Survey) value;
        boolean borrowed = !survey.galaxies().hasDirections()
                && survey.groups().hasDirections()
                && Arrays.stream(survey.groupOf()).allMatch(group -> group >= 0);
        return borrowed
                ? survey.groups().directions().select(survey.groupOf())
                : survey.galaxies().directions();
    }

    static String described(RowKey key) {
        return switch (key.table()) {
            case ROW -> "rows";
            case ROWS -> key.column();
            case GROUPS -> "groups." + key.column();
            case MEASUREMENTS -> "measurements." + key.column();
            case GROUP -> "group";
            case SKY -> "sky";
        };
    }
}
