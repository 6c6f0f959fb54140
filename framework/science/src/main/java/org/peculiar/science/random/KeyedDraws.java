package org.peculiar.science.random;

import org.peculiar.api.Draws;

/**
 * Counter-based random numbers: element i is a mix of a key plus i times an odd increment.
 *
 * <p>Key and increment are hashed from all that leads to a stream: the seed, then each name and replicate in order. A stream
 * is thus one splittable sequence entered anywhere. The uniform and the normal number of one element are independent. Normal
 * numbers come from a ziggurat of 256 layers; its rare rejections draw from a sequence of their own that starts at the
 * element, so each number is a function of key and element alone. The same bits come on every platform. Not for secrets.
 *
 * @see "Steele, Lea and Flood 2014, OOPSLA, 453; Doornik 2005, An improved ziggurat method to generate normal random samples"
 */
public final class KeyedDraws implements Draws {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** 2⁻⁵³, the spacing of the numbers in [½, 1). */
    private static final double UNIT = 0x1p-53;

    /** Elements that are drawn together, at most. */
    private static final int AT_ONCE = 128;

    // Digits of π: arbitrary numbers that keep apart what is hashed for different ends.
    private static final long HIGH = 0x243F6A8885A308D3L;
    private static final long LOW = 0x13198A2E03707344L;
    private static final long NAME = 0xA4093822299F31D0L;
    private static final long REPLICATE = 0x082EFA98EC4E6C89L;
    private static final long UNIFORM = 0x452821E638D01377L;
    private static final long NORMAL = 0xBE5466CF34E90C6CL;

    private final long high;
    private final long low;
    private final long uniformKey;
    private final long uniformStep;
    private final long normalKey;
    private final long normalStep;

    private KeyedDraws(long high, long low) {
        this.high = high;
        this.low = low;
        uniformKey = mix(high ^ UNIFORM);
        uniformStep = oddStep(low ^ UNIFORM);
        normalKey = mix(high ^ NORMAL);
        normalStep = oddStep(low ^ NORMAL);
    }

    /** Return the draws of a seed. */
    public static KeyedDraws ofSeed(long seed) {
        return new KeyedDraws(HIGH, LOW).absorb(seed);
    }

    @Override
    public KeyedDraws stream(String name) {
        long hash = NAME;
        for (int i = 0; i < name.length(); i++) {
            hash = mix(hash + GOLDEN + name.charAt(i));
        }
        return absorb(mix(hash ^ NAME) + name.length());
    }

    @Override
    public KeyedDraws replicate(long number) {
        return absorb(mix(number ^ REPLICATE));
    }

    /** Two lanes of 64 bits, so that even 2³² streams are not expected to meet. */
    private KeyedDraws absorb(long word) {
        long newHigh = mix(high ^ mix(word + GOLDEN));
        long newLow = mix(low + Long.rotateLeft(newHigh, 29) + word * 0xD1342543DE82EF95L);
        return new KeyedDraws(newHigh, newLow);
    }

    @Override
    public double uniform(long element) {
        return (mix(uniformKey + element * uniformStep) >>> 11) * UNIT;
    }

    @Override
    public double gaussian(long element) {
        long bits = mix(normalKey + element * normalStep);
        int layer = (int) bits & 255;
        // the top 54 bits, signed: independent of the 8 that chose the layer
        long u = bits >> 10;
        return Math.abs(u) < Ziggurat.INSIDE[layer] ? u * Ziggurat.WIDTH[layer] : Ziggurat.slow(bits, layer, u);
    }

    @Override
    public void gaussians(int[] elements, double[] into) {
        int most = Math.min(elements.length, AT_ONCE);
        long[] bits = new long[most];
        int[] rejected = new int[most];
        for (int from = 0; from < elements.length; from += most) {
            gaussians(elements, into, from, Math.min(most, elements.length - from), bits, rejected);
        }
    }

    /** Plain loops, the second of which a processor goes through several elements at a time. */
    private void gaussians(int[] elements, double[] into, int from, int count, long[] bits, int[] rejected) {
        long key = normalKey;
        long step = normalStep;
        for (int i = 0; i < count; i++) {
            bits[i] = key + elements[from + i] * step;
        }
        for (int i = 0; i < count; i++) {
            bits[i] = mix(bits[i]);
        }
        int rejections = 0;
        for (int i = 0; i < count; i++) {
            int layer = (int) bits[i] & 255;
            long u = bits[i] >> 10;
            into[from + i] = u * Ziggurat.WIDTH[layer];
            if (Math.abs(u) >= Ziggurat.INSIDE[layer]) {
                rejected[rejections++] = i;
            }
        }
        for (int r = 0; r < rejections; r++) {
            long first = bits[rejected[r]];
            into[from + rejected[r]] = Ziggurat.slow(first, (int) first & 255, first >> 10);
        }
    }

