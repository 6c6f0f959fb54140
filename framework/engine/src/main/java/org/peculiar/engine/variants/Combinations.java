package org.peculiar.engine.variants;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.peculiar.engine.descriptor.DescriptorException;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sweep.Setting;

/**
 * Configures steps for combinations of levels.
 *
 * <p>Each level is planned once. A step that one level of a combination touches is as that level has it; where several touch
 * it, their parameters are merged, or the descriptor is planned anew if one of them exchanges the component or the wiring, or if two
 * contend for one parameter. Either way a step is made once for all combinations that agree on the levels that touch it.
 */
final class Combinations {

    private final Plan base;
    private final Replanner replanner;
    private final List<List<Change>> axes;
    private final Configured[] baseSteps;

    /** For each step the axes that touch it. */
    private final int[][] touching;

    /** Whether a level touches a step: {@code [step][axis][level]}, level 0 being the baseline's. */
    private final boolean[][][] touched;

    /** Pairs of axes that set one parameter: the later one wins, even where it sets what the baseline has. */
    private final List<int[]> contending = new ArrayList<>();

    private final List<Map<Long, Configured>> made = new ArrayList<>();
    private final Map<List<Integer>, Plan> planned = new HashMap<>();

    Combinations(Plan base, Configured[] baseSteps, List<List<Change>> axes, Replanner replanner) {
        this.base = base;
        this.baseSteps = baseSteps;
        this.axes = axes;
        this.replanner = replanner;
        touching = new int[baseSteps.length][];
        touched = new boolean[baseSteps.length][axes.size()][];
        for (int place = 0; place < baseSteps.length; place++) {
            for (int axis = 0; axis < axes.size(); axis++) {
                List<Change> changes = axes.get(axis);
                touched[place][axis] = new boolean[changes.size() + 1];
                for (int level = 1; level <= changes.size(); level++) {
                    touched[place][axis][level] = touches(changes.get(level - 1), place);
                }
            }
            boolean[][] here = touched[place];
            touching[place] = IntStream.range(0, axes.size())
                    .filter(axis -> IntStream.range(0, here[axis].length).anyMatch(level -> here[axis][level]))
                    .toArray();
            made.add(new HashMap<>());
        }
        for (int b = 0; b < axes.size(); b++) {
            for (int a = 0; a < b; a++) {
                if (contend(axes.get(a), axes.get(b))) {
                    contending.add(new int[] {a, b});
                }
            }
        }
    }

    private static boolean contend(List<Change> a, List<Change> b) {
        Set<String> ofB = paths(b);
        return paths(a).stream()
                .anyMatch(one -> ofB.stream().anyMatch(other -> one.startsWith(other) || other.startsWith(one)));
    }

    /** Ends with dots, so that zero.with.shift is no part of zero.with.shifts. */
    private static Set<String> paths(List<Change> changes) {
        return changes.stream()
                .flatMap(change -> change.settings().stream())
                .map(setting -> setting.path().replaceFirst("^steps\\.", "") + ".")
                .collect(Collectors.toSet());
    }

    private boolean touches(Change change, int place) {
        return change.steps().isPresent() && !same(change.steps().get().get(place), baseSteps[place]);
    }

    private static boolean same(Configured a, Configured b) {
        return a.step().content().equals(b.step().content())
                && a.step().inputs().equals(b.step().inputs());
    }

    /**
     * Return a step as a combination has it.
     *
     * @param levels for each axis the number of its level, 0 for the baseline's
     * @throws DescriptorException if the combination makes no valid descriptor
     */
    Configured step(int place, int[] levels) {
        for (int[] pair : contending) {
            if (levels[pair[0]] > 0 && levels[pair[1]] > 0) {
                return contended(place, levels);
            }
        }
        long key = 0;
        int count = 0;
        int only = -1;
        for (int axis : touching[place]) {
            key = key * (axes.get(axis).size() + 1) + levels[axis];
            if (touched[place][axis][levels[axis]]) {
                count++;
                only = axis;
            }
        }
        if (count == 0) {
            return baseSteps[place];
        } else if (count == 1) {
            return axes.get(only).get(levels[only] - 1).steps().orElseThrow().get(place);
        }
        Configured known = made.get(place).get(key);
        if (known == null) {
            known = combined(place, levels);
            made.get(place).put(key, known);
        }
        return known;
    }

