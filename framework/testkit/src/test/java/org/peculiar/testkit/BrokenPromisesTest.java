package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.peculiar.api.Component;
import org.peculiar.api.DistanceBias;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Figure;
import org.peculiar.api.Parameter;
import org.peculiar.api.Series;
import org.peculiar.api.Treatment;

/** Shows that the contract catches what it is there for: components that break one promise each. */
class BrokenPromisesTest {

    /** Shifts distances; what is wrong with it is up to the subclass. */
    abstract static class Shift implements DistanceBias {

        static DistanceSample shifted(DistanceSample distances, double by) {
            double[] shifted = distances.lnDistance().clone();
            for (int i = 0; i < shifted.length; i++) {
                shifted[i] += by;
            }
            return distances.withLnDistance(shifted).treated(new Treatment("shift", "constant"));
        }
    }

    /** Keeps every promise. */
    @Component(id = "sound", title = "Sound")
    public static final class Sound extends Shift {

        @Override
        public DistanceSample correct(DistanceSample distances) {
            return shifted(distances, 0.1);
        }
    }

    /** Counts its calls. */
    @Component(id = "counting", title = "Counts")
    public static final class Counting extends Shift {

        private final AtomicInteger calls = new AtomicInteger();

        @Override
        public DistanceSample correct(DistanceSample distances) {
            return shifted(distances, 1e-9 * calls.incrementAndGet());
        }
    }

    /** Writes into what it is given. */
    @Component(id = "writing", title = "Writes")
    public static final class Writing extends Shift {

        @Override
        public DistanceSample correct(DistanceSample distances) {
            distances.lnDistance()[2] = Math.nextUp(distances.lnDistance()[2]);
            return shifted(distances, 0.1);
        }
    }

    /** Has a field that changes. */
    @Component(id = "mutable", title = "Changes")
    public static final class Mutable extends Shift {

        private int calls;

        @Override
        public DistanceSample correct(DistanceSample distances) {
            calls++;
            return shifted(distances, calls > 0 ? 0.1 : 0);
        }
    }

    /** Forgets a parameter. */
    @Component(id = "forgetful", title = "Forgets", cite = "nobody")
    public static final class Forgetful extends Shift {

        /** What can be chosen, but is not. */
        public record Parameters(
                @Parameter(doc = "How much", value = "0.1") double by) {

            public Parameters {
                by = 0.1;
            }
        }

        private final Parameters parameters;

        @Inject
        Forgetful(Parameters parameters) {
            this.parameters = parameters;
        }

        @Override
        public DistanceSample correct(DistanceSample distances) {
            return shifted(distances, parameters.by());
        }
    }

    /** Says nothing of what it did. */
    @Component(id = "silent", title = "Says nothing")
    public static final class Silent extends Shift {

        @Override
        public DistanceSample correct(DistanceSample distances) {
            double[] shifted = distances.lnDistance().clone();
            shifted[0] += 1;
            return distances.withLnDistance(shifted);
        }
    }

    private static BiasContract contract(String id) {
        return new BiasContract() {
            @Override
            protected String id() {
                return id;
            }
        };
    }

    @Test
    void findsNothingWrongWithASoundOne() {
        BiasContract sound = contract("sound");
        assertThatCode(() -> {
                    sound.saysWhatItIs();
                    sound.givesTheSameBitsForTheSameInput();
                    sound.leavesItsInputAsItIs();
                    sound.isImmutable();
                    sound.citesWhatItsBibliographyHolds();
                    sound.notesWhatItDid();
                    sound.refusesToCorrectTwice();
                    sound.preparedGivesTheBitsOfThePlainCall();
                    sound.servesSeveralThreads();
                })
                .doesNotThrowAnyException();
    }

    @Test
    void findsWhatDependsOnMoreThanTheInput() {
        assertThatThrownBy(() -> contract("counting").givesTheSameBitsForTheSameInput())
                .isInstanceOf(AssertionError.class)
                .hasMessageMatching(
                        "bias/counting called twice on one input: result\\.lnDistance\\[\\d+] is [\\d.]+ and then [\\d.]+");
    }

    @Test
    void findsWhatWritesIntoItsInput() {
        assertThatThrownBy(() -> contract("writing").leavesItsInputAsItIs())
                .hasMessageStartingWith(
                        "bias/writing changes what it was given, but must copy it: result.lnDistance[2] is ");
    }

    @Test
    void findsWhatCanChange() {
        assertThatThrownBy(() -> contract("mutable").isImmutable())
                .hasMessageContaining("fields of bias/mutable that are not final")
                .hasMessageContaining("calls");
    }

    @Test
    void findsAParameterThatIsNeverBound() {
        assertThatThrownBy(() -> contract("forgetful").bindsEachParameterThatDiffersFromItsDefault())
                .hasMessageContaining("with.by");
    }

    @Test
    void findsACitationOfNothing() {
        assertThatThrownBy(() -> contract("forgetful").citesWhatItsBibliographyHolds())
                .hasMessageContaining("what bias/forgetful cites, but src/main/resources/references.bib does not hold")
                .hasMessageContaining("nobody");
    }

    @Test
    void findsATreatmentThatIsNotNoted() {
        assertThatThrownBy(() -> contract("silent").notesWhatItDid())
                .hasMessageContaining("treatments after bias/silent, which changes distances and so must note it");
    }

    @Test
    void saysThatAComponentIsMissing() {
        assertThatThrownBy(() -> contract("absent").saysWhatItIs())
                .hasMessageStartingWith("no component bias/absent in [")
                .hasMessageContaining("mark the class with @Component");
    }

    @Test
    void asksWhichOfSeveral() {
        assertThatThrownBy(() -> contract("").saysWhatItIs())
                .hasMessageEndingWith(", but a contract test is about one component; override id()");
    }

    private static Figure figure(String title, String axis, double... x) {
        Series points = Series.Points.of("", Series.Role.DATA, Series.Symbol.DOT, x, new double[x.length]);
        return Figure.of(
                title,
                "A caption.",
                Figure.Plane.of(Figure.Axis.of(axis), Figure.Axis.of("Residual (mag)"), List.of(points)));
    }

    @Test
    void findsFiguresThatCannotBeShown() {
        Figure sound = figure("A title", "log W", 2.5, Double.NaN);
        assertThatCode(() -> Figures.assertPresentable("it", Map.of("edge-on", sound)))
                .doesNotThrowAnyException();
        Map<Map<String, Figure>, String> broken = Map.of(
                Map.of("Edge on", sound), "kebab-case",
                Map.of("a", figure(" ", "log W", 2.5)), "title",
                Map.of("b", figure("A title", "", 2.5)), "neither a label nor ticks",
                Map.of("c", figure("A title", "log W", Double.NEGATIVE_INFINITY)), "infinite");
        broken.forEach((figures, message) -> assertThatThrownBy(() -> Figures.assertPresentable("it", figures))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(message));
        Figure nothing = Figure.of("A title", "A caption.", Figure.Sky.galactic(0, List.of()));
        assertThatThrownBy(() -> Figures.assertPresentable("it", Map.of("sky", nothing)))
                .hasMessageContaining("shows something");
    }
}
