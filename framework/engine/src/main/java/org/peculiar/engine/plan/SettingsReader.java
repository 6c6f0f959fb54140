package org.peculiar.engine.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.peculiar.engine.descriptor.Position;
import org.peculiar.engine.descriptor.Problem;
import org.peculiar.engine.descriptor.Problems;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.schema.Suggestion;
import org.peculiar.engine.sweep.Setting;

/** Reads what variants set, and tries whether the analysis still plans then. */
final class SettingsReader {

    private static final List<String> SECTIONS = List.of("seed", "data", "assume");

    /** What settings leave out of the path of a step's value. */
    private static final Pattern OF_A_STEP = Pattern.compile("^(?:import\\.([^.]+\\.))?(?:steps\\.)?");

    private final Problems problems;
    private final Declared known;

    SettingsReader(Problems problems, Declared known) {
        this.problems = problems;
        this.known = known;
    }

    /** Reads a mapping from paths to values; none, if it is no mapping. */
    List<Setting> settings(Yaml yaml, String path) {
        List<Setting> settings = new ArrayList<>();
        if (yaml instanceof Yaml.Mapping mapping) {
            for (Yaml.Entry entry : mapping.entries()) {
                Position where = entry.key().position();
                if (isPath(entry.key().text(), where, path)) {
                    settings.add(new Setting(entry.key().text(), entry.value(), where));
                }
            }
        }
        return List.copyOf(settings);
    }

    /** Tells whether a path begins as one should, and reports it if not. */
    boolean isPath(String path, Position where, String of) {
        String chain = chain(path);
        String[] parts = path.substring(chain.length()).split("\\.", -1);
        List<String> begins = known.stepNames().stream()
                .filter(step -> step.startsWith(chain) && step.indexOf('.', chain.length()) < 0)
                .map(step -> step.substring(chain.length()))
                .collect(Collectors.toCollection(ArrayList::new));
        begins.addAll(SECTIONS);
        String found = "found " + Yaml.shortened(path) + ", but ";
        if (parts[0].equals("steps") && parts.length > 1) {
            String meant = chain + path.substring(chain.length() + 6);
            problems.add(where, of, found + "steps are named without steps; did you mean '" + meant + "'?");
        } else if (!begins.contains(parts[0])) {
            problems.add(
                    where,
                    of,
                    found + "a path begins with a step or with seed, data or assume"
                            + Optional.of(parts[0])
                                    .filter(begin -> !Planner.KEYS.contains(begin))
                                    .flatMap(begin -> Suggestion.nearest(begin, begins))
                                    .map(near -> "; did you mean '" + chain + near
                                            + path.substring(chain.length() + parts[0].length()) + "'?")
                                    .orElse(""));
        } else if (known.stepNames().contains(path)) {
            problems.add(where, of, found + "what of the step is set must be said; did you mean '" + path + ".uses'?");
        } else {
            return true;
        }
        return false;
    }

    /** Returns the name of the import that a path begins with and the dot behind it; nothing if it begins with none. */
    private String chain(String path) {
        String begin = path.substring(0, path.indexOf('.') + 1);
        return known.stepNames().stream().anyMatch(step -> step.startsWith(begin)) ? begin : "";
    }

    /** Plans the analysis with settings, and reports what is wrong then where the sweep says so. */
    void attempt(List<Setting> settings, List<Setting> also, Position where, String level, String path) {
        Map<Position, String> places = new HashMap<>();
        for (Setting setting : settings) {
            gather(setting.value(), level, places);
            places.put(setting.position(), path + ".set");
        }
        for (Setting setting : also) {
            gather(setting.value(), path + ".also", places);
            places.put(setting.position(), path + ".also");
        }
        List<Setting> all = Stream.concat(settings.stream(), also.stream()).toList();
        for (Problem problem : known.trial().apply(all)) {
            String of = OF_A_STEP.matcher(problem.path()).replaceFirst("$1");
            boolean here = places.containsKey(problem.position());
            problems.add(
                    here ? problem.position() : where,
                    here ? places.get(problem.position()) : level,
                    (of.isEmpty() ? "" : of + ": ") + problem.message());
        }
    }

    private static void gather(Yaml yaml, String path, Map<Position, String> places) {
        places.put(yaml.position(), path);
        if (yaml instanceof Yaml.Sequence sequence) {
            sequence.items().forEach(item -> gather(item, path, places));
        } else if (yaml instanceof Yaml.Mapping mapping) {
            for (Yaml.Entry entry : mapping.entries()) {
                places.put(entry.key().position(), path);
                gather(entry.value(), path, places);
            }
        }
    }
}