    private Configured combined(int place, int[] levels) {
        List<Change> changes = new ArrayList<>();
        for (int axis : touching[place]) {
            if (levels[axis] > 0) {
                changes.add(axes.get(axis).get(levels[axis] - 1));
            }
        }
        Configured from = baseSteps[place];
        boolean mergeable = changes.stream()
                .map(change -> change.steps().orElseThrow().get(place))
                .allMatch(step -> step.step().component().equals(from.step().component())
                        && step.step().inputs().equals(from.step().inputs())
                        && step.seed() == from.seed());
        Optional<Configured> merged = mergeable ? merged(from, changes, place) : Optional.empty();
        return merged.orElseGet(() -> replanned(changes, place));
    }

    /** Returns a step with the parameters of all changes, none if two of them change one parameter. */
    private Optional<Configured> merged(Configured from, List<Change> changes, int place) {
        Values own = from.step().own();
        Values shared = from.step().shared();
        Values assume = from.assume();
        try {
            for (Change change : changes) {
                Configured changed = change.steps().orElseThrow().get(place);
                own = merged(from.step().own(), own, changed.step().own());
                shared = merged(from.step().shared(), shared, changed.step().shared());
                assume = merged(from.assume(), assume, changed.assume());
            }
        } catch (Contested e) {
            return Optional.empty();
        }
        Step step = replanner.withValues(from.step(), own, shared, assume, from.seed());
        return Optional.of(new Configured(step, assume, from.seed()));
    }

    /** Two changes set one parameter, so that their order decides, or one sets part of what the other brings. */
    private static final class Contested extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** Return {@code so} with what {@code changed} has otherwise than {@code base}. */
    private static Values merged(Values base, Values so, Values changed) throws Contested {
        if (changed.equals(base)) {
            return so;
        }
        Map<String, Object> merged = new LinkedHashMap<>();
        for (var field : base.type().fields()) {
            String key = field.key();
            Object value = merged(
                    base.byKey().get(key), so.byKey().get(key), changed.byKey().get(key));
            if (value != null) {
                merged.put(key, value);
            }
        }
        return new Values(base.type(), merged);
    }

    private static Object merged(Object before, Object kept, Object now) throws Contested {
        if (Objects.equals(before, now)) {
            return kept;
        } else if (Objects.equals(before, kept) || Objects.equals(kept, now)) {
            return now;
        } else if (before instanceof Values b && kept instanceof Values k && now instanceof Values n) {
            return merged(b, k, n);
        }
        throw new Contested();
    }

    private Configured contended(int place, int[] levels) {
        List<Integer> key = Arrays.stream(levels).boxed().toList();
        Plan plan = planned.get(key);
        if (plan == null) {
            List<Change> changes = new ArrayList<>();
            for (int axis = 0; axis < levels.length; axis++) {
                if (levels[axis] > 0) {
                    changes.add(axes.get(axis).get(levels[axis] - 1));
                }
            }
            plan = replanned(changes);
            planned.put(key, plan);
        }
        return configured(plan, place);
    }

    private Configured replanned(List<Change> changes, int place) {
        return configured(replanned(changes), place);
    }

    private Plan replanned(List<Change> changes) {
        List<Setting> settings = new ArrayList<>();
        changes.forEach(change -> settings.addAll(change.settings()));
        return replanner.replan(base, settings);
    }

    private static Configured configured(Plan plan, int place) {
        Step step = plan.steps().get(place);
        return new Configured(step, plan.assume(step), plan.seed(step));
    }
}
