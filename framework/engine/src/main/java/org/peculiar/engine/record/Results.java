package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peculiar.api.Calibration;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Finding;
import org.peculiar.api.FlowFit;
import org.peculiar.api.Nuisance;
import org.peculiar.api.Survey;
import org.peculiar.api.Treatment;
import org.peculiar.api.Unit;
import org.peculiar.engine.outcome.ErrorBudget;
import org.peculiar.engine.outcome.Estimands;
import org.peculiar.engine.outcome.Measures;
import org.peculiar.engine.outcome.SweepOutcome;
import org.peculiar.engine.outcome.Verdict;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;

/** What a run found, step by step: the source of its tables, of {@code results.json} and of the summary. */
public final class Results {

    private final Plan plan;
    private final Map<String, StepKind.Output> outputs;
    private final String version;
    private final Optional<Measures> measures;

    /**
     * Gather the results of a run.
     *
     * @param plan that was run
     * @param outputs of its steps, by name
     * @param version of the framework
     */
    public Results(Plan plan, Map<String, StepKind.Output> outputs, String version) {
        this(plan, outputs, version, Optional.empty());
    }

    private Results(Plan plan, Map<String, StepKind.Output> outputs, String version, Optional<Measures> measures) {
        this.plan = plan;
        this.outputs = Map.copyOf(outputs);
        this.version = version;
        this.measures = measures;
    }

    /** Return these results with what the sweep came to, which claims and targets are read off. */
    public Results with(SweepOutcome outcome) {
        return new Results(plan, outputs, version, Optional.of(new Measures(outcome)));
    }

    /** Return what the sweep came to, if it was run; it is the baseline alone where the plan has none. */
    public Optional<SweepOutcome> sweep() {
        return measures.map(Measures::outcome);
    }

    /** Returns what is read off the sweep, if it was run. */
    Optional<Measures> measures() {
        return measures;
    }

    /** Return the plan that was run. */
    public Plan plan() {
        return plan;
    }

    /** Tell whether no claim fails; there may be none. */
    public boolean claimsHold() {
        return measures.map(found -> found.verdicts().stream().allMatch(Verdict::holds))
                .orElse(true);
    }

    /** Returns what the error of the flow that the sweep follows consists of; empty if no sweep was run. */
    List<ErrorBudget.Line> errorBudget() {
        if (measures.isEmpty()) {
            return List.of();
        }
        Step flow = plan.step(measures.get().outcome().variants().flow());
        DistanceSample sample = flow.inputs().values().stream()
                .map(this::output)
                .filter(DistanceSample.class::isInstance)
                .map(DistanceSample.class::cast)
                .findFirst()
                .orElseThrow();
        return ErrorBudget.of(measures.get().outcome(), (FlowFit) output(flow.name()), sample);
    }

    /** Return the output of a step. */
    public Object output(String step) {
        return outputs.get(step).value();
    }

    /** Return the uncertainty of a step's own correction, or {@code null}. */
    public Nuisance nuisance(String step) {
        return outputs.get(step).nuisance().orElse(null);
    }

    /**
     * Return what an estimand reads: a number, or a vector's components.
     *
     * @throws DataException if the step's output has nothing of that name
     */
    public Object value(Plan.Estimand estimand) {
        double[] read = Estimands.read(plan.step(estimand.step()), output(estimand.step()), estimand.property());
        return read.length == 1 ? read[0] : read;
    }

    private Unit unit(Plan.Estimand estimand) {
        return Estimands.unit(output(estimand.step()), estimand.property());
    }

