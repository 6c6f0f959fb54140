package org.peculiar.engine.outcome;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Unit;
import org.peculiar.engine.plan.FlowProperty;
import org.peculiar.engine.plan.Step;
import org.peculiar.science.flow.BulkFlow;

/** Reads estimands off the outputs of steps. */
public final class Estimands {

    /** How the names of quoted numbers end, which says their unit. */
    private static final List<String> ENDINGS = List.of("", "-kms", "-deg");

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
        return value instanceof FlowFit fit ? ofFlow(step, fit, property) : ofFinding(step, (Finding) value, property);
    }

    /** Return the unit of what {@link #read} gives. */
    public static Unit unit(Object value, String property) {
        if (value instanceof Finding finding) {
            return finding.scalars().get(property).unit();
        }
        FlowFit fit = (FlowFit) value;
        int parameter = fit.parameters().indexOf(property);
        return FlowProperty.of(property)
                .map(FlowProperty::unit)
                .orElseGet(() -> parameter >= 0
                        ? fit.units().get(parameter)
                        : unitOf(quoted(fit, property).orElse("")));
    }

    private static Unit unitOf(String ending) {
        return ending.equals("-kms") ? Unit.KMS : ending.equals("-deg") ? Unit.DEG : Unit.NONE;
    }

    /** Finds how the name of a number ends that a fit quotes. */
    private static Optional<String> quoted(FlowFit fit, String property) {
        return ENDINGS.stream()
                .filter(ending -> fit.quoted().containsKey(property + ending))
                .findFirst();
    }

    private static double[] ofFlow(Step step, FlowFit fit, String property) {
        Optional<FlowProperty> known = FlowProperty.of(property);
        boolean bulk = BulkFlow.isIn(fit);
        if (known.isPresent() && (bulk || known.get() == FlowProperty.CHI2)) {
            return ofFlow(fit, known.get());
        }
        int parameter = fit.parameters().indexOf(property);
        if (known.isEmpty() && parameter >= 0) {
            return new double[] {fit.values()[parameter]};
        }
        Optional<String> quoted = known.isEmpty() ? quoted(fit, property) : Optional.empty();
        if (quoted.isPresent()) {
            return new double[] {fit.quoted().get(property + quoted.get())};
        }
        List<String> there = new ArrayList<>(bulk ? FlowProperty.keys() : List.of(FlowProperty.CHI2.key()));
        there.addAll(fit.parameters());
        throw missing(step, property, there);
    }

    private static double[] ofFlow(FlowFit fit, FlowProperty property) {
        return switch (property) {
            case VELOCITY -> BulkFlow.of(fit).velocity().toArray();
            case SPEED -> new double[] {BulkFlow.of(fit).speedKms()};
            case SPEED_BIAS_CORRECTED -> new double[] {BulkFlow.of(fit).correctedSpeedKms()};
            case L -> new double[] {BulkFlow.of(fit).lDeg()};
            case B -> new double[] {BulkFlow.of(fit).bDeg()};
            case CHI2 -> new double[] {fit.chi2()};
            case DEPTH -> new double[] {BulkFlow.of(fit).depthKms()};
        };
    }

    private static double[] ofFinding(Step step, Finding finding, String property) {
        Finding.Scalar scalar = finding.scalars().get(property);
        if (scalar == null) {
            throw missing(step, property, finding.scalars().keySet());
        }
        return new double[] {scalar.value()};
    }

    private static DataException missing(Step step, String property, Collection<String> there) {
        return new DataException("steps." + step.name() + " ("
                + step.component().ref() + "): found no " + property + ", but "
                + (there.isEmpty() ? "tables and notes only" : String.join(", ", there)) + "; correct the estimand");
    }
}
