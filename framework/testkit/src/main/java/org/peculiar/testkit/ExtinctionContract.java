package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Directions;
import org.peculiar.api.Extinction;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.ReddeningScale;
import org.peculiar.api.Table;

/** What every extinction promises. A test of one extends it. */
public abstract class ExtinctionContract extends ComponentContract<Extinction, Table> {

    /** Maps are differences of noisy data, and may fall a little below nothing. */
    private static final double LEAST_MAG = -0.05;

    private static final double MOST_MAG = 200;
    private static final int DIRECTIONS = 2000;
    private static final double GOLDEN = Math.PI * (3 - Math.sqrt(5));

    /** What some extinctions can do, and say so; the others are held to not doing it. */
    public enum Capability {
        /** Knows the reddening in every direction. */
        WHOLE_SKY
    }

    /** Run the contract. */
    protected ExtinctionContract() {
        super(Extinction.class);
    }

    /** Return what the extinction can do; the whole sky unless overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.WHOLE_SKY);
    }

    /** Return galaxies all over the sky; override it to add a quantity that the extinction reads. */
    protected Table galaxies() {
        double[] l = new double[DIRECTIONS];
        double[] b = new double[DIRECTIONS];
        String[] labels = new String[DIRECTIONS];
        for (int i = 0; i < DIRECTIONS; i++) {
            l[i] = Math.toDegrees(i * GOLDEN) % 360;
            b[i] = Math.toDegrees(Math.asin(1 - (2 * i + 1) / (double) DIRECTIONS));
            labels[i] = "l = " + l[i] + " deg, b = " + b[i] + " deg";
        }
        return Table.of("galaxies", labels).with(Directions.ofDegrees(l, b));
    }

    @Override
    List<Table> inputs() {
        Table galaxies = galaxies();
        int[] some = IntStream.range(0, galaxies.size()).filter(i -> i % 3 == 0).toArray();
        return List.of(galaxies, galaxies.select(some));
    }

    @Override
    Object apply(Extinction component, Table input) {
        return component.reddening(input);
    }

    @Test
    void givesAReddeningThatCanBe() {
        Table galaxies = galaxies();
        double[] ebvMag = build().reddening(galaxies);
        assertThat(ebvMag).as("E(B-V) of %s, one a row", ref()).hasSize(galaxies.size());
        int known = 0;
        for (int i = 0; i < ebvMag.length; i++) {
            if (!Double.isNaN(ebvMag[i])) {
                known++;
                assertThat(ebvMag[i])
                        .as(
                                "E(B-V) of %s in mag, %s: noise may be negative, a value that stands for no data must be NaN",
                                ref(), galaxies.labels()[i])
                        .isBetween(LEAST_MAG, MOST_MAG);
            }
        }
        assertThat(known)
                .as("directions in which %s knows the reddening", ref())
                .isPositive();
        if (capabilities().contains(Capability.WHOLE_SKY)) {
            assertThat(known)
                    .as(
                            "directions in which %s knows the reddening, of all: it says that it covers the whole sky",
                            ref())
                    .isEqualTo(ebvMag.length);
        } else {
            assertThat(known)
                    .as(
                            "directions in which %s knows the reddening; if that is all, name Capability.WHOLE_SKY in"
                                    + " capabilities()",
                            ref())
                    .isLessThan(ebvMag.length);
        }
    }

    @Test
    void looksAtEachRowAlone() {
        Table galaxies = galaxies();
        Extinction extinction = build();
        double[] all = extinction.reddening(galaxies);
        int n = galaxies.size();
        int[] order = IntStream.range(0, n / 2).map(i -> n - 1 - 2 * i).toArray();
        double[] some = extinction.reddening(galaxies.select(order));
        double[] expected = IntStream.of(order).mapToDouble(row -> all[row]).toArray();
        assertSameBits(ref() + ", half of the rows in another order", expected, some);
    }

    @Test
    void saysWhichScaleItIsOn() {
        ReddeningScale scale = build().scale();
        assertThat(scale).as("scale of %s", ref()).isNotNull();
        if (scale == ReddeningScale.NONE) {
            assertThat(build().reddening(galaxies()))
                    .as("E(B-V) of %s, whose scale says that there is none", ref())
                    .containsOnly(0);
        }
    }

    @Test
    void isTheSameAsAMap() {
        Table galaxies = galaxies();
        if (build() instanceof ExtinctionMap map) {
            assertSameBits(
                    ref() + ", of a table and of its directions",
                    map.reddening(galaxies),
                    map.reddening(galaxies.directions()));
        }
    }
}
