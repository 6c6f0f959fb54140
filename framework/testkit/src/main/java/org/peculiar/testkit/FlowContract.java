package org.peculiar.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceSample.ZeroPoint;
import org.peculiar.api.DistanceType;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Stage;
import org.peculiar.api.Unit;

/** What every flow model promises. A test of one extends it and says what the model can do. */
public abstract class FlowContract extends ComponentContract<FlowModel, FlowModel.Inputs> {

    private static final double[] FLOW_KMS = {-310, 420, 150};

    /** What some flow models can do, and say so; the others are held to not doing it. */
    public enum Capability {
        /** Its first three parameters are a bulk flow, which it finds in exact data. */
        BULK_FLOW,
        /** Takes distances of unknown scale; the others refuse them, and say that a zero point is needed. */
        RELATIVE_ZERO_POINT,
        /** Gives weights, with which the tracers' velocities add up to its parameters. */
        WEIGHTS
    }

    /** Run the contract. */
    protected FlowContract() {
        super(FlowModel.class);
    }

    /** Return what the model can do; finding a bulk flow, with weights, unless overridden. */
    protected Set<Capability> capabilities() {
        return EnumSet.of(Capability.BULK_FLOW, Capability.WEIGHTS);
    }

    /** Return how far velocities may be off that the model finds in exact data, in km/s. */
    protected double toleranceKms() {
        return 0.5;
    }

    /** Return what the model sees of some distances: no survey unless overridden, for a model that takes one. */
    protected FlowModel.Inputs seen(DistanceSample distances) {
        return FlowModel.Inputs.of(distances);
    }

    private FlowFit fit(DistanceSample distances) {
        return build().fit(seen(distances));
    }

    private static SampleDistances flowing() {
        return SampleDistances.atRest().flowing(FLOW_KMS[0], FLOW_KMS[1], FLOW_KMS[2]);
    }

    private static List<DistanceSample> samples() {
        DistanceSample sample = flowing().noisy().sample();
        double[] redrawn = sample.lnDistance().clone();
        for (int i = 0; i < redrawn.length; i++) {
            redrawn[i] += 0.02 * Math.sin(i);
        }
        int[] most = IntStream.range(0, sample.size()).filter(i -> i % 5 != 0).toArray();
        return List.of(sample, sample.withLnDistance(redrawn), sample.select(most));
    }

    @Override
    List<FlowModel.Inputs> inputs() {
        return samples().stream().map(this::seen).toList();
    }

    @Override
    Object apply(FlowModel component, FlowModel.Inputs input) {
        return component.fit(input);
    }

    @Override
    Stage<FlowModel.Inputs, ?> prepare(FlowModel component, FlowModel.Inputs like) {
        return component.prepare(like);
    }

    @Override
    Object dueOfStage(FlowModel component, FlowModel.Inputs input) {
        return component.fit(input).estimate();
    }

    private boolean can(Capability capability) {
        return capabilities().contains(capability);
    }

    @Test
    void findsNoFlowWhereThereIsNone() {
        FlowFit fit = fit(SampleDistances.atRest().sample());
        for (int i = 0; i < fit.tracers().predictedKms().length; i++) {
            assertThat(fit.tracers().predictedKms()[i])
                    .as(
                            "%s: velocity in km/s that it predicts for %s, of exact distances at rest",
                            ref(), fit.tracers().labels()[i])
                    .isCloseTo(0, within(toleranceKms()));
        }
        for (int i = 0; can(Capability.BULK_FLOW) && i < 3; i++) {
            assertThat(fit.values()[i])
                    .as(
                            "%s: %s in km/s, of exact distances at rest",
                            ref(), fit.parameters().get(i))
                    .isCloseTo(0, within(toleranceKms()));
        }
    }

    @Test
    void findsTheFlowOfExactDistances() {
        FlowFit fit = fit(flowing().sample());
        if (can(Capability.BULK_FLOW)) {
            assertThat(fit.parameters())
                    .as("%s: the names of a bulk flow, by which estimands, sweeps and figures know it", ref())
                    .startsWith("vx", "vy", "vz");
        }
        for (int i = 0; can(Capability.BULK_FLOW) && i < 3; i++) {
            assertThat(fit.units().get(i)).isEqualTo(Unit.KMS);
            assertThat(fit.values()[i])
                    .as(
                            "%s: %s in km/s, of exact distances",
                            ref(), fit.parameters().get(i))
                    .isCloseTo(FLOW_KMS[i], within(toleranceKms()));
        }
    }

