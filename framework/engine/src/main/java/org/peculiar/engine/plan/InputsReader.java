package org.peculiar.engine.plan;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.plan.StepKind.Port;
import org.peculiar.engine.plan.StepKind.Port.Need;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.Suggestion;

/** Reads where steps take from, and refuses what is wired wrongly. */
final class InputsReader {

    private static final Pattern LABEL = Pattern.compile("\\S(.*\\S)?");

    private final Map<String, Step> steps;
    private final Set<String> placed;
    private final StepsReader.Imported imported;
    private final Wiring wiring;
    private final String prefix;
    private final Problems problems;

    /**
     * Make a reader.
     *
     * @param steps the sound ones above, by what their descriptor calls them; grows
     * @param placed names of all above, those with mistakes included; grows
     * @param wiring as the descriptor has it
     * @param prefix of the names of its steps
     */
    InputsReader(
            Map<String, Step> steps,
            Set<String> placed,
            StepsReader.Imported imported,
            Wiring wiring,
            String prefix,
            Problems problems) {
        this.steps = steps;
        this.placed = placed;
        this.imported = imported;
        this.wiring = wiring;
        this.prefix = prefix;
        this.problems = problems;
    }

    /** Returns where a step takes from, by role; roles of which there are many are {@code flows.NAME}. */
    Map<String, String> read(
            String name,
            ComponentDescription component,
            StepKind kind,
            Yaml.Mapping body,
            Yaml.Scalar uses,
            Optional<String> previous) {
        String path = "steps." + name + ".in";
        List<Port> ports = kind.inputs(component);
        Optional<Yaml> in = Sections.given(body, "in");
        if (in.isPresent() && ports.isEmpty()) {
            problems.add(
                    Sections.place(body, "in"),
                    path,
                    "found " + in.get().noun() + ", but a " + kind.word() + " takes no input");
            return Map.of();
        }
        Optional<Given> given = in.isEmpty() ? Optional.of(Given.nothing()) : given(in.get(), ports, kind, uses, path);
        if (given.isEmpty()) {
            return Map.of();
        }
        Map<String, String> inputs = new LinkedHashMap<>();
        for (Port port : ports) {
            for (Map.Entry<String, Yaml.Scalar> entry : given.get().steps().entrySet()) {
                if (entry.getKey().equals(port.role()) || entry.getKey().startsWith(port.role() + ".")) {
                    Yaml.Scalar step = entry.getValue();
                    if (gives(step.text(), port, ports, name, uses, step.position(), path)) {
                        inputs.put(entry.getKey(), step.text());
                    }
                }
            }
            if (!given.get().roles().contains(port.role())) {
                Optional<String> from = unless(port, ports, kind, inputs, uses, previous, path)
                        .filter(step -> gives(step, port, ports, name, uses, uses.position(), path));
                from.ifPresent(
                        step -> inputs.put(port.need() == Need.BY_NAME ? port.role() + "." + step : port.role(), step));
            }
        }
        return inputs;
    }

    /**
     * What is written under {@code in:}.
     *
     * @param steps by role, or by {@code role.NAME}
     * @param roles that are mentioned, if only with an empty list
     */
    private record Given(Map<String, Yaml.Scalar> steps, Set<String> roles) {

        static Given nothing() {
            return new Given(new LinkedHashMap<>(), new LinkedHashSet<>());
        }
    }

    /** Returns what is written under {@code in:}; nothing if it is not of the form that it should be. */
    private Optional<Given> given(Yaml in, List<Port> ports, StepKind kind, Yaml.Scalar uses, String path) {
        List<String> roles = ports.stream().map(Port::role).toList();
        List<Port> byName =
                ports.stream().filter(port -> port.need() == Need.BY_NAME).toList();
        Given given = Given.nothing();
        if (in instanceof Yaml.Mapping byRole) {
            for (Yaml.Entry entry : byRole.entries()) {
                String role = entry.key().text();
                if (roles.contains(role)) {
                    ofRole(ports.get(roles.indexOf(role)), entry.value(), path + "." + role, given);
                } else {
                    problems.add(
                            entry.key().position(),
                            path + "." + role,
                            kind.inputs().stream().anyMatch(port -> port.role().equals(role))
                                    ? "found a " + role + ", but " + uses.text() + " takes only "
                                            + String.join(", ", roles) + "; take it out"
                                    : "unknown role" + Suggestion.hint(role, roles));
                }
            }
        } else if (in instanceof Yaml.Scalar step) {
            Port port = ports.get(roles.indexOf(role(ports, step.text())));
            ofRole(port, step, path, given);
        } else if (byName.size() == 1) {
            ofRole(byName.get(0), in, path, given);
        } else {
            problems.add(in.position(), path, "found " + in.noun() + ", but the name of a step is needed");
            return Optional.empty();
        }
        return Optional.of(given);
    }

    /** Reads the step or, where a role has any number of them, the steps of one role. */
    private void ofRole(Port port, Yaml value, String path, Given given) {
        if (value instanceof Yaml.Scalar step && !step.isNull()) {
            given.roles().add(port.role());
            given.steps().put(port.need() == Need.BY_NAME ? port.role() + "." + step.text() : port.role(), step);
        } else if (port.need() != Need.BY_NAME) {
            problems.add(value.position(), path, "found " + value.noun() + ", but the name of a step is needed");
        } else if (value instanceof Yaml.Sequence list) {
            given.roles().add(port.role());
            list.items().forEach(item -> oneOfMany(port, item, item, path, given.steps()));
        } else if (value instanceof Yaml.Mapping byName) {
            given.roles().add(port.role());
            byName.entries().forEach(entry -> oneOfMany(port, entry.key(), entry.value(), path, given.steps()));
        } else {
            problems.add(
                    value.position(),
                    path,
                    "found " + value.noun() + ", but steps are needed, as [a, b] or {NAME: a, …}");
        }
    }

