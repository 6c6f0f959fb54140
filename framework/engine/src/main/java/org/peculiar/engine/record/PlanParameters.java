package org.peculiar.engine.record;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.schema.Type;

/**
 * All that decides the results of a plan's steps, as text by readable path, so that a later plan can say why steps run again.
 *
 * <p>Paths are those of {@code --set}: {@code distances.with.form}, {@code assume.cosmology}. Besides, {@code STEP.identity}
 * is the identity of a step's result and {@code STEP.plugin} the plugin behind it.
 */
public final class PlanParameters {

    private static final String IDENTITY = ".identity";
    private static final String ASSUME = "assume";
    private static final String SEED = "seed";
    private static final int SHORT = 12;
    private static final Pattern HASH = Pattern.compile("\\b([0-9a-f]{12})[0-9a-f]{52}\\b");

    private final Function<Path, String> files;
    private final Map<String, String> byPath = new TreeMap<>();

    private PlanParameters(Function<Path, String> files) {
        this.files = files;
    }

    /**
     * Why a step runs again.
     *
     * @param step name
     * @param reasons its own, such as {@code `distances.with.form` was inverse, is forward}
     * @param from steps it takes that run again, too
     */
    public record Rerun(String step, List<String> reasons, List<String> from) {}

    /**
     * Return the parameters of a plan by path, in order of path.
     *
     * @param plugins gives what identifies a plugin's content, and the framework's
     * @param files gives the SHA-256 of a file's content
     */
    public static Map<String, String> of(Plan plan, Function<String, String> plugins, Function<Path, String> files) {
        PlanParameters parameters = new PlanParameters(files);
        parameters.shared("", plan.seed(), plan.assume());
        plan.imports().forEach((name, of) -> parameters.shared(name + ".", of.seed(), of.assume()));
        for (Step step : plan.steps()) {
            String name = step.name();
            parameters.byPath.put(name + ".uses", step.component().ref());
            parameters.byPath.put(
                    name + ".plugin",
                    HASH.matcher(plugins.apply(step.component().plugin())).replaceAll("SHA-256 $1…"));
            parameters.byPath.put(name + IDENTITY, step.identity());
            parameters.values(name + ".with", step.shared());
            parameters.values(name + ".with", step.own());
            step.inputs().forEach((role, from) -> parameters.byPath.put(name + ".in." + role, from));
        }
        return parameters.byPath;
    }

    /**
     * Return the steps of a plan whose results are not those of an earlier plan, and why.
     *
     * @param former parameters of the earlier plan
     * @param now parameters of the plan
     */
    public static List<Rerun> reruns(Plan plan, Map<String, String> former, Map<String, String> now) {
        List<Rerun> reruns = new ArrayList<>();
        List<String> again = new ArrayList<>();
        for (Step step : plan.steps()) {
            String identity = step.name() + IDENTITY;
            if (!now.get(identity).equals(former.get(identity))) {
                List<String> from =
                        step.inputs().values().stream().filter(again::contains).toList();
                reruns.add(new Rerun(step.name(), reasons(step, former, now, from.isEmpty()), from));
                again.add(step.name());
            }
        }
        return reruns;
    }

    /** What steps share is a reason for the first of a chain only; the others would repeat it. */
    private static List<String> reasons(Step step, Map<String, String> former, Map<String, String> now, boolean first) {
        String name = step.name();
        if (!former.containsKey(name + IDENTITY)) {
            return List.of("the last run had no such step");
        }
        List<String> reasons = new ArrayList<>();
        Map<String, String> all = new TreeMap<>(former);
        all.putAll(now);
        for (String path : all.keySet()) {
            boolean own = path.startsWith(name + ".") && !path.equals(name + IDENTITY);
            String chain = step.chain().map(called -> called + ".").orElse("");
            boolean shared = path.startsWith(chain + ASSUME + ".")
                    || (path.equals(chain + SEED) && step.kind().draws());
            String was = former.getOrDefault(path, "not given");
            String is = now.getOrDefault(path, "not given");
            if ((own || (shared && first)) && !was.equals(is)) {
                reasons.add("`" + path + "` was " + was + ", is " + is);
            }
        }
        return reasons;
    }

    private void shared(String chain, long seed, Values assume) {
        byPath.put(chain + SEED, Long.toString(seed));
        values(chain + ASSUME, assume);
    }

    private void values(String path, Values values) {
        for (Type.Field field : values.type().fields()) {
            Object value = values.byKey().get(field.key());
            if (value != null) {
                value(path + "." + field.key(), value, field.unit().symbol());
            }
        }
    }

    private void value(String path, Object value, String unit) {
        if (value instanceof DataFile data) {
            byPath.put(path, data.name() + content(data.path()));
        } else if (value instanceof Values.BoundPath bound) {
            byPath.put(path, bound.text() + content(bound.path()));
        } else if (value instanceof Values.BoundComponent bound) {
            byPath.put(path + ".uses", bound.component().ref());
            values(path + ".with", bound.values());
        } else if (value instanceof Values nested) {
            values(path, nested);
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                value(path + "." + (i + 1), list.get(i), unit);
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, item) -> value(path + "." + key, item, unit));
        } else {
            byPath.put(path, value instanceof Double ? (value + " " + unit).strip() : String.valueOf(value));
        }
    }

    private String content(Path file) {
        return " (SHA-256 " + files.apply(file).substring(0, SHORT) + "…)";
    }
}
