package org.peculiar.plugin.flow.attractor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.BulkFlow;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Frame;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Free;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Mass;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Parameters;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Preset;
import org.peculiar.plugin.flow.attractor.AttractorFlowModel.Weights;
import org.peculiar.science.flow.Attractor;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.testkit.SmacTwin;

class AttractorFlowModelTest {

    private static final Attractor GREAT = new Attractor(GalacticVector.ofPolar(4200, 307, 9), 535, 1430, 1.7);
    private static final List<Free> ALL = List.of(Free.INFALL, Free.DISTANCE, Free.DIRECTION);

    private static Mass preset(Preset preset) {
        return new Mass(
                preset,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Mass mass(double l, double b, double distance, double infall, double core, double exponent) {
        return new Mass(
                Preset.NONE,
                Optional.of(l),
                Optional.of(b),
                Optional.of(distance),
                Optional.of(infall),
                Optional.of(core),
                Optional.of(exponent));
    }

    private static FlowFit fit(DistanceSample sample, List<Mass> masses, List<Free> free, BulkFlow flow, Frame frame) {
        return new AttractorFlowModel(new Parameters(masses, free, flow, frame, Weights.ETA), SmacTwin.ASSUMPTIONS)
                .fit(FlowModel.Inputs.of(sample));
    }

    /** METHODS 7.10: radial velocities in the CMB frame, computed independently of this project. */
    @ParameterizedTest
    @CsvSource({
        "58.09, 87.96, 7045, -178.9651",
        "302.4, 21.6, 3600, 713.0464",
        "312, 30.7, 14000, -131.3476",
        "150.4, -13.4, 5100, -158.2737"
    })
    void presetIsTheGreatAttractor(double l, double b, double r, double expected) {
        Attractor preset = preset(Preset.FABER_BURSTEIN_1988)
                .at(preset(Preset.FABER_BURSTEIN_1988).start());
        GalacticVector direction = GalacticVector.ofDegrees(l, b);
        assertThat(preset.velocityKms(direction.times(r)).dot(direction)).isCloseTo(expected, within(1e-4));
        assertThat(preset.velocityKms(new GalacticVector(0, 0, 0)).length()).isCloseTo(535, within(1e-9));
    }

    @Test
    void findsAnAttractorFromElsewhere() {
        DistanceSample sample = SmacTwin.moving(x -> GREAT.velocityKms(x).dot(x.unit()));
        FlowFit fit = fit(sample, List.of(mass(300, 0, 5000, 400, 1430, 1.7)), ALL, BulkFlow.NONE, Frame.CMB);
        assertThat(fit.parameters()).containsExactly("infall", "distance", "l", "b");
        assertThat(fit.units()).containsExactly(Unit.KMS, Unit.KMS, Unit.DEG, Unit.DEG);
        assertThat(fit.values()).containsExactly(new double[] {535, 4200, 307, 9}, within(0.05));
        assertThat(fit.chi2()).isLessThan(1e-4);
        assertThat(fit.dof()).isEqualTo(52);
    }

    @Test
    void tellsInfallFromABulkFlowInTheFrameOfTheLocalGroup() {
        GalacticVector here = GREAT.velocityKms(new GalacticVector(0, 0, 0));
        DistanceSample sample = SmacTwin.moving(x -> GREAT.velocityKms(x)
                .minus(here)
                .plus(new GalacticVector(100, 0, -50))
                .dot(x.unit()));
        FlowFit fit = fit(
                sample,
                List.of(preset(Preset.LYNDEN_BELL_1988)),
                List.of(Free.INFALL, Free.DISTANCE),
                BulkFlow.FIT,
                Frame.LOCAL_GROUP);
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "infall", "distance");
        assertThat(fit.values()).containsExactly(new double[] {100, 0, -50, 535, 4200}, within(0.2));
        assertThat(fit.quoted().get("local-group-infall-kms")).isCloseTo(535, within(0.1));
    }

    @Test
    void addsUpSeveralAttractors() {
        Attractor second = new Attractor(GalacticVector.ofPolar(14000, 312, 31), 200, 2000, 2);
        DistanceSample sample = SmacTwin.moving(
                x -> GREAT.velocityKms(x).plus(second.velocityKms(x)).dot(x.unit()));
        FlowFit fit = fit(
                sample,
                List.of(preset(Preset.FABER_BURSTEIN_1988), mass(312, 31, 14000, 100, 2000, 2)),
                List.of(Free.INFALL),
                BulkFlow.NONE,
                Frame.CMB);
        assertThat(fit.parameters()).containsExactly("attractor-1-infall", "attractor-2-infall");
        assertThat(fit.values()).containsExactly(new double[] {535, 200}, within(1e-2));
    }

    /** A held attractor leaves a linear problem: the flow that it does not explain. */
    @Test
    void leavesTheFlowThatAHeldAttractorDoesNotExplain() {
        DistanceSample sample = SmacTwin.moving(
                x -> GREAT.velocityKms(x).plus(new GalacticVector(-30, 90, 10)).dot(x.unit()));
        FlowFit fit = fit(sample, List.of(preset(Preset.FABER_BURSTEIN_1988)), List.of(), BulkFlow.FIT, Frame.CMB);
        assertThat(fit.values()).containsExactly(new double[] {-30, 90, 10}, within(1e-3));
    }

    @Test
    void refusesWhatCannotBeFitted() {
        assertThatThrownBy(() -> fit(
                        SmacTwin.distances().select(IntStream.range(0, 4).toArray()),
                        List.of(preset(Preset.FABER_BURSTEIN_1988)),
                        ALL,
                        BulkFlow.NONE,
                        Frame.CMB))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("attractor: found 4 tracers, but 4 parameters (infall, distance, l, b)");
        assertThatThrownBy(() -> fit(
                        SmacTwin.distances().withZeroPoint(ZeroPoint.RELATIVE),
                        List.of(preset(Preset.FABER_BURSTEIN_1988)),
                        ALL,
                        BulkFlow.NONE,
                        Frame.CMB))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("zero point");
        assertThatThrownBy(() -> new Parameters(
                        List.of(preset(Preset.FABER_BURSTEIN_1988)), List.of(), BulkFlow.NONE, Frame.CMB, Weights.ETA))
                .hasMessageContaining("found nothing to fit");
        assertThatThrownBy(() -> preset(Preset.NONE)).hasMessageStartingWith("l: not given");
    }

    @Test
    void namesWhatTwoAttractorsInOnePlaceCannotTellApart() {
        assertThatThrownBy(() -> fit(
                        SmacTwin.distances(),
                        List.of(preset(Preset.FABER_BURSTEIN_1988), preset(Preset.FABER_BURSTEIN_1988)),
                        List.of(Free.INFALL),
                        BulkFlow.NONE,
                        Frame.CMB))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("cannot tell apart attractor-1-infall and attractor-2-infall");
    }
}