    @Test
    void minimisesTheSameForEveryTypeOfDistance() {
        SampleDistances sample = flowing();
        double[] comoving = fit(sample.sample()).values();
        for (DistanceType type : DistanceType.values()) {
            double[] other = fit(sample.of(type).sample()).values();
            for (int i = 0; i < other.length; i++) {
                assertThat(other[i])
                        .as(
                                "%s: parameter %s from exact distances of the type %s, against comoving ones",
                                ref(), i, type)
                        .isCloseTo(comoving[i], within(toleranceKms()));
            }
        }
    }

    @Test
    void hasACovarianceThatIsOne() {
        for (DistanceSample input : samples()) {
            FlowFit fit = fit(input);
            double[][] covariance = fit.random();
            for (int i = 0; i < covariance.length; i++) {
                assertThat(fit.values()[i])
                        .as("%s: %s", ref(), fit.parameters().get(i))
                        .isFinite();
                assertThat(covariance[i][i])
                        .as("%s: variance of %s", ref(), fit.parameters().get(i))
                        .isPositive();
                for (int j = 0; j < i; j++) {
                    assertThat(covariance[i][j])
                            .as(
                                    "%s: covariance of %s and %s",
                                    ref(),
                                    fit.parameters().get(i),
                                    fit.parameters().get(j))
                            .isCloseTo(covariance[j][i], within(1e-9 * Math.sqrt(covariance[i][i] * covariance[j][j])));
                    assertThat(Math.abs(covariance[i][j]))
                            .as(
                                    "%s: covariance of %s and %s",
                                    ref(),
                                    fit.parameters().get(i),
                                    fit.parameters().get(j))
                            .isLessThanOrEqualTo((1 + 1e-9) * Math.sqrt(covariance[i][i] * covariance[j][j]));
                }
            }
        }
    }

    @Test
    void doesNotCareForTheOrderOfTracers() {
        DistanceSample sample = samples().get(0);
        int n = sample.size();
        int[] order = IntStream.range(0, n).map(i -> i * 7 % n).toArray();
        FlowFit one = fit(sample);
        FlowFit other = fit(sample.select(order));
        assertSame(
                ref() + ", tracers in another order",
                Map.of("values", one.values(), "random", one.random(), "chi2", one.chi2()),
                Map.of("values", other.values(), "random", other.random(), "chi2", other.chi2()),
                1e-7,
                1e-7);
    }

    @Test
    void takesDistancesOfUnknownScaleOnlyIfItSaysSo() {
        DistanceSample relative = samples().get(0).withZeroPoint(ZeroPoint.RELATIVE);
        if (!can(Capability.RELATIVE_ZERO_POINT)) {
            assertThatThrownBy(() -> fit(relative))
                    .as(
                            "%s, given distances of unknown scale; a model that takes them names"
                                    + " Capability.RELATIVE_ZERO_POINT in capabilities()",
                            ref())
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("zero point");
            return;
        }
        FlowFit fit = fit(relative);
        double[] enlarged = relative.lnDistance().clone();
        for (int i = 0; i < enlarged.length; i++) {
            enlarged[i] += 0.05;
        }
        FlowFit larger = fit(relative.withLnDistance(enlarged));
        for (int i = 0; can(Capability.BULK_FLOW) && i < 3; i++) {
            assertThat(larger.values()[i])
                    .as(
                            "%s: %s in km/s, all distances 5 %% larger: their scale was said to be unknown, so the flow"
                                    + " must not depend on it",
                            ref(), fit.parameters().get(i))
                    .isCloseTo(fit.values()[i], within(toleranceKms()));
        }
    }

    @Test
    void givesWeightsOnlyIfItSaysSo() {
        FlowFit fit = fit(samples().get(0));
        if (!can(Capability.WEIGHTS)) {
            assertThat(fit.weights())
                    .as("weights of %s; name Capability.WEIGHTS in capabilities(), and they will be tested", ref())
                    .isEmpty();
            return;
        }
        double[][] weights = fit.weights().orElseThrow(() -> new AssertionError(ref() + " gives no weights"));
        for (int i = 0; can(Capability.BULK_FLOW) && i < 3; i++) {
            double sum = 0;
            for (int j = 0; j < weights[i].length; j++) {
                sum += weights[i][j] * fit.tracers().velocityKms()[j];
            }
            assertThat(sum)
                    .as(
                            "%s: weighted sum of the tracers' velocities in km/s, for %s",
                            ref(), fit.parameters().get(i))
                    .isCloseTo(fit.values()[i], within(toleranceKms()));
        }
    }

    @Test
    void saysThatThereAreTooFewTracers() {
        DistanceSample one = samples().get(0).select(new int[] {0});
        assertThatThrownBy(() -> fit(one))
                .as("%s, given one tracer", ref())
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageContaining("1");
    }
}
