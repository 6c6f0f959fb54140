package org.peculiar.plugin.extinction.bursteinheiles;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;
import java.util.zip.GZIPInputStream;

/**
 * The four grids of the maps.
 *
 * @param northBelt northern latitudes below the cap
 * @param southBelt southern latitudes below the cap
 * @param northCap around the north pole
 * @param southCap around the south pole
 */
record Grids(Grid northBelt, Grid southBelt, Grid northCap, Grid southCap) {

    /** Packed by {@code src/main/script/pack_grids.py}, which describes it. */
    private static final String RESOURCE = "bh82.gz";

    /** Unpack the grids that the plugin carries. */
    static Grids load() {
        try (InputStream packed = Grids.class.getResourceAsStream(RESOURCE)) {
            if (packed == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the plugin");
            }
            try (InputStream in = new GZIPInputStream(packed)) {
                ShortBuffer cells = ByteBuffer.wrap(in.readAllBytes()).asShortBuffer();
                return new Grids(
                        new BeltGrid(next(cells, BeltGrid.CELLS)),
                        new BeltGrid(next(cells, BeltGrid.CELLS)),
                        new CapGrid(next(cells, CapGrid.CELLS)),
                        new CapGrid(next(cells, CapGrid.CELLS)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static short[] next(ShortBuffer cells, int count) {
        short[] taken = new short[count];
        cells.get(taken);
        return taken;
    }
}
