package org.peculiar.plugin.source.table;

import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.peculiar.api.DataException;
import org.peculiar.api.Unit;
import org.peculiar.api.Unit.Dimension;
import org.peculiar.plugin.source.table.FoundColumn.Content;
import org.peculiar.plugin.source.table.TableSink.Cells;
import org.peculiar.plugin.source.table.TableSource.Position;
import org.peculiar.science.sky.Angles;
import org.peculiar.science.sky.Angles.AngleUnit;
import org.peculiar.science.sky.SkyFrame;

/** Reads the cells of one column of angles in degrees, decimal or sexagesimal. */
final class AngleCell implements ToDoubleFunction<Cells> {

    /** An angle that cannot be read; the message says why. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unreadable(String message) {
            super(message);
        }
    }

    /** Angles that a column as a whole says too little of. */
    static final class WithoutUnit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WithoutUnit(String message) {
            super(message);
        }
    }

    private final int column;
    private final boolean numeric;
    private final double degrees;
    private final AngleUnit sexagesimal;

    private AngleCell(int column, boolean numeric, double degrees, AngleUnit sexagesimal) {
        this.column = column;
        this.numeric = numeric;
        this.degrees = degrees;
        this.sexagesimal = sexagesimal;
    }

    static AngleCell longitude(Columns columns, int column, Position position) {
        boolean equatorial =
                position.frame() == SkyFrame.EQUATORIAL_J2000 || position.frame() == SkyFrame.EQUATORIAL_B1950;
        return of(columns, column, position.longitudeUnit(), equatorial);
    }

    static AngleCell latitude(Columns columns, int column) {
        return of(columns, column, Optional.empty(), false);
    }

    private static AngleCell of(Columns columns, int column, Optional<String> given, boolean rightAscension) {
        FoundColumn found = columns.column(column);
        boolean numeric = found.content() == Content.NUMBER;
        // what a file writes beside text, such as "h:m:s", is a description rather than a unit
        boolean described =
                found.unit().isPresent() && (numeric || isAngle(found.unit().get()));
        Optional<String> spelling = given.isPresent() || !described ? given : found.unit();
        if (spelling.isEmpty()) {
            if (rightAscension && numeric) {
                columns.problem("position: column " + found.name()
                        + " has no unit, but a right ascension needs one: say longitude-unit: deg, or hourangle");
            }
            return new AngleCell(
                    column,
                    numeric,
                    rightAscension ? Double.NaN : 1,
                    rightAscension ? AngleUnit.HOURS : AngleUnit.DEGREES);
        }
        if (!isAngle(spelling.get())) {
            columns.problem("position: column " + found.name() + ": found the unit '" + spelling.get()
                    + "', but one of " + String.join(", ", Unit.symbols(Dimension.ANGLE)) + " is needed");
        }
        Unit unit = isAngle(spelling.get()) ? Columns.unit(spelling.get()).orElseThrow() : Unit.DEG;
        return new AngleCell(
                column, numeric, unit.in(Unit.DEG), unit == Unit.HOUR ? AngleUnit.HOURS : AngleUnit.DEGREES);
    }

    private static boolean isAngle(String spelling) {
        Optional<Unit> unit = Columns.unit(spelling);
        return unit.isPresent() && unit.get().dimension() == Dimension.ANGLE;
    }

    @Override
    public double applyAsDouble(Cells cells) {
        if (numeric) {
            return cells.number(column) * degrees;
        }
        String text = cells.text(column);
        if (!isDecimal(text)) {
            return sexagesimal(text);
        }
        double angle = Decimals.parse(text) * degrees;
        if (Double.isNaN(angle) && !text.isEmpty()) {
            throw new WithoutUnit("found " + text
                    + " without a unit, but a right ascension needs one: say longitude-unit: deg, or hourangle");
        }
        return angle;
    }

    private double sexagesimal(String text) {
        try {
            return Angles.parseDeg(text, sexagesimal);
        } catch (DataException e) {
            throw new Unreadable(e.getMessage().replaceFirst("^angle: ", ""));
        }
    }

    private static boolean isDecimal(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E') {
                return false;
            }
        }
        return true;
    }
}
