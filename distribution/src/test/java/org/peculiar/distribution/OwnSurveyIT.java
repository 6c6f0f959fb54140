package org.peculiar.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceType;
import org.peculiar.cli.InProcess;
import org.peculiar.science.cosmology.Cosmology;

/**
 * Runs the descriptors of {@code docs/your-own-survey.md} on tables of their columns. The tables are synthetic: galaxies of
 * 40 clusters that share a bulk flow and have no dust before them.
 */
@DisabledOnOs(OS.WINDOWS)
class OwnSurveyIT {

    private static final double[] FLOW_KMS = {100, -250, 80};

    /** Planck Collaboration (2020): 369.82 km/s towards (264.021°, 48.253°). */
    private static final double[] SUN_KMS = galactic(369.82, 264.021, 48.253);

    private static final double LIGHT_KMS = 299792.458;
    private static final double NODE = Math.toRadians(122.93192);
    private static final String[] WITHOUT_DUST = {"dust.uses=extinction/none"};

    @TempDir
    private Path scratch;

    @Test
    void spiralsGiveTheFlowThatIsInThem() throws Exception {
        Path descriptor = descriptor("spirals", "name,ra,dec,cz,width,e_width,imag");
        Run run = Run.of(descriptor, scratch.resolve("record"), List.of(WITHOUT_DUST));
        assertFlow(run, 25);
        assertThat(InProcess.peculiar("validate", descriptor.toString()).output())
                .endsWith("spirals.yaml: valid, 5 steps\n");
    }

    @Test
    void earlyTypesGiveTheFlowThatIsInThem() throws Exception {
        Path descriptor = descriptor("ellipticals", "name,cluster,ra,dec,cz,sigma,e_sigma,re,mue");
        Run run = Run.ofSweep(descriptor, scratch.resolve("record"), List.of(WITHOUT_DUST), 0);
        assertFlow(run, 25);
        assertThat(run.summary()).contains("40 variants", "claims: all 2 hold");
    }

    private static double[] galactic(double speedKms, double l, double b) {
        Directions towards = Directions.ofDegrees(new double[] {l}, new double[] {b});
        return new double[] {speedKms * towards.x()[0], speedKms * towards.y()[0], speedKms * towards.z()[0]};
    }

    private static void assertFlow(Run run, double toleranceKms) {
        JsonNode velocity = run.results().at("/steps/flow/bulk-flow/velocity-kms");
        for (int k = 0; k < 3; k++) {
            assertThat(velocity.get(k).asDouble()).isCloseTo(FLOW_KMS[k], within(toleranceKms));
        }
    }

    /** Writes the descriptor of the page, and a table of the columns that the page shows for it. */
    private Path descriptor(String name, String header) throws IOException {
        String page = Files.readString(Tree.HOME.resolve("docs/your-own-survey.md"));
        assertThat(page).contains("```\n" + header + "\n");
        String yaml = Pattern.compile("(?ms)^```yaml\\n(peculiar: 1\\nname: " + name + "\\n.*?)^```$")
                .matcher(page)
                .results()
                .map(block -> block.group(1))
                .findFirst()
                .orElseThrow();
        StringBuilder table = new StringBuilder(header).append('\n');
        Random random = new Random(11);
        for (int cluster = 0; cluster < 40; cluster++) {
            append(table, cluster, header.contains("sigma"), random);
        }
        Files.writeString(scratch.resolve(name + ".csv"), table);
        return Files.writeString(scratch.resolve(name + ".yaml"), yaml);
    }

    /** Appends the galaxies of a cluster. Spirals have one each, for they are taken to move each by itself. */
    private static void append(StringBuilder table, int cluster, boolean early, Random random) {
        double l = random.nextDouble() * 360;
        double b = Math.toDegrees(Math.asin(0.3 + 0.7 * random.nextDouble())) * (cluster % 2 == 0 ? 1 : -1);
        Directions towards = Directions.ofDegrees(new double[] {l}, new double[] {b});
        double distanceKms = 3000 + 8000 * random.nextDouble();
        double zHubble = Cosmology.FLAT_LCDM_03.redshiftOf(DistanceType.COMOVING, distanceKms);
        double zCmb = (1 + zHubble) * (1 + along(FLOW_KMS, towards) / LIGHT_KMS) - 1;
        double beta = along(SUN_KMS, towards) / LIGHT_KMS;
        double gamma = 1 / Math.sqrt(1 - Math.pow(369.82 / LIGHT_KMS, 2));
        double zHel = (1 + zCmb) / (gamma * (1 + beta)) - 1;
        double[] equatorial = equatorialDeg(towards);
        int members = early ? 12 : 10;
        for (int i = 0; i < members; i++) {
            String galaxy = "G" + cluster + "-" + i;
            if (early) {
                double logRe = 0.4 + 0.25 * random.nextGaussian();
                double mu = 20 + 0.6 * random.nextGaussian();
                double logSigma = 0.72 * logRe - 0.237 * mu + 6.6 + 0.003 * random.nextGaussian();
                double theta = Math.pow(10, logRe) / (distanceKms / (1 + zCmb) / 100 * 1000) * 180 * 3600 / Math.PI;
                table.append(String.format(
                        Locale.ROOT,
                        "%s,C%d,%.6f,%.6f,%.3f,%.4f,%.4f,%.6f,%.5f%n",
                        galaxy,
                        cluster,
                        equatorial[0],
                        equatorial[1],
                        zHel * LIGHT_KMS,
                        Math.pow(10, logSigma),
                        0.05 * Math.pow(10, logSigma),
                        theta,
                        mu + 12.5 * Math.log10(1 + zHel)));
            } else {
                double logWidth = 2.5 + 0.12 * random.nextGaussian();
                double absolute = -21 - 7.7 * (logWidth - 2.5) + 0.01 * random.nextGaussian();
                double luminosityMpc = distanceKms * (1 + zHel) / 100;
                table.append(String.format(
                        Locale.ROOT,
                        "%s,%.6f,%.6f,%.3f,%.4f,12,%.5f%n",
                        galaxy,
                        equatorial[0],
                        equatorial[1],
                        zHel * LIGHT_KMS,
                        Math.pow(10, logWidth),
                        absolute + 25 + 5 * Math.log10(luminosityMpc)));
            }
        }
    }

    private static double along(double[] velocityKms, Directions towards) {
        return velocityKms[0] * towards.x()[0] + velocityKms[1] * towards.y()[0] + velocityKms[2] * towards.z()[0];
    }

    /** Right ascension and declination, by the pole of the Galaxy and the longitude of the celestial one (Hipparcos, vol. 1). */
    private static double[] equatorialDeg(Directions towards) {
        double l = Math.toRadians(towards.longitudeDeg(0));
        double b = Math.toRadians(towards.latitudeDeg(0));
        double pole = Math.toRadians(27.12825);
        double sinDec = Math.sin(b) * Math.sin(pole) + Math.cos(b) * Math.cos(pole) * Math.cos(NODE - l);
        double y = Math.cos(b) * Math.sin(NODE - l);
        double x = Math.sin(b) * Math.cos(pole) - Math.cos(b) * Math.sin(pole) * Math.cos(NODE - l);
        double ra = 192.85948 + Math.toDegrees(Math.atan2(y, x));
        return new double[] {(ra + 360) % 360, Math.toDegrees(Math.asin(sinDec))};
    }
}
