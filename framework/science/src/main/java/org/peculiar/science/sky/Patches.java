package org.peculiar.science.sky;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.peculiar.api.Directions;
import org.peculiar.api.InsufficientDataException;

/**
 * Divides directions into compact patches of nearly equal number, for a jackknife by region.
 *
 * <p>The directions are cut in two across the Galactic axis along which they reach furthest, in proportion to the patches that
 * either side is to have, and so on. Deterministic; directions of one coordinate are taken in their order. Coordinates count
 * from −1 to 1 along each axis, so that a patch is compact on the sphere, not in l and b.
 */
public final class Patches {

    private Patches() {}

    /**
     * Number the patch of each direction.
     *
     * @param directions n of them
     * @param patches P, from 1 to n
     * @return patch of each direction, 0 to P − 1; a patch has ⌊n/P⌋ or ⌈n/P⌉ of them
     * @throws InsufficientDataException for fewer directions than patches
     */
    public static int[] of(Directions directions, int patches) {
        int n = directions.size();
        if (patches < 1) {
            throw new IllegalArgumentException("patches: found " + patches + ", but at least 1 is needed");
        }
        if (n < patches) {
            throw new InsufficientDataException(
                    "patches: found " + n + " directions, but " + patches + " patches need as many at least");
        }
        int[] patch = new int[n];
        divide(
                new double[][] {directions.x(), directions.y(), directions.z()},
                IntStream.range(0, n).toArray(),
                0,
                patches,
                patch);
        return patch;
    }

    private static void divide(double[][] axes, int[] rows, int first, int patches, int[] patch) {
        if (patches == 1) {
            for (int row : rows) {
                patch[row] = first;
            }
            return;
        }
        double[] along = axes[0];
        for (double[] axis : axes) {
            along = extent(axis, rows) > extent(along, rows) ? axis : along;
        }
        double[] widest = along;
        int[] sorted = IntStream.of(rows)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer row) -> widest[row]).thenComparingInt(row -> row))
                .mapToInt(Integer::intValue)
                .toArray();
        int left = patches / 2;
        int cut = (int) Math.round((double) rows.length * left / patches);
        divide(axes, Arrays.copyOf(sorted, cut), first, left, patch);
        divide(axes, Arrays.copyOfRange(sorted, cut, rows.length), first + left, patches - left, patch);
    }

    private static double extent(double[] axis, int[] rows) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (int row : rows) {
            least = Math.min(least, axis[row]);
            most = Math.max(most, axis[row]);
        }
        return most - least;
    }
}
