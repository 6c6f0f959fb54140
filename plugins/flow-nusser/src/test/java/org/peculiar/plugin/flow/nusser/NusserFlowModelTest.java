package org.peculiar.plugin.flow.nusser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Column;
import org.peculiar.api.CosmologyParameters;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel.Inputs;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.nusser.NusserFlowModel.Parameters;
import org.peculiar.science.flow.WeighedVelocities.Form;
import org.peculiar.testkit.SampleVelocities;

class NusserFlowModelTest {

    private static final Assumptions ASSUMPTIONS =
            new Assumptions(new CosmologyParameters("flat-lcdm-0.3", 0.3, 0.7), 250, 0);

    private static NusserFlowModel model(Optional<String> density) {
        return new NusserFlowModel(new Parameters(density, Form.WATKINS_FELDMAN), ASSUMPTIONS);
    }

    private static Inputs withDensities(DistanceSample distances, double[] density) {
        Table galaxies = Table.of("galaxies", distances.labels())
                .with(distances.directions())
                .with(Column.of(Quantity.REDSHIFT, distances.z()))
                .with(Column.of(new Quantity("nbar", Unit.NONE), density));
        return new Inputs(distances, Optional.of(Survey.of(RestFrame.CMB, galaxies)));
    }

    // Independent program (Python): A⁻¹ Σ n v/(nbar r²), in km/s
    @Test
    void weighsVolumes() {
        FlowFit even =
                model(Optional.empty()).fit(Inputs.of(SampleVelocities.near().distances()));
        assertThat(even.values())
                .containsExactly(
                        new double[] {-231.08847541716122, -539.0209353015994, 131.773983976655}, within(1e-5));
        assertThat(Math.sqrt(even.random()[0][0])).isCloseTo(440.3253198512513, within(1e-5));
        double[] density = {3, 5, 8, 9, 1, 1.5, 2, 0.5};
        FlowFit thinned = model(Optional.of("nbar"))
                .fit(withDensities(SampleVelocities.near().distances(), density));
        assertThat(thinned.values())
                .containsExactly(
                        new double[] {-290.1172050543612, -522.476097632365, 101.08970891088491}, within(1e-5));
        assertThat(thinned.title()).isEqualTo("bulk flow of a ball, volume weights from nbar");
    }

    @Test
    void findsTheMeanVelocityOfTheBall() {
        // the velocity ∇(a r² x) has the mean a R² towards x over a ball, from ⟨r²⟩ = 3R²/5 and ⟨x²⟩ = R²/5, and is 3
        // a r x along the line of sight
        int n = 4000;
        double radius = 8000;
        SplittableRandom random = new SplittableRandom(4);
        double[] l = new double[n];
        double[] b = new double[n];
        double[] r = new double[n];
        double[] v = new double[n];
        double[] density = new double[n];
        double a = 500 / (radius * radius);
        for (int i = 0; i < n; i++) {
            l[i] = 360 * random.nextDouble();
            b[i] = Math.toDegrees(Math.asin(2 * random.nextDouble() - 1));
            // numbers as r³, a density that grows as r
            r[i] = radius * Math.pow(1e-4 + (1 - 1e-4) * random.nextDouble(), 1 / 4.0);
            density[i] = r[i];
            v[i] = 3 * a * r[i] * r[i] * Math.cos(Math.toRadians(l[i])) * Math.cos(Math.toRadians(b[i]));
        }
        double[] error = new double[n];
        Arrays.fill(error, 300);
        DistanceSample ball =
                SampleVelocities.of(Directions.ofDegrees(l, b), r, v, error).distances();
        // the hole in the middle makes it 3a (R³ − r₀³)/3(R − r₀), with r₀ = R/10, instead; ± 30 as few tracers weigh
        // much there
        FlowFit fit = model(Optional.of("nbar")).fit(withDensities(ball, density));
        assertThat(fit.values()).containsExactly(new double[] {555, 0, 0}, within(60.0));
        // with numbers for volumes the outskirts count more: 3a ⟨r²⟩, weighted by r, is 750
        assertThat(model(Optional.empty()).fit(Inputs.of(ball)).values()[0]).isCloseTo(750, within(40.0));
    }

    @Test
    void refusesWhatIsNoDensity() {
        DistanceSample mini = SampleVelocities.near().distances();
        assertThatThrownBy(() -> model(Optional.of("nbar")).fit(withDensities(mini, new double[8])))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "bulk flow of a ball: t0: found the density 0.0, but a positive one is needed for each tracer");
        assertThatThrownBy(() -> model(Optional.of("density")).fit(withDensities(mini, new double[8])))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no column for density");
    }
}
