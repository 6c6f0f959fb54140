package org.peculiar.plugin.extinction.bursteinheiles;

/**
 * Cells of one of the maps. Latitudes are without their sign, |b|.
 *
 * <p>Fractional rows and columns are rounded by {@code floor(x + 0.5)}.
 */
abstract class Grid {

    /** What a cell without data holds. */
    static final short NO_DATA = -9999;

    private final short[] cells;
    private final int columns;

    /**
     * Take the cells row by row.
     *
     * @param cells shared, not copied
     */
    Grid(short[] cells, int columns) {
        this.cells = cells;
        this.columns = columns;
    }

    /** Return the row of a direction. */
    abstract int row(double lDeg, double bDeg);

    /** Return the column of a direction. */
    abstract int column(double lDeg, double bDeg);

    /** Return the longitude in degrees of the centre of a cell. */
    abstract double centreLongitudeDeg(int row, int column);

    /** Return the latitude in degrees of the centre of a cell. */
    abstract double centreLatitudeDeg(int row, int column);

    /** Return the cells that may have their centre within a radius of a direction, and maybe more. */
    abstract Window around(double lDeg, double bDeg, double radiusDeg);

    /** Convert what a cell holds to E(B−V) in mag. */
    abstract double ebvMag(short cell);

    /**
     * Some rows and columns, ends included.
     *
     * @param firstColumn may be negative, and {@code lastColumn} past the end, where columns go round
     */
    record Window(int firstRow, int lastRow, int firstColumn, int lastColumn) {}

    /** Return E(B−V) in mag of the cell a direction lies in, {@code NaN} if it has no data. */
    final double ebvMag(double lDeg, double bDeg) {
        return cellEbvMag(row(lDeg, bDeg), column(lDeg, bDeg));
    }

    /**
     * Return E(B−V) in mag of the cell with data whose centre is nearest on the sphere; of two as near as each other, of the
     * first by row and column.
     *
     * @return {@code NaN} if there is none within the radius
     */
    final double nearestEbvMag(double lDeg, double bDeg, double radiusDeg) {
        Window window = around(lDeg, bDeg, radiusDeg);
        double nearest = Math.nextUp(haversine(radiusDeg, 0, 1));
        double ebvMag = Double.NaN;
        for (int row = window.firstRow(); row <= window.lastRow(); row++) {
            for (int c = window.firstColumn(); c <= window.lastColumn(); c++) {
                int column = Math.floorMod(c, columns);
                if (cells[row * columns + column] != NO_DATA) {
                    double latitudeDeg = centreLatitudeDeg(row, column);
                    double distance = haversine(
                            latitudeDeg - bDeg,
                            centreLongitudeDeg(row, column) - lDeg,
                            Math.cos(Math.toRadians(bDeg)) * Math.cos(Math.toRadians(latitudeDeg)));
                    if (distance < nearest) {
                        nearest = distance;
                        ebvMag = cellEbvMag(row, column);
                    }
                }
            }
        }
        return ebvMag;
    }

    /** Return sin² of half the distance between two directions. */
    private static double haversine(double latitudesDeg, double longitudesDeg, double cosines) {
        double b = Math.sin(Math.toRadians(latitudesDeg) / 2);
        double l = Math.sin(Math.toRadians(longitudesDeg) / 2);
        return b * b + cosines * l * l;
    }

    private double cellEbvMag(int row, int column) {
        short cell = cells[row * columns + column];
        return cell == NO_DATA ? Double.NaN : ebvMag(cell);
    }

    /** Round to the nearest whole number, halves up. */
    static int round(double x) {
        return (int) Math.floor(x + 0.5);
    }
}