    /** Stafford's variant 13 of the finaliser of MurmurHash3. */
    static long mix(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Return an odd number whose bits alternate often enough that its multiples look unalike. */
    private static long oddStep(long word) {
        long z = mix(word) | 1;
        return Long.bitCount(z ^ (z >>> 1)) < 24 ? z ^ 0xAAAAAAAAAAAAAAAAL : z;
    }

    /** Tables and the rare branches. StrictMath throughout, so that all platforms draw the same numbers. */
    private static final class Ziggurat {

        private static final int LAYERS = 256;

        /** Where the tail begins, and the area of each layer, for 256 layers. */
        private static final double R = 3.654152885361009;

        private static final double AREA = 0.0049286732339746545;

        /** Relative to a layer; what is closer to a bound is compared with the curve itself. */
        private static final double ROUNDING = 1e-9;

        /** Right edges of the layers, from the base (widened to hold the tail) to the top. */
        static final double[] X = new double[LAYERS + 1];

        /** The edges per unit of a signed 54-bit number. */
        static final double[] WIDTH = new double[LAYERS];

        /** Numbers below this lie wholly under the curve. */
        static final long[] INSIDE = new long[LAYERS];

        /** The curve at the edges. */
        static final double[] F = new double[LAYERS + 1];

        static {
            double f = StrictMath.exp(-0.5 * R * R);
            X[0] = AREA / f;
            X[1] = R;
            for (int i = 2; i < LAYERS; i++) {
                X[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / X[i - 1] + f));
                f = StrictMath.exp(-0.5 * X[i] * X[i]);
            }
            X[LAYERS] = 0;
            for (int i = 0; i < LAYERS; i++) {
                WIDTH[i] = X[i] * UNIT;
                INSIDE[i] = (long) (X[i + 1] / X[i] / UNIT);
                F[i + 1] = StrictMath.exp(-0.5 * X[i + 1] * X[i + 1]);
            }
        }

        private Ziggurat() {}

        static double slow(long bits, int firstLayer, long firstU) {
            long state = bits;
            int layer = firstLayer;
            long u = firstU;
            while (true) {
                if (Math.abs(u) < INSIDE[layer]) {
                    return u * WIDTH[layer];
                }
                if (layer == 0) {
                    return tail(state, u < 0);
                }
                double x = u * WIDTH[layer];
                state += GOLDEN;
                if (isUnderCurve(layer, x, (mix(state) >>> 11) * UNIT)) {
                    return x;
                }
                state += GOLDEN;
                long next = mix(state);
                layer = (int) next & 255;
                u = next >> 10;
            }
        }

        /** Compare a fraction of a layer's height with the curve, which lies between its chord and a tangent. */
        private static boolean isUnderCurve(int layer, double x, double fraction) {
            double right = X[layer];
            double left = X[layer + 1];
            double height = F[layer + 1] - F[layer];
            // a layer that holds the point of inflection has the curve on both sides of its chord
            if (left >= 1 || right <= 1) {
                double chord = (right - Math.abs(x)) / (right - left);
                double tangent = (right - Math.abs(x)) * right * F[layer] / height;
                if (fraction < Math.min(chord, tangent) - ROUNDING) {
                    return true;
                }
                if (fraction > Math.max(chord, tangent) + ROUNDING) {
                    return false;
                }
            }
            return F[layer] + fraction * height < StrictMath.exp(-0.5 * x * x);
        }

        /** Marsaglia's exact draw beyond R. */
        private static double tail(long start, boolean negative) {
            long state = start;
            while (true) {
                state += GOLDEN;
                double x = StrictMath.log(open(mix(state))) / R;
                state += GOLDEN;
                double y = StrictMath.log(open(mix(state)));
                if (-2 * y >= x * x) {
                    return negative ? x - R : R - x;
                }
            }
        }

        /** A uniform number in (0, 1). */
        private static double open(long bits) {
            return ((bits >>> 11) + 0.5) * UNIT;
        }
    }
}
