package org.peculiar.plugin.extinction.bursteinheiles;

/**
 * E(B−V) in 0.001 mag at 10° ≤ |b| ≤ 65.2°: row (|b| − 10°)/0.6°, column (l + 0.15°)/0.3° − 1, which goes round.
 */
final class BeltGrid extends Grid {

    static final int ROWS = 93;
    static final int COLUMNS = 1200;
    static final int CELLS = ROWS * COLUMNS;

    private static final double UNITS_PER_MAG = 1000;
    private static final double LOWEST_DEG = 10;
    private static final double ROW_DEG = 0.6;
    private static final double COLUMN_DEG = 0.3;

    BeltGrid(short[] cells) {
        super(cells, COLUMNS);
    }

    @Override
    int row(double lDeg, double bDeg) {
        return round((bDeg - LOWEST_DEG) / ROW_DEG);
    }

    @Override
    int column(double lDeg, double bDeg) {
        return round((lDeg + COLUMN_DEG / 2) / COLUMN_DEG - 1) % COLUMNS;
    }

    @Override
    double centreLongitudeDeg(int row, int column) {
        return (column + 1) * COLUMN_DEG - COLUMN_DEG / 2;
    }

    @Override
    double centreLatitudeDeg(int row, int column) {
        return LOWEST_DEG + row * ROW_DEG;
    }

    @Override
    Window around(double lDeg, double bDeg, double radiusDeg) {
        // The widest a circle gets in longitude: sin Δl = sin r / cos b, unless it holds the pole.
        double sine = Math.sin(Math.toRadians(radiusDeg)) / Math.cos(Math.toRadians(bDeg));
        int sideways = 1 + (int) Math.ceil(Math.toDegrees(Math.asin(Math.min(1, sine))) / COLUMN_DEG);
        int upwards = 1 + (int) Math.ceil(radiusDeg / ROW_DEG);
        int row = row(lDeg, bDeg);
        int column = column(lDeg, bDeg);
        return new Window(
                Math.max(0, row - upwards), Math.min(ROWS - 1, row + upwards), column - sideways, column + sideways);
    }

    @Override
    double ebvMag(short cell) {
        return cell / UNITS_PER_MAG;
    }
}
