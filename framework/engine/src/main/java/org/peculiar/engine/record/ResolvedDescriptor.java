package org.peculiar.engine.record;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.schema.ComponentDescription;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.NodeId;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Writes a plan as a descriptor with every default filled in and every override applied. Its paths are absolute, so that it
 * plans to the same identities wherever it lies.
 */
final class ResolvedDescriptor {

    /** Digits that SnakeYAML writes with quotes in any case; they are rather a name than a number. */
    private static final Pattern LEADING_ZEROS = Pattern.compile("0[0-9]+");

    private ResolvedDescriptor() {}

    static String text(Plan plan) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("peculiar", Planner.DESCRIPTOR_VERSION);
        root.put("name", plan.name());
        Map<String, Object> imports = new LinkedHashMap<>();
        plan.imports().forEach((name, of) -> {
            Map<String, Object> chain = new LinkedHashMap<>();
            chain(chain, of.seed(), of.data(), of.assume(), steps(plan, Optional.of(name)));
            imports.put(name, chain);
        });
        if (!imports.isEmpty()) {
            root.put("import", imports);
        }
        chain(root, plan.seed(), plan.data(), plan.assume(), steps(plan, Optional.empty()));
        if (!plan.estimands().isEmpty()) {
            Map<String, Object> estimands = new LinkedHashMap<>();
            plan.estimands().forEach((name, e) -> estimands.put(name, e.step() + "." + e.property()));
            root.put("estimands", estimands);
        }
        plan.sweep().ifPresent(sweep -> root.put("sweep", plain(sweep.written())));
        for (String section : List.of("claims", "targets")) {
            plan.root().get(section).ifPresent(written -> root.put(section, plain(written)));
        }
        root.put("report", plan.report().toYaml(ResolvedDescriptor::absolute));
        plan.root().get("note").ifPresent(written -> root.put("note", plain(written)));
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setSplitLines(false);
        return "# " + plan.name()
                + ", as it was run, with every default; paths are absolute.\n"
                + new org.yaml.snakeyaml.Yaml(new AsWritten(options), options).dump(root);
    }

    private static void chain(
            Map<String, Object> root,
            long seed,
            Map<String, DataFile> tables,
            Values assume,
            Map<String, Object> steps) {
        root.put("seed", seed);
        Map<String, Object> data = new LinkedHashMap<>();
        tables.forEach((name, file) -> data.put(name, Map.of("path", file.path().toString())));
        if (!data.isEmpty()) {
            root.put("data", data);
        }
        root.put("assume", assume.toYaml(ResolvedDescriptor::absolute));
        root.put("steps", steps);
    }

    /** Returns the steps of an import, or of the descriptor itself. */
    private static Map<String, Object> steps(Plan plan, Optional<String> chain) {
        Map<String, Object> steps = new LinkedHashMap<>();
        for (Step step : plan.steps()) {
            if (!step.chain().equals(chain)) {
                continue;
            }
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("uses", step.component().ref());
            Map<String, Object> with = new LinkedHashMap<>(step.shared().toYaml(ResolvedDescriptor::absolute));
            with.putAll(step.own().toYaml(ResolvedDescriptor::absolute));
            if (!with.isEmpty()) {
                body.put("with", with);
            }
            Map<String, Object> in = in(step);
            if (!in.isEmpty()) {
                body.put("in", in);
            }
            steps.put(step.called(), body);
        }
        return steps;
    }

    /** Returns where a step takes from, by names as its own descriptor has them. */
    private static Map<String, Object> in(Step step) {
        Map<String, Object> in = new LinkedHashMap<>();
        Map<String, Map<String, String>> byName = new LinkedHashMap<>();
        step.inputs().forEach((role, from) -> {
            int dot = role.indexOf('.');
            if (dot < 0) {
                in.put(role, step.asCalledHere(from));
            } else {
                byName.computeIfAbsent(role.substring(0, dot), unseen -> new LinkedHashMap<>())
                        .put(role.substring(dot + 1), step.asCalledHere(from));
            }
        });
        for (ComponentDescription.Input input : step.component().inputs()) {
            if (input.need().equals("by-name")) {
                in.put(input.role(), byName.getOrDefault(input.role(), Map.of()));
            }
        }
        return in;
    }

    /** A scalar without quotes, whose meaning those would change. */
    private record Plain(String text) {}

    /** Writes such scalars. */
    private static final class AsWritten extends Representer {

        private static final Resolver RESOLVER = new Resolver();

        AsWritten(DumperOptions options) {
            super(options);
            representers.put(Plain.class, data -> {
                String text = ((Plain) data).text();
                return representScalar(
                        RESOLVER.resolve(NodeId.scalar, text, true), text, DumperOptions.ScalarStyle.PLAIN);
            });
        }
    }

    private static Object plain(Yaml yaml) {
        if (yaml instanceof Yaml.Sequence sequence) {
            List<Object> items = new ArrayList<>();
            sequence.items().forEach(item -> items.add(plain(item)));
            return items;
        } else if (yaml instanceof Yaml.Mapping mapping) {
            Map<String, Object> entries = new LinkedHashMap<>();
            mapping.entries().forEach(entry -> entries.put(entry.key().text(), plain(entry.value())));
            return entries;
        }
        Yaml.Scalar scalar = (Yaml.Scalar) yaml;
        boolean plain = scalar.plain() && !LEADING_ZEROS.matcher(scalar.text()).matches();
        return plain ? new Plain(scalar.isNull() ? "null" : scalar.text()) : scalar.text();
    }

    private static String absolute(Values.BoundPath path) {
        return path.path().toString();
    }
}
