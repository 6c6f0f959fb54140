package org.peculiar.report.draw;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.Figure;

/**
 * Where an axis has ticks, and what stands there.
 *
 * @param major values with a label
 * @param labels one a major tick
 * @param minor values without one
 * @param exponent power of ten that the labels leave out, 0 if they are the values
 */
record Ticks(double[] major, List<String> labels, double[] minor, int exponent) {

    private static final double[] STEPS = {1, 2, 5, 10};
    private static final double[] DEGREES = {1, 2, 5, 10, 15, 30, 45, 60, 90, 180};
    private static final int LARGEST = 5;
    private static final int SMALLEST = -4;
    private static final double EDGE = 1e-9;

    /**
     * Chooses ticks.
     *
     * @param axis whose scale and own ticks count
     * @param scaling its range
     * @param most number of labels that there is room for
     */
    static Ticks of(Figure.Axis axis, Scaling scaling, int most) {
        if (!axis.ticks().isEmpty()) {
            List<Figure.Tick> within = axis.ticks().stream()
                    .filter(tick -> scaling.contains(tick.value()))
                    .toList();
            return new Ticks(
                    within.stream().mapToDouble(Figure.Tick::value).toArray(),
                    within.stream().map(Figure.Tick::label).toList(),
                    new double[0],
                    0);
        }
        if (scaling.logarithmic()) {
            return logarithmic(scaling, most);
        }
        return axis.scale() == Figure.Scale.DEGREES ? degrees(scaling, most) : linear(scaling, most);
    }

    private static Ticks linear(Scaling scaling, int most) {
        double span = scaling.high() - scaling.low();
        double rough = span / Math.max(most, 1);
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double step = 10 * decade;
        double part = 5;
        for (double factor : STEPS) {
            if (factor * decade >= rough * (1 - EDGE)) {
                step = factor * decade;
                part = factor == 2 ? 4 : 5;
                break;
            }
        }
        double[] major = multiples(scaling, step);
        int magnitude = (int) Math.floor(Math.log10(Math.max(Math.abs(scaling.low()), Math.abs(scaling.high()))));
        int exponent = magnitude >= LARGEST || magnitude <= SMALLEST ? magnitude : 0;
        return new Ticks(major, numbers(major, step, exponent), multiples(scaling, step / part), exponent);
    }

    private static Ticks degrees(Scaling scaling, int most) {
        double span = scaling.high() - scaling.low();
        if (span <= most) {
            return linear(scaling, most);
        }
        double step = DEGREES[DEGREES.length - 1];
        for (double candidate : DEGREES) {
            if (span / candidate <= most) {
                step = candidate;
                break;
            }
        }
        double[] major = multiples(scaling, step);
        double minor = step % 30 == 0 ? step / 3 : step == 45 ? 15 : step / 5;
        return new Ticks(major, numbers(major, step, 0), multiples(scaling, minor), 0);
    }

    private static double[] multiples(Scaling scaling, double step) {
        long first = (long) Math.ceil(scaling.low() / step - EDGE);
        long last = (long) Math.floor(scaling.high() / step + EDGE);
        double[] values = new double[(int) Math.max(0, last - first + 1)];
        for (int i = 0; i < values.length; i++) {
            values[i] = BigDecimal.valueOf(step)
                    .multiply(BigDecimal.valueOf(first + i))
                    .doubleValue();
        }
        return values;
    }

    private static List<String> numbers(double[] values, double step, int exponent) {
        int decimals = Math.max(0, exponent - (int) Math.floor(Math.log10(step) + EDGE));
        List<String> numbers = new ArrayList<>();
        for (double value : values) {
            numbers.add(minus(BigDecimal.valueOf(value)
                    .movePointLeft(exponent)
                    .setScale(decimals, RoundingMode.HALF_EVEN)
                    .toPlainString()));
        }
        return numbers;
    }

    /** Returns a number with a minus sign for its hyphen. */
    private static String minus(String number) {
        return number.replace('-', '−');
    }

    private static Ticks logarithmic(Scaling scaling, int most) {
        double decades = Math.log10(scaling.high() / scaling.low());
        if (decades < 1) {
            Ticks linear = linear(scaling, most);
            return new Ticks(linear.major(), linear.labels(), linear.minor(), linear.exponent());
        }
        int first = (int) Math.floor(Math.log10(scaling.low()));
        int last = (int) Math.ceil(Math.log10(scaling.high()));
        int skip = (int) Math.max(1, Math.ceil((decades + 1) / Math.max(most, 1)));
        boolean between = 3 * decades <= most;
        List<Double> major = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int n = first; n <= last; n++) {
            for (int digit = 1; digit < 10; digit++) {
                BigDecimal exact = BigDecimal.valueOf(digit).scaleByPowerOfTen(n);
                double value = exact.doubleValue();
                if (!scaling.contains(value)) {
                    continue;
                }
                boolean labelled = digit == 1 ? n % skip == 0 : between && (digit == 2 || digit == 5);
                if (labelled) {
                    major.add(value);
                    labels.add(Math.abs(n) <= 3 ? exact.toPlainString() : minus("10^{" + n + "}"));
                } else {
                    minor.add(value);
                }
            }
        }
        return new Ticks(
                major.stream().mapToDouble(Double::doubleValue).toArray(),
                labels,
                minor.stream().mapToDouble(Double::doubleValue).toArray(),
                0);
    }
}
