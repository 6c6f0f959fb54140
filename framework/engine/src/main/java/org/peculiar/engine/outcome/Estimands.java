package org.peculiar.engine.outcome;

import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.engine.plan.FlowProperty;
import org.peculiar.engine.plan.Step;
import org.peculiar.science.flow.BulkFlow;

/** Reads estimands off the outputs of steps. */
public final class Estimands {

    private Estimands() {}

    /**
     * Read a number or a vector.
     *
     * @param step whose output it is
     * @param value of the step, a flow or a finding
     * @param property of the value
     * @return one number, or the vector's components
     * @throws DataException if the value has no such property
     */
    public static double[] read(Step step, Object value, String property) {
        return value instanceof FlowFit fit ? ofFlow(fit, property) : ofFinding(step, (Finding) value, property);
    }

    private static double[] ofFlow(FlowFit fit, String property) {
        if (!BulkFlow.isIn(fit)) {
            throw new DataException(fit.title() + ": found the parameters " + String.join(", ", fit.parameters())
                    + ", but estimands are read off bulk flows, which begin with vx, vy, vz");
        }
        BulkFlow flow = BulkFlow.of(fit);
        return switch (FlowProperty.of(property).orElseThrow()) {
            case VELOCITY -> flow.velocity().toArray();
            case SPEED -> new double[] {flow.speedKms()};
            case SPEED_BIAS_CORRECTED -> new double[] {flow.correctedSpeedKms()};
            case L -> new double[] {flow.lDeg()};
            case B -> new double[] {flow.bDeg()};
            case CHI2 -> new double[] {fit.chi2()};
            case DEPTH -> new double[] {flow.depthKms()};
        };
    }

    private static double[] ofFinding(Step step, Finding finding, String property) {
        Finding.Scalar scalar = finding.scalars().get(property);
        if (scalar == null) {
            throw new DataException(
                    "steps." + step.name() + " (" + step.component().ref() + "): found no " + property + ", but "
                            + (finding.scalars().isEmpty()
                                    ? "tables and notes only"
                                    : String.join(", ", finding.scalars().keySet()))
                            + "; correct the estimand");
        }
        return new double[] {scalar.value()};
    }
}
