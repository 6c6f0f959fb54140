package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Draws;
import org.peculiar.api.Source;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.science.random.KeyedDraws;

/** What every source promises. A test of one extends it. */
public abstract class SourceContract extends ComponentContract<Source, Draws> {

    /** What some sources can do, and say so; the others are held to not doing it. */
    public enum Capability {
        /** Draws its survey, another one with other random numbers; the others ignore them. */
        DRAWS
    }

    /** Run the contract. */
    protected SourceContract() {
        super(Source.class);
    }

    /** Return what the source can do; reading data unless overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.noneOf(Capability.class);
    }

    @Override
    List<Draws> inputs() {
        return List.of(KeyedDraws.ofSeed(1), KeyedDraws.ofSeed(2));
    }

    @Override
    Object apply(Source component, Draws input) {
        return component.survey(input);
    }

    @Test
    void numbersRowsAsTheyWereRead() {
        Survey survey = build().survey(KeyedDraws.ofSeed(1));
        assertThat(survey.galaxies().size() + survey.groups().size())
                .as("rows of the survey of %s", ref())
                .isPositive();
        for (Table table : List.of(survey.galaxies(), survey.groups(), survey.measurements())) {
            int[] ids = table.rowIds();
            assertThat(IntStream.of(ids).distinct().count())
                    .as("row ids of %s of %s, each once", table.name(), ref())
                    .isEqualTo(ids.length);
        }
    }

    @Test
    void givesUnitVectors() {
        Survey survey = build().survey(KeyedDraws.ofSeed(1));
        for (Table table : List.of(survey.galaxies(), survey.groups())) {
            for (int i = 0; table.hasDirections() && i < table.size(); i++) {
                double x = table.directions().x()[i];
                double y = table.directions().y()[i];
                double z = table.directions().z()[i];
                if (!Double.isNaN(x)) {
                    assertThat(x * x + y * y + z * z)
                            .as("%s: square of the length of the direction of %s", ref(), table.labels()[i])
                            .isCloseTo(1, within(1e-12));
                }
            }
        }
    }

    @Test
    void drawsOnlyIfItSaysSo() {
        Source source = build();
        boolean drawn = Content.of(source.survey(KeyedDraws.ofSeed(1)))
                .difference(Content.of(source.survey(KeyedDraws.ofSeed(2))))
                .isPresent();
        assertThat(drawn)
                .as(
                        "%s gives another survey with another seed; one that does names Capability.DRAWS in capabilities()",
                        ref())
                .isEqualTo(capabilities().contains(Capability.DRAWS));
    }
}
