package org.peculiar.science.sky;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peculiar.api.DataException;

/** Reads, checks and measures angles. */
public final class Angles {

    /** The unit of an angle that carries none itself. */
    public enum AngleUnit {
        /** Degrees of arc. */
        DEGREES(1),
        /** Hours of right ascension, 15° each. */
        HOURS(15);

        private final double degrees;

        AngleUnit(double degrees) {
            this.degrees = degrees;
        }

        /** Return how many degrees it is. */
        public double degrees() {
            return degrees;
        }
    }

    private static final String NUMBER = "\\d+(?:\\.\\d*)?|\\.\\d+";

    private static final Pattern DECIMAL = Pattern.compile("[+-]?(?:" + NUMBER + ")(?:[eE][+-]?\\d+)?");

    private static final Pattern SEXAGESIMAL = Pattern.compile("([+-]?)\\s*(\\d+)\\s*([hd°:\\s])\\s*(" + NUMBER
            + ")(?:\\s*([m'′:\\s])\\s*(?:(" + NUMBER + ")\\s*(?:s|\"|″|'')?)?)?");

    private static final Pattern SINGLE = Pattern.compile("([+-]?)\\s*(" + NUMBER + ")\\s*([hd°])");

    private Angles() {}

    /**
     * Read a decimal or sexagesimal angle, such as {@code 187.70593}, {@code 12:34:56.7}, {@code 12h34m56.7s}, {@code -01 02
     * 03}, {@code +12d23m28s} or {@code 12°23′28″}. A minus sign holds for the whole angle, also for {@code -00:30:00}.
     *
     * @param text the angle
     * @param unit of the number, or of the first field, when the text does not say h, d or °
     * @return degrees
     * @throws DataException if the text is no angle, minutes or seconds reach 60, or a field before the last has a fraction
     */
    public static double parseDeg(String text, AngleUnit unit) {
        String trimmed = text.strip().replace('−', '-');
        if (DECIMAL.matcher(trimmed).matches()) {
            return Double.parseDouble(trimmed) * unit.degrees();
        }
        String lower = trimmed.toLowerCase(Locale.ROOT);
        Matcher single = SINGLE.matcher(lower);
        if (single.matches()) {
            double value = Double.parseDouble(single.group(2))
                    * unit(single.group(3), unit).degrees();
            return "-".equals(single.group(1)) ? -value : value;
        }
        Matcher m = SEXAGESIMAL.matcher(lower);
        if (!m.matches()) {
            throw new DataException(
                    "angle: found \"" + text
                            + "\", but degrees such as 187.70593 or a sexagesimal angle such as 12:34:56.7, 12h34m56.7s or -01 02 03 is needed");
        }
        String minutesText = m.group(4);
        String secondsText = m.group(6);
        if (secondsText != null && minutesText.indexOf('.') >= 0) {
            throw new DataException("angle: found \"" + text
                    + "\" with fractional minutes and seconds, but only the last field may have a fraction");
        }
        double minutes = Double.parseDouble(minutesText);
        double seconds = secondsText == null ? 0 : Double.parseDouble(secondsText);
        if (minutes >= 60 || seconds >= 60) {
            throw new DataException("angle: found \"" + text + "\", but minutes and seconds must be below 60");
        }
        // one division of the sum in seconds: adding 1/60 and 1/3600 would round twice
        double value = (Double.parseDouble(m.group(2)) * 3600 + minutes * 60 + seconds)
                * unit(m.group(3), unit).degrees()
                / 3600;
        return "-".equals(m.group(1)) ? -value : value;
    }

    private static AngleUnit unit(String mark, AngleUnit otherwise) {
        if (mark.startsWith("h")) {
            return AngleUnit.HOURS;
        }
        return mark.startsWith("d") || mark.startsWith("°") ? AngleUnit.DEGREES : otherwise;
    }

    /** Return the angle in [0, 360) degrees. */
    public static double normaliseDeg(double angleDeg) {
        double rest = angleDeg % 360;
        double positive = rest < 0 ? rest + 360 : rest;
        // a tiny negative angle rounds up to 360; adding 0 turns −0 into 0
        return positive >= 360 ? 0 : positive + 0.0;
    }

    /**
     * Check a latitude or declination.
     *
     * @param latitudeDeg in degrees
     * @param where begins the message, such as {@code galaxies.csv, row 17: dec}
     * @return the latitude
     * @throws DataException unless it is in [−90, 90]
     */
    public static double requireLatitudeDeg(double latitudeDeg, String where) {
        if (!(Math.abs(latitudeDeg) <= 90)) {
            throw new DataException(where + ": found " + found(latitudeDeg) + ", but −90° to 90° is needed");
        }
        return latitudeDeg;
    }

    /**
     * Check a longitude or right ascension; negative ones are accepted because catalogues count from −180° too.
     *
     * @param longitudeDeg in degrees
     * @param where begins the message, such as {@code galaxies.csv, row 17: ra}
     * @return the longitude as given
     * @throws DataException unless it is in [−360, 360]
     */
    public static double requireLongitudeDeg(double longitudeDeg, String where) {
        if (!(Math.abs(longitudeDeg) <= 360)) {
            throw new DataException(where + ": found " + found(longitudeDeg) + ", but −360° to 360° is needed");
        }
        return longitudeDeg;
    }

    private static String found(double angleDeg) {
        return Double.isNaN(angleDeg) ? "no value" : angleDeg + "°";
    }

    /** Return the separation of two directions in degrees, by atan2: stable at 0° and 180°. All arguments in degrees. */
    public static double separationDeg(double lon1Deg, double lat1Deg, double lon2Deg, double lat2Deg) {
        return GalacticVector.ofDegrees(lon1Deg, lat1Deg).angleDeg(GalacticVector.ofDegrees(lon2Deg, lat2Deg));
    }
}
