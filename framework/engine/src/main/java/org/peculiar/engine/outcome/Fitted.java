package org.peculiar.engine.outcome;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Survey;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.run.Evaluated;
import org.peculiar.engine.run.Evaluator;

/**
 * A variant's flow with what it was fitted to.
 *
 * @param node of the flow
 * @param fit the flow
 * @param responses to nuisances
 * @param indicator the node of the distances as measured
 * @param sample the distances as measured
 * @param survey that they were measured on
 * @param assumptions of the variant
 */
record Fitted(
        Node node,
        FlowFit fit,
        Map<Node, Evaluated.Response> responses,
        Node indicator,
        DistanceSample sample,
        Survey survey,
        Assumptions assumptions) {

    /** Returns the nodes whose values are needed. */
    static List<Node> nodes(Node flow) {
        Node indicator = indicator(flow);
        return List.of(flow, indicator, survey(indicator));
    }

    /** Returns a variant's; its nodes must be retained. */
    static Fitted of(Node flow, Evaluator evaluator) {
        Evaluated evaluated = evaluator.evaluate(flow);
        Node indicator = indicator(flow);
        return new Fitted(
                flow,
                (FlowFit) evaluated.value(),
                evaluated.responses(),
                indicator,
                (DistanceSample) evaluator.evaluate(indicator).value(),
                (Survey) evaluator.evaluate(survey(indicator)).value(),
                evaluator.assumptions(flow.configured()));
    }

    /** Returns where the distances come from, before any rows are selected. */
    private static Node indicator(Node flow) {
        Node node = flow;
        while (node.selection().isPresent() || node.configured().step().kind() != StepKind.INDICATOR) {
            node = node.inputs().values().iterator().next();
        }
        return node;
    }

    private static Node survey(Node indicator) {
        return indicator.inputs().values().iterator().next();
    }

    /** Returns for each tracer of the fit the number of galaxies behind it that another survey has, too. */
    int[] membersIn(Fitted other) {
        int[] ids = fit.tracers().rowIds();
        int[] common = new int[ids.length];
        if (sample.tracer() == DistanceSample.Tracer.GALAXY) {
            Arrays.fill(common, 1);
            return common;
        }
        Set<Integer> galaxies = new HashSet<>();
        for (int id : other.survey.galaxies().rowIds()) {
            galaxies.add(id);
        }
        int largest = Arrays.stream(survey.groups().rowIds()).max().orElse(-1);
        int[] byGroup = new int[largest + 1];
        for (int i = 0; i < survey.galaxies().size(); i++) {
            int group = survey.groupOf()[i];
            if (group >= 0 && galaxies.contains(survey.galaxies().rowIds()[i])) {
                byGroup[survey.groups().rowIds()[group]]++;
            }
        }
        int[] mine = members();
        Map<Integer, Integer> others = new HashMap<>();
        int[] theirs = other.members();
        for (int i = 0; i < theirs.length; i++) {
            others.put(other.fit.tracers().rowIds()[i], theirs[i]);
        }
        for (int i = 0; i < ids.length; i++) {
            // galaxies that lack an observable are in the survey, but behind no distance
            common[i] = Math.min(Math.min(byGroup[ids[i]], mine[i]), others.getOrDefault(ids[i], 0));
        }
        return common;
    }

    /** Returns the number of galaxies behind each tracer of the fit. */
    int[] members() {
        Map<Integer, Integer> byId = new HashMap<>();
        for (int i = 0; i < sample.size(); i++) {
            byId.put(sample.rowIds()[i], sample.members()[i]);
        }
        return Arrays.stream(fit.tracers().rowIds())
                .map(id -> byId.getOrDefault(id, 1))
                .toArray();
    }
}
