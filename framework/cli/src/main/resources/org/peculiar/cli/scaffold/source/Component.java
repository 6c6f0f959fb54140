package @package@;

import jakarta.inject.Inject;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.Component;
import org.peculiar.api.Directions;
import org.peculiar.api.Draws;
import org.peculiar.api.Parameter;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.cosmology.DistanceTable;
import org.pf4j.Extension;

/**
 * Draws early-type galaxies that fill a sphere uniformly and lie on a Fundamental Plane.
 *
 * <p>They are at rest, so that redshifts tell distances. Each has log-sigma [dex(km/s)], mu-e [mag/arcsec**2] and log-theta
 * [dex(arcsec)], with log R_e = 1.43 log sigma + 0.326 mu - 9.2 in kpc/h.
 */
@Component(
        id = "@id@",
        title = "@title@",
        example = """
                galaxies: 500
                depth: 12000 km/s
                """)
@Extension
public final class @Class@ implements Source {

    /** What can be chosen. */
    public record Parameters(
            @Parameter(doc = "Number of galaxies", value = "500", min = 1, max = 100000)
            int galaxies,

            @Parameter(doc = "Radius of the sphere, as H0 d", unit = "km/s", value = "12000 km/s", min = 100, max = 100000)
            double depthKms,

            @Parameter(doc = "Scatter of log R_e about the plane", unit = "dex", value = "0.08 dex", min = 0)
            double scatterDex) {}

    private static final double ARCSEC_PER_RADIAN = 180 * 3600 / Math.PI;
    private static final double KPC_H_PER_KMS = 10;

    private final Parameters parameters;
    private final DistanceTable distances;

    @Inject
    @Class@(Parameters parameters, Assumptions assumptions) {
        this.parameters = parameters;
        distances = Cosmology.of(assumptions.cosmology()).table();
    }

    @Override
    public Survey survey(Draws draws) {
        int n = parameters.galaxies();
        String[] labels = new String[n];
        double[] l = new double[n];
        double[] b = new double[n];
        double[] z = new double[n];
        double[] logSigma = new double[n];
        double[] brightness = new double[n];
        double[] logTheta = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = "G" + (i + 1);
            l[i] = 360 * draws.stream("l").uniform(i);
            b[i] = Math.toDegrees(Math.asin(2 * draws.stream("sin b").uniform(i) - 1));
            double comovingKms = parameters.depthKms() * Math.cbrt(1 - draws.stream("volume").uniform(i));
            z[i] = distances.redshiftOfComoving(comovingKms);
            logSigma[i] = 2.25 + 0.11 * draws.stream("log-sigma").gaussian(i);
            brightness[i] = 19.8 + 0.6 * draws.stream("mu-e").gaussian(i);
            double logRe = 1.43 * logSigma[i] + 0.326 * brightness[i] - 9.2
                    + parameters.scatterDex() * draws.stream("plane").gaussian(i);
            double angularDiameterKms = comovingKms / (1 + z[i]);
            logTheta[i] = logRe + Math.log10(ARCSEC_PER_RADIAN / (KPC_H_PER_KMS * angularDiameterKms));
        }
        Table galaxies = Table.of("galaxies", labels)
                .with(Directions.ofDegrees(l, b))
                .with(Column.of(Quantity.REDSHIFT, z))
                .with(Column.of(new Quantity("log-sigma", Unit.DEX_KMS), logSigma))
                .with(Column.of(new Quantity("mu-e", Unit.MAG_ARCSEC2), brightness))
                .with(Column.of(new Quantity("log-theta", Unit.DEX_ARCSEC), logTheta));
        return Survey.of(RestFrame.CMB, galaxies);
    }
}
