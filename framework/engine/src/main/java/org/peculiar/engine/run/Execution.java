package org.peculiar.engine.run;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.peculiar.api.DataException;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.PeculiarException;
import org.peculiar.api.Survey;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.science.random.KeyedDraws;

/**
 * Runs the steps of a plan in order, then displaces each nuisance to attach the systematic covariances.
 *
 * <p>C_sys = J Cov Jᵀ with J = dV/do by central differences (METHODS: linear response): the survey is corrected anew with a
 * displaced value, and all that lies between it and a flow runs again.
 */
public final class Execution {

    private final Plan plan;
    private final Map<String, Object> components = new LinkedHashMap<>();
    private final Map<String, Object> shared = new LinkedHashMap<>();

    /** Build the components of a plan, so that a mistake in any is found before anything runs. */
    public Execution(Plan plan, Instances instances) {
        this.plan = plan;
        for (Step step : plan.steps()) {
            components.put(step.name(), instances.component(step));
            shared.put(step.name(), instances.shared(step));
        }
    }

    /**
     * Run all steps.
     *
     * @return each step's output, flows with their systematic covariances, by name in the plan's order
     * @throws org.peculiar.api.PeculiarException if a step cannot do its work, naming the step
     * @throws StepFailure if a component breaks down
     */
    public Map<String, StepKind.Output> run() {
        Map<String, StepKind.Output> outputs = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            outputs.put(step.name(), step.kind() == StepKind.DIAGNOSTIC ? null : apply(step, outputs));
        }
        for (Step flow : plan.steps()) {
            if (flow.kind() == StepKind.FLOW) {
                outputs.put(flow.name(), withSystematics(flow, outputs));
            }
        }
        // a diagnostic sees flows with all their errors
        for (Step step : plan.steps()) {
            if (step.kind() == StepKind.DIAGNOSTIC) {
                outputs.put(step.name(), apply(step, outputs));
            }
        }
        return outputs;
    }

    private StepKind.Output apply(Step step, Map<String, StepKind.Output> outputs) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        step.inputs().forEach((role, from) -> inputs.put(role, outputs.get(from).value()));
        Draws draws = KeyedDraws.ofSeed(plan.seed()).stream(step.name());
        return named(step, () -> {
            StepKind.Output output = step.kind()
                    .apply(
                            components.get(step.name()),
                            shared.get(step.name()),
                            step.component().ref(),
                            inputs,
                            draws);
            return new StepKind.Output(requireNonNull(output.value(), "its result"), output.nuisance());
        });
    }

    /** Calls a component, so that what it throws names the step. */
    private static <T> T named(Step step, Supplier<T> call) {
        try {
            return call.get();
        } catch (DataException e) {
            throw new DataException(
                    "steps." + step.name() + " (" + step.component().ref() + "): " + e.getMessage(), e);
        } catch (PeculiarException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new StepFailure(
                    step.name(), step.component().ref(), step.component().plugin(), e);
        }
    }

    private StepKind.Output withSystematics(Step flow, Map<String, StepKind.Output> outputs) {
        FlowFit fit = (FlowFit) outputs.get(flow.name()).value();
        for (Step step : upstream(flow)) {
            Optional<Nuisance> nuisance = outputs.get(step.name()).nuisance();
            if (nuisance.isPresent()) {
                fit = fit.withSystematic(step.name(), response(flow, step, nuisance.get(), outputs));
            }
        }
        return new StepKind.Output(fit, Optional.empty());
    }

    private double[][] response(Step flow, Step corrected, Nuisance nuisance, Map<String, StepKind.Output> outputs) {
        List<Step> between = between(corrected, flow);
        int n = nuisance.values().length;
        int k = ((FlowFit) outputs.get(flow.name()).value()).values().length;
        double[][] jacobian = new double[k][n];
        for (int j = 0; j < n; j++) {
            double[] by = new double[n];
            by[j] = nuisance.step();
            double[] above = displaced(flow, corrected, nuisance, by, between, outputs);
            by[j] = -nuisance.step();
            double[] below = displaced(flow, corrected, nuisance, by, between, outputs);
            for (int i = 0; i < k; i++) {
                jacobian[i][j] = (above[i] - below[i]) / (2 * nuisance.step());
            }
        }
        double[][] covariance = new double[k][k];
        for (int a = 0; a < k; a++) {
            for (int b = 0; b < k; b++) {
                for (int i = 0; i < n; i++) {
                    for (int j = 0; j < n; j++) {
                        covariance[a][b] += jacobian[a][i] * nuisance.covariance()[i][j] * jacobian[b][j];
                    }
                }
            }
        }
        return covariance;
    }

    private double[] displaced(
            Step flow,
            Step corrected,
            Nuisance nuisance,
            double[] by,
            List<Step> between,
            Map<String, StepKind.Output> outputs) {
        Survey survey = named(
                corrected, () -> requireNonNull(nuisance.displacement().displaced(by.clone()), "its displaced survey"));
        Map<String, StepKind.Output> again = new LinkedHashMap<>(outputs);
        again.put(corrected.name(), new StepKind.Output(survey, Optional.empty()));
        for (Step step : between) {
            again.put(step.name(), apply(step, again));
        }
        return ((FlowFit) again.get(flow.name()).value()).values();
    }

    /** Returns the steps that a flow depends on. */
    private List<Step> upstream(Step flow) {
        Set<String> needed = new TreeSet<>(flow.inputs().values());
        List<Step> upstream = new ArrayList<>();
        for (int i = plan.steps().size() - 1; i >= 0; i--) {
            Step step = plan.steps().get(i);
            if (needed.contains(step.name())) {
                needed.addAll(step.inputs().values());
                upstream.add(0, step);
            }
        }
        return upstream;
    }

    /** Returns the steps after {@code from} that lie on the way to {@code flow}, the flow included. */
    private List<Step> between(Step from, Step flow) {
        Set<String> changed = new TreeSet<>(Set.of(from.name()));
        List<Step> steps = new ArrayList<>(upstream(flow));
        steps.add(flow);
        List<Step> between = new ArrayList<>();
        for (Step step : steps) {
            if (step.inputs().values().stream().anyMatch(changed::contains)) {
                changed.add(step.name());
                between.add(step);
            }
        }
        return between;
    }
}
