package org.peculiar.engine.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.sweep.Setting;

/** Reads an axis of choices, {@code set:}, of which each variant makes one. */
final class ChoiceReader {

    private final AxisBody axis;
    private final SettingsReader reader;

    ChoiceReader(AxisBody axis) {
        this.axis = axis;
        reader = new SettingsReader(axis.problems(), axis.known());
    }

    Optional<Axis> read() {
        Yaml set = axis.given().get("set");
        if (set instanceof Yaml.Scalar one) {
            return one.isNull() ? Optional.empty() : choices(one);
        }
        return set instanceof Yaml.Mapping several
                ? together(several)
                : axis.wrong(set, "set", "a path is needed, or a mapping from paths to values");
    }

    private Optional<Axis> together(Yaml.Mapping several) {
        for (String other : List.of("to", "labels")) {
            if (axis.given().containsKey(other)) {
                axis.tell(
                        axis.given().get(other).position(),
                        other,
                        "found " + axis.given().get(other).noun()
                                + ", but set has a value for each path already, which is one variant; its name is label:");
            }
        }
        List<Setting> settings = reader.settings(several, axis.path() + ".set");
        if (settings.isEmpty()) {
            if (several.entries().isEmpty()) {
                axis.wrong(several, "set", "at least one path with its value is needed");
            }
            return Optional.empty();
        }
        String label = axis.text("label")
                .orElseGet(() ->
                        settings.stream().map(setting -> shown(setting.value())).collect(Collectors.joining(", ")));
        reader.attempt(settings, axis.also(), several.position(), axis.path() + ".set", axis.path());
        axis.labelled(List.of(label), List.of(several.position()));
        return Optional.of(new Axis.Choice(
                axis.name(),
                settings.stream().map(Setting::path).collect(Collectors.joining(", ")),
                List.of(new Axis.Level(label, with(settings)))));
    }

    private Optional<Axis> choices(Yaml.Scalar set) {
        Yaml to = axis.given().get("to");
        if (to == null || (to instanceof Yaml.Scalar none && none.isNull())) {
            axis.tell(
                    to == null ? axis.position() : to.position(),
                    "to",
                    "not given, but needed: the values to set, one variant each");
            return Optional.empty();
        }
        List<Yaml> levels = to instanceof Yaml.Sequence sequence ? sequence.items() : List.of(to);
        if (levels.isEmpty()) {
            return axis.wrong(to, "to", "at least one value is needed");
        }
        List<String> labels = labels(levels);
        if (!reader.isPath(set.text(), set.position(), axis.path() + ".set")) {
            return Optional.empty();
        }
        List<Axis.Level> read = new ArrayList<>();
        for (int i = 0; i < levels.size(); i++) {
            Yaml value = levels.get(i);
            String where = axis.path() + ".to" + (to instanceof Yaml.Sequence ? "[" + i + "]" : "");
            List<Setting> settings = List.of(new Setting(set.text(), value, set.position()));
            reader.attempt(settings, axis.also(), value.position(), where, axis.path());
            read.add(new Axis.Level(labels.get(i), with(settings)));
        }
        boolean named = axis.given().get("labels") instanceof Yaml.Sequence list
                && list.items().size() == levels.size();
        List<Yaml> places = named ? ((Yaml.Sequence) axis.given().get("labels")).items() : levels;
        axis.labelled(labels, places.stream().map(Yaml::position).toList());
        return Optional.of(new Axis.Choice(axis.name(), set.text(), read));
    }

    private List<String> labels(List<Yaml> levels) {
        List<String> shown = levels.stream().map(ChoiceReader::shown).toList();
        Yaml one = axis.given().get("label");
        Yaml list = axis.given().get("labels");
        if (one != null && (levels.size() > 1 || list != null)) {
            axis.tell(
                    one.position(),
                    "label",
                    "found " + one.noun() + " for " + SweepReader.count(levels.size(), "value")
                            + ", but labels: names each");
        } else if (one != null) {
            return List.of(axis.text("label").orElse(shown.get(0)));
        }
        if (!(axis.values().byKey().get("labels") instanceof List<?> labels)) {
            return shown;
        } else if (labels.size() != levels.size()) {
            axis.tell(
                    list.position(),
                    "labels",
                    "found " + SweepReader.count(labels.size(), "label") + " for "
                            + SweepReader.count(levels.size(), "value") + ", but as many are needed");
            return shown;
        }
        return labels.stream().map(String.class::cast).toList();
    }

    private List<Setting> with(List<Setting> settings) {
        List<Setting> all = new ArrayList<>(settings);
        all.addAll(axis.also());
        return List.copyOf(all);
    }

    /** Returns a value as one line of text, as tables call the variant that has it. */
    private static String shown(Yaml yaml) {
        if (yaml instanceof Yaml.Scalar scalar) {
            return scalar.isNull() ? "default" : scalar.text().strip();
        } else if (yaml instanceof Yaml.Sequence sequence) {
            return sequence.items().stream().map(ChoiceReader::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        Yaml.Mapping mapping = (Yaml.Mapping) yaml;
        Optional<Yaml> uses = mapping.get("uses");
        if (uses.isPresent()) {
            return mapping.get("with")
                    .filter(with -> !(with instanceof Yaml.Scalar scalar && scalar.isNull()))
                    .map(with -> shown(uses.get()) + " " + shown(with))
                    .orElse(shown(uses.get()));
        }
        return mapping.entries().stream()
                .map(entry -> entry.key().text() + ": " + shown(entry.value()))
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
