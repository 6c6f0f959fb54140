package org.peculiar.plugin.extinction.bursteinheiles;

/**
 * Columns of neutral hydrogen within 30° of a pole, in cells of 0.3° of a zenithal equidistant projection: row
 * 100 + (90° − |b|) sin l/0.3°, column 100 + (90° − |b|) cos l/0.3°, E(B−V) = −0.0372 + 3.57e-5 value.
 */
final class CapGrid extends Grid {

    static final int SIDE = 201;
    static final int CELLS = SIDE * SIDE;

    private static final double OFFSET_MAG = -0.0372;
    private static final double MAG_PER_UNIT = 3.57e-5;
    private static final int POLE = 100;
    private static final double CELL_DEG = 0.3;

    CapGrid(short[] cells) {
        super(cells, SIDE);
    }

    @Override
    int row(double lDeg, double bDeg) {
        return round(POLE + (90 - bDeg) * Math.sin(Math.toRadians(lDeg)) / CELL_DEG);
    }

    @Override
    int column(double lDeg, double bDeg) {
        return round(POLE + (90 - bDeg) * Math.cos(Math.toRadians(lDeg)) / CELL_DEG);
    }

    @Override
    double centreLongitudeDeg(int row, int column) {
        return Math.toDegrees(Math.atan2(row - POLE, column - POLE));
    }

    @Override
    double centreLatitudeDeg(int row, int column) {
        return 90 - CELL_DEG * Math.hypot(row - POLE, column - POLE);
    }

    @Override
    Window around(double lDeg, double bDeg, double radiusDeg) {
        // The projection only stretches, sideways, by up to π/6 / sin 30° = 1.05 at the edge of the grid; 1.2 in its
        // corners.
        int reach = 1 + (int) Math.ceil(1.2 * radiusDeg / CELL_DEG);
        int row = row(lDeg, bDeg);
        int column = column(lDeg, bDeg);
        return new Window(
                Math.max(0, row - reach),
                Math.min(SIDE - 1, row + reach),
                Math.max(0, column - reach),
                Math.min(SIDE - 1, column + reach));
    }

    @Override
    double ebvMag(short cell) {
        return OFFSET_MAG + MAG_PER_UNIT * cell;
    }
}