    private void oneOfMany(Port port, Yaml label, Yaml value, String path, Map<String, Yaml.Scalar> given) {
        if (!(value instanceof Yaml.Scalar step) || step.isNull() || !(label instanceof Yaml.Scalar called)) {
            problems.add(value.position(), path, "found " + value.noun() + ", but the name of a step is needed");
        } else if (!LABEL.matcher(called.text()).matches()) {
            problems.add(label.position(), path, "found a name without a letter, but one is needed");
        } else if (given.putIfAbsent(port.role() + "." + called.text(), step) != null) {
            problems.add(label.position(), path, "found " + called.text() + " twice; name each step once");
        }
    }

    /** Returns the step that a role takes unless it names one; reports that there is none where one is needed. */
    private Optional<String> unless(
            Port port,
            List<Port> ports,
            StepKind kind,
            Map<String, String> inputs,
            Yaml.Scalar uses,
            Optional<String> previous,
            String path) {
        long always =
                ports.stream().filter(other -> other.need() == Need.ALWAYS).count();
        String taken = StepKind.noun(port.type()) + ", but " + uses.text() + " takes " + StepKind.noun(port.type());
        if (port.need() == Need.OF_COMPONENTS_THAT_TAKE_IT) {
            // what the other inputs lack was said already
            return origin(inputs, port.type());
        } else if (always > 1 || kind == StepKind.DIAGNOSTIC) {
            Optional<Step> last = last(port.type());
            // a step with a mistake may well be the one that gives it
            if (last.isEmpty()
                    && port.need() != Need.IF_THERE_IS_ONE
                    && steps.keySet().containsAll(placed)) {
                problems.add(uses.position(), path, "found no step above that gives " + taken);
            }
            return last.map(Step::called);
        } else if (previous.isEmpty()) {
            problems.add(
                    uses.position(),
                    path,
                    "found no step before this one, but " + uses.text() + " takes " + StepKind.noun(port.type())
                            + "; begin with a source");
        }
        return previous;
    }

    private boolean gives(
            String from, Port port, List<Port> ports, String name, Yaml.Scalar uses, Position where, String path) {
        if (!placed.contains(from) && !imported.names().contains(from)) {
            problems.add(where, path, notAbove(name, from));
            return false;
        }
        Step source = source(from);
        if (source != null && source.kind().output() != port.type()) {
            problems.add(
                    where,
                    path,
                    "found " + from + ", which gives "
                            + StepKind.noun(source.kind().output()) + ", but " + uses.text() + " takes "
                            + StepKind.noun(port.type()) + giver(ports, port));
            return false;
        }
        return true;
    }

    private String notAbove(String name, String from) {
        if (from.equals(name)) {
            return "found the step itself, but a step takes from steps above it";
        } else if (!wiring.has(from)) {
            Set<String> known = new LinkedHashSet<>(placed);
            known.addAll(imported.names());
            return "found " + Yaml.shortened(from) + ", but no step has that name"
                    + (known.isEmpty() ? "" : Suggestion.hint(from, known));
        }
        return "found " + from + ", which stands below, but a step takes from steps above it"
                + wiring.circle(name, from)
                        .map(circle -> "; these wait for each other: " + circle)
                        .orElse("");
    }

    /** Returns the role that a step named alone takes: the one of its type. */
    private String role(List<Port> ports, String from) {
        Step source = source(from);
        return ports.stream()
                .filter(port -> source != null && source.kind().output() == port.type())
                .findFirst()
                .orElse(ports.get(0))
                .role();
    }

    /**
     * Returns the step that gives a type and that the first of the inputs comes from, such as the survey of distances; by what
     * this descriptor calls it.
     */
    private Optional<String> origin(Map<String, String> inputs, Class<?> type) {
        Optional<String> from = inputs.values().stream().findFirst();
        while (from.isPresent() && source(from.get()) != null) {
            Step step = source(from.get());
            if (step.kind().output() == type) {
                return from;
            }
            from = step.inputs().values().stream().findFirst().map(name -> name.substring(prefix.length()));
        }
        return Optional.empty();
    }

    /** Returns a sound step by what this descriptor calls it, or {@code null}. */
    Step source(String called) {
        Step own = steps.get(called);
        return own == null ? imported.steps().get(called) : own;
    }

    /** Returns the last step above that gives a type; imported ones are taken where they are named only. */
    private Optional<Step> last(Class<?> type) {
        return steps.values().stream()
                .filter(step -> step.kind().output() == type)
                .reduce((former, later) -> later);
    }

    /** Names the last step above that gives what is needed. */
    private String giver(List<Port> ports, Port port) {
        return last(port.type())
                .map(step -> "; did you mean 'in: "
                        + (port.need() == Need.BY_NAME
                                ? "{" + port.role() + ": [" + step.called() + "]}"
                                : ports.size() > 1 ? "{" + port.role() + ": " + step.called() + "}" : step.called())
                        + "'?")
                .orElse("");
    }
}
