package org.peculiar.engine.record;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import org.peculiar.api.Unit;
import org.peculiar.engine.outcome.Measured;
import org.peculiar.engine.outcome.Verdict;
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Measure;
import org.peculiar.engine.sweep.Target;

/** Puts measures, claims and verdicts in words. */
final class ClaimWords {

    private static final int PER_CENT = 100;
    private static final int DIGITS = 3;

    /** Hides what binary fractions add. */
    private static final int MOST_DIGITS = 9;

    private ClaimWords() {}

    /** Returns what is measured. */
    static String of(Measure measure) {
        String of = measure.estimand();
        String where = measure.over().orElse("")
                + measure.variant().map(label -> " " + label).orElse("");
        return switch (measure.what()) {
            case VALUE -> where.isEmpty() ? of : of + " of " + where;
            case CHANGE -> "change of " + of + " by " + where;
            case MAX_ABS_CHANGE -> "largest change of " + of + " over " + where;
            case DIFFERENCE -> "difference of " + of + " across " + where;
            case ERROR -> "error of " + of + " by " + where;
            case BIAS -> "bias of " + of + " in " + where;
            case COVERAGE -> "coverage of " + of + " in " + where;
            case FALSE_ALARMS -> "false alarms in " + where;
            case SIGNIFICANCE -> "significance" + (where.isEmpty() ? "" : " of each of " + where);
            case CONSISTENCY -> "p that " + where + " agree";
        };
    }

    /** Returns the bounds of a claim. */
    static String bounds(Claim claim) {
        String unit = unit(claim.measure(), claim.unit());
        if (claim.above().isPresent() && claim.below().isPresent()) {
            return bound(claim.measure(), claim.above().getAsDouble()) + " to "
                    + bound(claim.measure(), claim.below().getAsDouble()) + unit;
        } else if (claim.below().isPresent()) {
            return "< " + bound(claim.measure(), claim.below().getAsDouble()) + unit;
        }
        return "> " + bound(claim.measure(), claim.above().orElseThrow()) + unit;
    }

    /** Returns what was found, with its error. */
    static String found(Measure measure, Measured measured, Unit unit) {
        if (Double.isNaN(measured.value())) {
            return "none";
        }
        double scale = scale(measure);
        String number = Double.isNaN(measured.error()) && measure.what() == Measure.What.SIGNIFICANCE
                ? String.format(Locale.ROOT, "%.2f", measured.value())
                : number(scale * measured.value(), scale * measured.error());
        return number + unit(measure, unit);
    }

    /** Returns a published number with its error, as it was published. */
    static String published(Target target) {
        double scale = scale(target.measure());
        return bound(target.measure(), target.published())
                + (target.error().isPresent()
                        ? " ± " + trimmed(scale * target.error().getAsDouble())
                        : "")
                + unit(target.measure(), target.unit());
    }

    /** Returns what became of a claim, in a word. */
    static String state(Verdict verdict) {
        return verdict.holds() ? "holds" : verdict.measured().trouble().isEmpty() ? "FAILS" : "doubtful";
    }

    /** Returns a number, rounded where its error has two digits. */
    static String number(double value, double error) {
        if (Double.isNaN(error) || error == 0) {
            return Math.abs(value) >= PER_CENT ? String.format(Locale.ROOT, "%.0f", value) : rounded(value);
        }
        int decimals = Math.max(0, 1 - (int) Math.floor(Math.log10(error)));
        return String.format(Locale.ROOT, "%." + decimals + "f ± %." + decimals + "f", value, error);
    }

    private static String rounded(double value) {
        return new BigDecimal(value)
                .round(new MathContext(DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String trimmed(double value) {
        return new BigDecimal(value)
                .round(new MathContext(MOST_DIGITS))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Fractions of mocks read better in per cent. */
    private static boolean isFraction(Measure measure) {
        return measure.what() == Measure.What.COVERAGE || measure.what() == Measure.What.FALSE_ALARMS;
    }

    private static double scale(Measure measure) {
        return isFraction(measure) ? PER_CENT : 1;
    }

    private static String unit(Measure measure, Unit unit) {
        String symbol = isFraction(measure) ? "%" : unit.symbol();
        return symbol.isEmpty() ? "" : " " + symbol;
    }

    private static String bound(Measure measure, double value) {
        return trimmed(scale(measure) * value);
    }
}
