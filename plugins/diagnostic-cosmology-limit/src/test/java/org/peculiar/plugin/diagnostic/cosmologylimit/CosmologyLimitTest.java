package org.peculiar.plugin.diagnostic.cosmologylimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Directions;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Inputs;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Parameters;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Varied;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.spectrum.TabulatedSpectrum;
import org.peculiar.science.spectrum.Wavenumbers;
import org.peculiar.science.statistics.LinearFit;
import org.peculiar.science.statistics.LinearModel;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.science.velocity.TheoryParameters;

/** The limits of the Letter are validated in science and in workflows/cosmology; here, what is told of them. */
class CosmologyLimitTest {

    /** The small survey a of METHODS 7.9: l, b, R in km/s, v and its measurement error; 250 km/s of scatter come on top. */
    private static final double[][] A = {
        {58.09, 87.96, 7045, 250, 320},
        {150.40, -13.40, 5100, -150, 330},
        {269.70, 26.50, 3900, 620, 300},
        {302.40, 21.60, 3600, 300, 290},
        {62.90, 43.70, 8900, -80, 470},
        {103.40, -33.10, 8800, -420, 450},
        {25.30, -75.90, 8400, 90, 600},
        {209.50, -36.50, 9600, 510, 750}
    };

    private static final DataFiles NO_FILES = new DataFiles() {
        @Override
        public Path file(Path path) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Path only(Path folder, String glob) {
            throw new UnsupportedOperationException();
        }
    };

    /** The test cosmology of METHODS 7.9. */
    private static TheoryParameters theory() {
        return new TheoryParameters(
                TheoryParameters.Spectrum.EISENSTEIN_HU_1999,
                Optional.empty(),
                TheoryParameters.TableUnits.MPC_H,
                TabulatedSpectrum.Interpolation.LOG_CUBIC,
                0.3,
                Optional.empty(),
                0.7,
                0.04,
                0,
                1,
                2.726,
                1,
                Optional.empty(),
                0.9,
                0.55,
                Optional.of(1e-4),
                Optional.of(Math.sqrt(10)),
                Wavenumbers.Rule.LOGARITHMIC,
                1001,
                0.001);
    }

    private static FlowFit fit(double[][] rows) {
        Directions directions = Directions.ofDegrees(column(rows, 0), column(rows, 1));
        double[] error = column(rows, 4);
        double[] variance = new double[error.length];
        for (int i = 0; i < error.length; i++) {
            error[i] = Math.hypot(error[i], 250);
            variance[i] = error[i] * error[i];
        }
        LinearFit fit = LinearModel.of(
                        List.of("vx", "vy", "vz"), new double[][] {directions.x(), directions.y(), directions.z()})
                .fit(column(rows, 3), variance);
        int n = rows.length;
        return new FlowFit(
                "bulk flow",
                List.of("vx", "vy", "vz"),
                List.of(Unit.KMS, Unit.KMS, Unit.KMS),
                fit.parameters(),
                fit.covariance(),
                Optional.empty(),
                Map.of(),
                fit.chi2(),
                fit.dof(),
                new FlowFit.Tracers(
                        IntStream.range(0, n).mapToObj(i -> "t" + i).toArray(String[]::new),
                        IntStream.range(0, n).toArray(),
                        directions,
                        column(rows, 2),
                        column(rows, 3),
                        error,
                        fit.predicted()),
                Optional.of(fit.weights()),
                Map.of());
    }

    private static double[] column(double[][] rows, int column) {
        return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
    }

    private static Finding find(Varied vary, double from, double to, Optional<PublishedFlow> flow) {
        return new CosmologyLimit(new Parameters(vary, from, to, 9, 0.9, theory(), flow), NO_FILES)
                .find(new Inputs(fit(A)), KeyedDraws.ofSeed(1));
    }

    /** A flow that needs much power. */
    private static Optional<PublishedFlow> fast() {
        return Optional.of(new PublishedFlow(900, 260, 0, Optional.of(100.0), List.of()));
    }

    private static double value(Finding found, String scalar) {
        return found.scalars().get(scalar).value();
    }

    private static double[] numbers(Finding found, String column) {
        return ((Finding.Numbers) found.tables().get("members").byName().get(column)).values();
    }

    @Test
    void limitsTheAmplitude() {
        Finding found = find(Varied.SIGMA8, 0.1, 4, fast());
        assertThat(value(found, "limit-sigma8")).isCloseTo(value(found, "limit"), within(1e-9));
        assertThat(value(found, "limit-growth-sigma8"))
                .isCloseTo(value(found, "limit") * Math.pow(0.3, 0.55), within(1e-9));
        double[] p = numbers(found, "p");
        assertThat(p).hasSize(9).isSorted();
        int above = (int) Arrays.stream(p).filter(one -> one < 0.1).count();
        assertThat(value(found, "limit"))
                .isBetween(numbers(found, "sigma8")[above - 1], numbers(found, "sigma8")[above]);
        assertThat(found.notes())
                .anyMatch(note -> note.contains("tail probability"))
                .anyMatch(note -> note.contains("end of the range"));
    }

    @Test
    void judgesAtTheLimitWithTheProbabilityAskedFor() {
        double limit = value(find(Varied.SIGMA8, 0.1, 4, fast()), "limit");
        Finding there = find(Varied.SIGMA8, limit, 2 * limit, fast());
        assertThat(numbers(there, "p")[0]).isCloseTo(0.1, within(1e-7));
    }

    @Test
    void saysThatNoMemberIsRuledOut() {
        Finding found = find(Varied.OMEGA_M, 0.2, 1, Optional.empty());
        assertThat(value(found, "limit")).isNaN();
        assertThat(found.notes()).anyMatch(note -> note.contains("above 10 % for all members: none is ruled out"));
    }

    @Test
    void saysThatAllMembersAreRuledOut() {
        Finding found = find(Varied.SIGMA8, 0.1, 0.2, fast());
        assertThat(found.notes()).anyMatch(note -> note.contains("below 10 % for all members: all are ruled out"));
    }

    @Test
    void namesTheMemberThatIsNoTheory() {
        assertThatThrownBy(() -> find(Varied.OMEGA_NU, 0, 0.5, fast()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("cosmology-limit: omega-nu")
                .hasMessageContaining("must leave room for cold dark matter");
    }

    @Test
    void refusesAFamilyOfOne() {
        assertThatThrownBy(() -> find(Varied.TILT, 1, 1, fast()))
                .hasMessage("cosmology-limit: found a family from 1.0 to 1.0, but two different ends are needed");
    }
}