    /** Return the results as a tree for JSON. */
    public Map<String, Object> toJson() {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("peculiar", version);
        root.put("record", RunRecord.FORMAT);
        root.put("name", plan.name());
        root.put("seed", plan.seed());
        if (!plan.estimands().isEmpty()) {
            Map<String, Object> sources = new LinkedHashMap<>();
            Map<String, Object> estimands = new LinkedHashMap<>();
            Map<String, Object> units = new LinkedHashMap<>();
            plan.estimands().forEach((name, estimand) -> {
                estimands.put(name, value(estimand));
                units.put(name, unit(estimand).symbol());
                sources.put(name, estimand.step() + "." + estimand.property());
            });
            root.put("estimands", estimands);
            root.put("estimand-units", units);
            root.put("estimand-sources", sources);
        }
        Map<String, Object> steps = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("uses", step.component().ref());
            body.put("component", step.component().title());
            body.put("cite", step.component().cite());
            body.put("identity", step.identity());
            Object value = output(step.name());
            if (value instanceof Survey survey) {
                body.putAll(survey(survey));
            } else if (value instanceof DistanceSample sample) {
                body.putAll(sample(sample));
            } else if (value instanceof FlowFit fit) {
                body.putAll(FlowTree.of(fit));
            } else if (value instanceof Finding finding) {
                body.putAll(FindingTree.of(finding));
            }
            Nuisance nuisance = nuisance(step.name());
            if (nuisance != null) {
                body.put("nuisance", nuisance(nuisance));
            }
            steps.put(step.name(), body);
        }
        root.put("steps", steps);
        root.put("report", plan.report().toYaml(path -> path.path().toString()));
        measures.ifPresent(found -> root.putAll(new SweepTree(found).of(errorBudget())));
        return root;
    }

    private static Map<String, Object> survey(Survey survey) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("galaxies", survey.galaxies().size());
        json.put("groups", survey.groups().size());
        json.put("measurements", survey.measurements().size());
        json.put("frame", survey.frame().name().toLowerCase(java.util.Locale.ROOT));
        json.put("treatments", treatments(survey.treatments()));
        return json;
    }

    private static Map<String, Object> treatments(List<Treatment> treatments) {
        Map<String, Object> json = new LinkedHashMap<>();
        treatments.forEach(treatment -> json.put(treatment.what(), treatment.how()));
        return json;
    }

    private static Map<String, Object> sample(DistanceSample sample) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tracers", sample.size());
        json.put("tracer", sample.tracer().name().toLowerCase(java.util.Locale.ROOT));
        json.put("distance", noun(sample));
        json.put("zero-point", sample.zeroPoint().name().toLowerCase(java.util.Locale.ROOT));
        json.put("treatments", treatments(sample.treatments()));
        Calibration calibration = sample.calibration();
        Map<String, Object> fit = new LinkedHashMap<>();
        fit.put("title", calibration.title());
        Map<String, Object> parameters = new LinkedHashMap<>();
        for (int i = 0; i < calibration.values().length; i++) {
            parameters.put(
                    calibration.parameters().get(i),
                    measured(calibration.values()[i], Math.sqrt(calibration.covariance()[i][i])));
        }
        fit.put("parameters", parameters);
        fit.put("covariance", calibration.covariance());
        fit.put("derived", calibration.derived());
        fit.put("used", calibration.used());
        fit.put("omitted", calibration.omitted());
        json.put("calibration", fit);
        return json;
    }

    private static Map<String, Object> nuisance(Nuisance nuisance) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", nuisance.name());
        json.put("unit", nuisance.unit());
        Map<String, Object> values = new LinkedHashMap<>();
        for (int i = 0; i < nuisance.values().length; i++) {
            values.put(nuisance.names().get(i), measured(nuisance.values()[i], Math.sqrt(nuisance.covariance()[i][i])));
        }
        json.put("values", values);
        json.put("covariance", nuisance.covariance());
        return json;
    }

    static Map<String, Object> measured(double value, double error) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("value", value);
        json.put("error", error);
        return json;
    }

    /**
     * Return the tables of a run.
     *
     * @throws DataException if two have one name
     */
    List<TableFile> tables() {
        List<TableFile> tables = new ArrayList<>();
        for (Step step : plan.steps()) {
            Object value = output(step.name());
            if (value instanceof DistanceSample sample) {
                tables.add(distances(step.name(), sample));
            } else if (value instanceof FlowFit fit) {
                tables.add(tracers(step.name(), fit));
            } else if (value instanceof Finding finding) {
                tables.addAll(FindingTree.tables(step.name(), finding));
            }
            Nuisance nuisance = nuisance(step.name());
            if (nuisance != null) {
                tables.add(values(step.name(), nuisance));
            }
        }
        measures.ifPresent(found -> tables.addAll(new SweepTables(found).tables(errorBudget())));
        Set<String> names = new TreeSet<>();
        for (TableFile table : tables) {
            if (!names.add(table.name())) {
                throw new DataException("steps: found two tables called " + table.name()
                        + ", of a step of that name and of a finding or the sweep, but each needs its own file;"
                        + " rename the step");
            }
        }
        return tables;
    }

    private static TableFile distances(String name, DistanceSample sample) {
        TableFile table = new TableFile(name, sample.size());
        located(table, sample.labels(), sample.directions());
        return table.number("z", Unit.NONE, sample.z(), "Redshift in the CMB frame")
                .number("ln_distance", Unit.NONE, sample.lnDistance(), "ln of the " + noun(sample) + " in km/s (H0 d)")
                .number("ln_distance_error", Unit.NONE, sample.lnError(), "Standard error of ln_distance")
                .count("members", sample.members(), "Number of galaxies");
    }

    private static String noun(DistanceSample sample) {
        return sample.type().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + " distance";
    }

    private static TableFile tracers(String name, FlowFit fit) {
        FlowFit.Tracers tracers = fit.tracers();
        TableFile table = new TableFile(name, tracers.labels().length);
        located(table, tracers.labels(), tracers.directions());
        return table.number("distance", Unit.KMS, tracers.distanceKms(), "Comoving distance H0 R")
                .number("velocity", Unit.KMS, tracers.velocityKms(), "Peculiar velocity in the CMB frame")
                .number(
                        "velocity_error",
                        Unit.KMS,
                        tracers.errorKms(),
                        "Standard error of velocity, all independent terms")
                .number("predicted", Unit.KMS, tracers.predictedKms(), "Radial velocity of the fitted flow");
    }

    private static void located(TableFile table, String[] labels, Directions directions) {
        double[] l = new double[directions.size()];
        double[] b = new double[directions.size()];
        for (int i = 0; i < l.length; i++) {
            l[i] = directions.longitudeDeg(i);
            b[i] = directions.latitudeDeg(i);
        }
        table.text("id", labels, "Identifier in the catalogue")
                .number("l", Unit.DEG, l, "Galactic longitude")
                .number("b", Unit.DEG, b, "Galactic latitude");
    }

    private static TableFile values(String name, Nuisance nuisance) {
        double[] errors = new double[nuisance.values().length];
        for (int i = 0; i < errors.length; i++) {
            errors[i] = Math.sqrt(nuisance.covariance()[i][i]);
        }
        Unit unit = Unit.of(nuisance.unit()).orElse(Unit.NONE);
        return new TableFile(name, errors.length)
                .text("name", nuisance.names().toArray(String[]::new), "What it belongs to")
                .number("value", unit, nuisance.values(), "Estimate")
                .number("error", unit, errors, "Standard error");
    }
}
