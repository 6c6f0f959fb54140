package org.peculiar.science.statistics;

/**
 * A pair of standard normal variables with a correlation.
 *
 * <p>Immutable. Build it once for several limits with one correlation: most of the nodes' work depends on the correlation
 * alone.
 *
 * @see "Drezner and Wesolowsky 1990, J. Stat. Comput. Simul. 35, 101; Genz 2004, Statistics and Computing 14, 251"
 */
public final class BivariateNormal {

    private static final double TWO_PI = 2 * Math.PI;

    // Half of the Gauss–Legendre nodes and weights of 6, 12 and 20 points.
    private static final double[][] NODES = {
        {0.9324695142031522, 0.6612093864662647, 0.238619186083197},
        {
            0.9815606342467191,
            0.904117256370475,
            0.769902674194305,
            0.5873179542866171,
            0.3678314989981802,
            0.1252334085114692
        },
        {
            0.9931285991850949,
            0.9639719272779138,
            0.912234428251326,
            0.8391169718222188,
            0.7463319064601508,
            0.636053680726515,
            0.5108670019508271,
            0.3737060887154196,
            0.2277858511416451,
            0.07652652113349732
        }
    };
    private static final double[][] WEIGHTS = {
        {0.1713244923791705, 0.3607615730481384, 0.4679139345726904},
        {
            0.04717533638651177,
            0.1069393259953183,
            0.1600783285433464,
            0.2031674267230659,
            0.2334925365383547,
            0.2491470458134029
        },
        {
            0.01761400713915212,
            0.04060142980038694,
            0.06267204833410905,
            0.08327674157670475,
            0.1019301198172404,
            0.1181945319615184,
            0.1316886384491766,
            0.1420961093183821,
            0.1491729864726037,
            0.1527533871307259
        }
    };

    private final double rho;
    private final double[] sine;
    private final double[] inverseCosine2;
    private final double[] weight;

    /**
     * Prepare a correlation.
     *
     * @param rho in [−1, 1]; dimensionless
     * @throws IllegalArgumentException if the correlation is out of range
     */
    public BivariateNormal(double rho) {
        if (!(Math.abs(rho) <= 1)) {
            throw new IllegalArgumentException("correlation: found " + rho + ", but −1 to 1 is needed");
        }
        this.rho = rho;
        if (Math.abs(rho) >= 0.925) {
            sine = new double[0];
            inverseCosine2 = sine;
            weight = sine;
            return;
        }
        int rule = Math.abs(rho) < 0.3 ? 0 : Math.abs(rho) < 0.75 ? 1 : 2;
        double[] nodes = NODES[rule];
        double half = 0.5 * Math.asin(rho);
        sine = new double[2 * nodes.length];
        inverseCosine2 = new double[sine.length];
        weight = new double[sine.length];
        for (int i = 0; i < sine.length; i++) {
            double node = nodes[i / 2];
            double s = Math.sin(half * (1 + (i % 2 == 0 ? -node : node)));
            sine[i] = s;
            inverseCosine2[i] = 1 / ((1 - s) * (1 + s));
            weight[i] = WEIGHTS[rule][i / 2] * half / TWO_PI;
        }
    }

    /** Return the correlation. */
    public double rho() {
        return rho;
    }

    /**
     * Return the probability that the first exceeds h and the second exceeds k; absolute error below 1e-15 or so.
     *
     * @param h lower limit of the first, in its standard deviation; infinite ones are allowed
     * @param k lower limit of the second
     */
    public double upperOrthant(double h, double k) {
        if (Double.isInfinite(h) || Double.isInfinite(k)) {
            boolean none = h == Double.POSITIVE_INFINITY || k == Double.POSITIVE_INFINITY;
            return none ? 0 : h == Double.NEGATIVE_INFINITY ? Normal.survival(k) : Normal.survival(h);
        }
        if (weight.length == 0) {
            return stronglyCorrelated(h, k);
        }
        double hk = h * k;
        double hs = 0.5 * (h * h + k * k);
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * Math.exp((sine[i] * hk - hs) * inverseCosine2[i]);
        }
        return clamp(sum + Normal.survival(h) * Normal.survival(k));
    }

    /** Genz's series about |ρ| = 1, where the integrand of the arcsine form is too steep. */
    private double stronglyCorrelated(double h, double kGiven) {
        double k = rho < 0 ? -kGiven : kGiven;
        double hk = h * k;
        double sum = 0;
        if (Math.abs(rho) < 1) {
            double as = (1 - rho) * (1 + rho);
            double a = Math.sqrt(as);
            double bs = (h - k) * (h - k);
            double c = (4 - hk) / 8;
            double d = (12 - hk) / 16;
            double exponent = -0.5 * (bs / as + hk);
            if (exponent > -100) {
                sum = a * Math.exp(exponent) * (1 - c * (bs - as) * (1 - d * bs / 5) / 3 + c * d * as * as / 5);
            }
            if (hk > -100) {
                double b = Math.sqrt(bs);
                sum -= Math.exp(-0.5 * hk)
                        * Math.sqrt(TWO_PI)
                        * Normal.cdf(-b / a)
                        * b
                        * (1 - c * bs * (1 - d * bs / 5) / 3);
            }
            double half = 0.5 * a;
            for (int i = 0; i < 20; i++) {
                double node = NODES[2][i / 2];
                double x = half * (1 + (i % 2 == 0 ? -node : node));
                double xs = x * x;
                double rs = Math.sqrt(1 - xs);
                double e = -0.5 * (bs / xs + hk);
                if (e > -100) {
                    double series = 1 + c * xs * (1 + d * xs);
                    double exact = Math.exp(-0.5 * hk * xs / ((1 + rs) * (1 + rs))) / rs;
                    sum += half * WEIGHTS[2][i / 2] * Math.exp(e) * (exact - series);
                }
            }
            sum = -sum / TWO_PI;
        }
        if (rho > 0) {
            return clamp(sum + Normal.survival(Math.max(h, k)));
        }
        double rest = k > h ? (h < 0 ? Normal.cdf(k) - Normal.cdf(h) : Normal.survival(h) - Normal.survival(k)) : 0;
        return clamp(rest - sum);
    }

    private static double clamp(double p) {
        return Math.max(0, Math.min(1, p));
    }

    /** Return the derivative of {@link #upperOrthant} by its first limit, for |ρ| &lt; 1: {@code −φ(h) Φ((ρh−k)/√(1−ρ²))}. */
    public double byFirstLimit(double h, double k) {
        return -Normal.density(h) * Normal.cdf((rho * h - k) / Math.sqrt((1 - rho) * (1 + rho)));
    }

    /** Return the joint density at (x, y), for |ρ| &lt; 1; also the derivative of {@link #upperOrthant} by ρ. */
    public double density(double x, double y) {
        double c = (1 - rho) * (1 + rho);
        return Math.exp(-0.5 * (x * x - 2 * rho * x * y + y * y) / c) / (TWO_PI * Math.sqrt(c));
    }
}
