package org.peculiar.engine.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.engine.replicates.Replicate;

class CodecTest {

    /** A NaN that Java's own calculations do not give. */
    private static final double ODD_NAN = Double.longBitsToDouble(0xfff8_0000_dead_beefL);

    private static Shift shift() {
        return new Shift(
                new double[] {1.5, -0.0, Double.MIN_VALUE},
                new double[][] {{4, 1, 0}, {1, 9, ODD_NAN}, {0, Double.NEGATIVE_INFINITY, 1e300}},
                "paired bootstrap of tracers",
                200,
                3.25,
                Double.NaN,
                12.5,
                ODD_NAN,
                1e-9);
    }

    private static Row row() {
        Map<String, double[][]> systematic = new LinkedHashMap<>();
        systematic.put("runs", new double[][] {{1, 2, 3}, {2, 5, 6}, {3, 6, 9}});
        systematic.put("zero point, größer", new double[3][3]);
        Map<String, double[]> estimands = new LinkedHashMap<>();
        estimands.put("V", new double[] {1, 2, 3});
        estimands.put("speed", new double[] {ODD_NAN});
        return new Row(
                new double[] {-131.7, -702.6, -39.8},
                new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
                systematic,
                59.24,
                53,
                56,
                699,
                6696,
                estimands,
                Optional.of(shift()),
                "");
    }

    private static Replicate[] replicates() {
        return new Replicate[] {
            new Replicate(new double[] {1, 2, ODD_NAN}, new double[] {1, 2, 3, 4, 5, 6}, 7, 8, 9, ""),
            Replicate.failed("no tracer is left of 3")
        };
    }

    private static long[] bits(double... values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }

    @Test
    void keepsEveryBitOfARow() {
        Row row = row();
        Row back = Codec.row(Codec.bytes(row));
        assertThat(bits(back.velocityKms())).isEqualTo(bits(row.velocityKms()));
        assertThat(back.random()).isDeepEqualTo(row.random());
        assertThat(back.systematic().keySet()).containsExactly("runs", "zero point, größer");
        assertThat(back.systematic().get("runs")).isDeepEqualTo(row.systematic().get("runs"));
        assertThat(back.estimands().keySet()).containsExactly("V", "speed");
        assertThat(bits(back.estimands().get("speed"))).isEqualTo(bits(ODD_NAN));
        assertThat(back.chi2()).isEqualTo(59.24);
        assertThat(back.dof()).isEqualTo(53);
        assertThat(back.tracers()).isEqualTo(56);
        assertThat(back.galaxies()).isEqualTo(699);
        assertThat(back.depthKms()).isEqualTo(6696);
        assertThat(back.succeeded()).isTrue();
        assertThat(Codec.bytes(back)).isEqualTo(Codec.bytes(row));
    }

    @Test
    void keepsEveryBitOfADifference() {
        Shift back = Codec.readShift(Codec.bytes(shift()));
        assertThat(bits(back.vectorKms())).isEqualTo(bits(1.5, -0.0, Double.MIN_VALUE));
        assertThat(bits(back.covariance()[1])).isEqualTo(bits(1, 9, ODD_NAN));
        assertThat(bits(back.covariance()[2])).isEqualTo(bits(0, Double.NEGATIVE_INFINITY, 1e300));
        assertThat(bits(back.amplitudeErrorKms(), back.angleErrorDeg())).isEqualTo(bits(Double.NaN, ODD_NAN));
        assertThat(back.method()).isEqualTo("paired bootstrap of tracers");
        assertThat(back.replicates()).isEqualTo(200);
        assertThat(back.amplitudeKms()).isEqualTo(3.25);
        assertThat(back.angleDeg()).isEqualTo(12.5);
        assertThat(back.probability()).isEqualTo(1e-9);
    }

    @Test
    void keepsEveryBitOfReplicates() {
        Replicate[] back = Codec.replicates(Codec.bytes(replicates()));
        assertThat(back).hasSize(2);
        assertThat(bits(back[0].velocityKms())).isEqualTo(bits(1, 2, ODD_NAN));
        assertThat(back[0].covariance()).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(back[0].chi2()).isEqualTo(7);
        assertThat(back[0].dof()).isEqualTo(8);
        assertThat(back[0].depthKms()).isEqualTo(9);
        assertThat(back[1].succeeded()).isFalse();
        assertThat(back[1].failure()).isEqualTo("no tracer is left of 3");
        assertThat(Codec.replicates(Codec.bytes(new Replicate[0]))).isEmpty();
    }

    @Test
    void keepsLongMessages() {
        String message = "ℓ".repeat(100_000);
        assertThat(Codec.row(Codec.bytes(Row.failed(message))).failure()).isEqualTo(message);
        assertThat(Codec.replicates(Codec.bytes(new Replicate[] {Replicate.failed(message)}))[0].failure())
                .isEqualTo(message);
    }

    @Test
    void refusesAnotherKindOfRow() {
        assertThatThrownBy(() -> Codec.row(Codec.bytes(shift())))
                .isInstanceOf(DataException.class)
                .hasMessage("store: found a row that cannot be read (another kind of row); move the store away, and"
                        + " everything runs again");
        assertThatThrownBy(() -> Codec.readShift(Codec.bytes(replicates()))).isInstanceOf(DataException.class);
        assertThatThrownBy(() -> Codec.replicates(Codec.bytes(row()))).isInstanceOf(DataException.class);
    }

    /** What is cut off, even by one byte of the text at its end, is never taken for a whole row. */
    @Test
    void refusesEveryTruncation() {
        byte[][] whole = {Codec.bytes(Row.failed("no tracer is left")), Codec.bytes(row()), Codec.bytes(replicates())};
        for (int kind = 0; kind < whole.length; kind++) {
            for (int length = 0; length < whole[kind].length; length++) {
                byte[] cut = Arrays.copyOf(whole[kind], length);
                boolean block = kind == 2;
                assertThatThrownBy(() -> {
                            if (block) {
                                Codec.replicates(cut);
                            } else {
                                Codec.row(cut);
                            }
                        })
                        .as("kind %d, %d bytes", kind, length)
                        .isInstanceOf(DataException.class);
            }
            byte[] more = Arrays.copyOf(whole[kind], whole[kind].length + 1);
            boolean block = kind == 2;
            assertThatThrownBy(() -> {
                        if (block) {
                            Codec.replicates(more);
                        } else {
                            Codec.row(more);
                        }
                    })
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("more than a row");
        }
    }

    /** Damage gives another number at worst, or a message; never a want of memory or another exception. */
    @Test
    void survivesEveryDamagedByte() {
        Random random = new Random(5);
        for (byte[] whole : new byte[][] {Codec.bytes(row()), Codec.bytes(replicates())}) {
            for (int at = 0; at < whole.length; at++) {
                for (int damage : new int[] {0x7f, 0x80, random.nextInt(256)}) {
                    byte[] damaged = whole.clone();
                    damaged[at] = (byte) damage;
                    try {
                        if (whole[0] == 'v') {
                            Codec.row(damaged);
                        } else {
                            Codec.replicates(damaged);
                        }
                    } catch (DataException e) {
                        assertThat(e).hasMessageStartingWith("store: found a row that cannot be read");
                    }
                }
            }
        }
    }
}
