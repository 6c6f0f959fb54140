package org.peculiar.plugin.source.table;

import java.lang.reflect.Array;
import java.util.Collection;
import org.apache.commons.jexl3.JexlArithmetic;
import org.peculiar.plugin.source.table.TableSink.Untyped;

/**
 * What operators mean for cells: numbers are doubles, so that 1/2 is a half; a missing cell is neither equal to, below nor
 * above anything; a number and a text are not to be compared.
 */
// public with its operators, or JEXL does not find them
public final class CellArithmetic extends JexlArithmetic {

    /** Sides of a comparison that are in no order, as a missing cell and anything. */
    private static final int NONE = 2;

    CellArithmetic() {
        super(true);
    }

    private static int order(Object left, Object right) {
        if (missing(left) || missing(right)) {
            return NONE;
        }
        if (left instanceof Number || right instanceof Number) {
            return order(number(left, right), number(right, left));
        }
        if (left instanceof Untyped one && right instanceof Untyped other) {
            double a = numberOr(one.text());
            double b = numberOr(other.text());
            if (!Double.isNaN(a) && !Double.isNaN(b)) {
                return order(a, b);
            }
        }
        if (left instanceof Boolean || right instanceof Boolean) {
            return text(left).equals(text(right)) ? 0 : NONE;
        }
        return Integer.signum(text(left).compareTo(text(right)));
    }

    private static int order(double left, double right) {
        return left < right ? -1 : left > right ? 1 : left == right ? 0 : NONE;
    }

    private static boolean missing(Object cell) {
        return cell instanceof Untyped untyped && untyped.missing();
    }

    private static double numberOr(String text) {
        try {
            return Decimals.parse(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private static double number(Object cell, Object other) {
        if (cell instanceof Number number) {
            return number.doubleValue();
        }
        if (cell instanceof Untyped untyped) {
            return untypedNumber(untyped.text());
        }
        throw new ArithmeticException("found the text '" + cell + "' beside the number " + text(other)
                + ", but two numbers or two texts are needed");
    }

    private static double untypedNumber(String text) {
        try {
            return Decimals.parse(text);
        } catch (NumberFormatException e) {
            throw new ArithmeticException("found " + e.getMessage() + ", but a number is needed");
        }
    }

    private static String text(Object cell) {
        return cell instanceof Untyped untyped
                ? untyped.text()
                : cell instanceof Double number ? Decimals.write(number) : String.valueOf(cell);
    }

    @Override
    public boolean equals(Object left, Object right) {
        if (missing(left) || missing(right)) {
            return text(left).isEmpty() && text(right).isEmpty();
        }
        return order(left, right) == 0;
    }

    @Override
    public boolean strictEquals(Object left, Object right) {
        return equals(left, right);
    }

    @Override
    public boolean lessThan(Object left, Object right) {
        return order(left, right) == -1;
    }

    @Override
    public boolean greaterThan(Object left, Object right) {
        return order(left, right) == 1;
    }

    @Override
    public boolean lessThanOrEqual(Object left, Object right) {
        int order = order(left, right);
        return order == -1 || order == 0;
    }

    @Override
    public boolean greaterThanOrEqual(Object left, Object right) {
        int order = order(left, right);
        return order == 1 || order == 0;
    }

    @Override
    public Object add(Object left, Object right) {
        return number(left, right) + number(right, left);
    }

    @Override
    public Object subtract(Object left, Object right) {
        return number(left, right) - number(right, left);
    }

    @Override
    public Object multiply(Object left, Object right) {
        return number(left, right) * number(right, left);
    }

    @Override
    public Object divide(Object left, Object right) {
        return number(left, right) / number(right, left);
    }

    @Override
    public Object mod(Object left, Object right) {
        return number(left, right) % number(right, left);
    }

    @Override
    public Object negate(Object value) {
        return -number(value, value);
    }

    @Override
    public Object positivize(Object value) {
        return number(value, value);
    }

    @Override
    public Object xor(Object left, Object right) {
        throw new ArithmeticException("found ^, which raises nothing to a power; multiply instead");
    }

    /** {@code type =~ ['E', 'S0']}, or a text that a pattern matches as a whole. */
    @Override
    public Boolean contains(Object container, Object value) {
        if (container instanceof Collection<?> collection) {
            return collection.stream().anyMatch(element -> equals(element, value));
        }
        if (container.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(container); i++) {
                if (equals(Array.get(container, i), value)) {
                    return true;
                }
            }
            return false;
        }
        return text(value).matches(text(container));
    }

    @Override
    public Boolean startsWith(Object left, Object right) {
        return text(left).startsWith(text(right));
    }

    @Override
    public Boolean endsWith(Object left, Object right) {
        return text(left).endsWith(text(right));
    }

    @Override
    public boolean toBoolean(Object value) {
        if (value instanceof Boolean yes) {
            return yes;
        }
        if (value instanceof Untyped untyped
                && (untyped.text().equals("true") || untyped.text().equals("false"))) {
            return untyped.text().equals("true");
        }
        throw new ArithmeticException("found " + text(value) + " where a condition is needed, such as cz > 3000");
    }
}
