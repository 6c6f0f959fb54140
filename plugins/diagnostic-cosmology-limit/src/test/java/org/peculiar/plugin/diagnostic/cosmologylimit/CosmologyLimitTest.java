package org.peculiar.plugin.diagnostic.cosmologylimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Inputs;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Parameters;
import org.peculiar.plugin.diagnostic.cosmologylimit.CosmologyLimit.Varied;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.velocity.PublishedFlow;
import org.peculiar.testkit.HostFiles;
import org.peculiar.testkit.SampleTheory;
import org.peculiar.testkit.SampleVelocities;

/** The limits of the Letter are validated in science and in workflows/cosmology; here, what is told of them. */
class CosmologyLimitTest {

    private static Finding find(Varied vary, double from, double to, Optional<PublishedFlow> flow) {
        return new CosmologyLimit(
                        new Parameters(vary, from, to, 9, 0.9, SampleTheory.parameters(), flow), new HostFiles())
                .find(new Inputs(SampleVelocities.near().bulkFlow()), KeyedDraws.ofSeed(1));
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
