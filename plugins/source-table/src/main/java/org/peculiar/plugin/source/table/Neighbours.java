package org.peculiar.plugin.source.table;

import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.plugin.source.table.TableSource.Near;

/** Makes groups where a catalogue names none. */
final class Neighbours {

    private static final double ARCSEC_PER_RADIAN = 206264.80624709636;

    private Neighbours() {}

    /** Links each galaxy to the first of those that are near it, directly or through others. */
    static ReadTable grouped(ReadTable read, Near near) {
        Directions directions = read.directions()
                .orElseThrow(() -> new DataException(
                        read.file() + ": found group-within:, but no position: that tells which galaxies are near"));
        double[] z = read.redshifts()
                .orElseThrow(() -> new DataException(
                        read.file() + ": found group-within:, but no redshift: that tells which galaxies are near"))
                .z();
        int n = z.length;
        int[] first = IntStream.range(0, n).toArray();
        double chord = 2 * Math.sin(near.angleArcsec() / ARCSEC_PER_RADIAN / 2);
        int[] byHeight = IntStream.range(0, n)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> directions.z()[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int p = 0; p < n; p++) {
            int i = byHeight[p];
            for (int q = p + 1;
                    q < n && directions.z()[byHeight[q]] - directions.z()[i] <= chord;
                    q++) {
                int j = byHeight[q];
                if (distance(directions, i, j) <= chord && SPEED_OF_LIGHT_KMS * Math.abs(z[i] - z[j]) <= near.czKms()) {
                    int a = root(first, i);
                    int b = root(first, j);
                    first[Math.max(a, b)] = Math.min(a, b);
                }
            }
        }
        String[] labels = read.table().labels();
        String[] links = new String[n];
        Arrays.setAll(links, i -> labels[root(first, i)]);
        return read.linked(links);
    }

    private static double distance(Directions d, int i, int j) {
        double x = d.x()[i] - d.x()[j];
        double y = d.y()[i] - d.y()[j];
        double z = d.z()[i] - d.z()[j];
        return Math.sqrt(x * x + y * y + z * z);
    }

    private static int root(int[] first, int i) {
        int root = i;
        while (first[root] != root) {
            root = first[root];
        }
        return root;
    }

    /** Links each galaxy in no group to itself. */
    static ReadTable withGroupsOfOne(ReadTable read) {
        String[] links = read.links().orElseThrow().clone();
        Set<String> names = new HashSet<>(Arrays.asList(links));
        for (int i = 0; i < links.length; i++) {
            if (links[i].isEmpty()) {
                links[i] = read.table().labels()[i];
                if (names.contains(links[i])) {
                    throw new DataException(
                            read.file() + ": found " + links[i]
                                    + " as a galaxy in no group and as the name of a group, but groups-of-one: needs them to differ");
                }
            }
        }
        return read.linked(links);
    }
}
