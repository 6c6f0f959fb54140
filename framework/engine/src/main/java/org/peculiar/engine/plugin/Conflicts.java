package org.peculiar.engine.plugin;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pf4j.DefaultVersionManager;
import org.pf4j.PluginDependency;
import org.pf4j.VersionManager;

/**
 * Sorts out the plugins that do not get on with the host or with one another. Where two claim the same name neither is
 * used, because which one runs must not be a matter of order.
 */
final class Conflicts {

    /** Version of a host that has none, as PF4J has it. */
    static final String ANY_VERSION = "0.0.0";

    private final VersionManager versions = new DefaultVersionManager();
    private final String frameworkVersion;
    private final List<BrokenPlugin> broken;
    private List<Candidate> candidates;

    Conflicts(String frameworkVersion, List<Candidate> candidates, List<BrokenPlugin> broken) {
        this.frameworkVersion = frameworkVersion;
        this.candidates = candidates;
        this.broken = broken;
    }

    /** Returns the plugins that remain, each after those that it depends on; the others are added to the broken ones. */
    List<Candidate> resolve() {
        keep(this::differsFromHost);
        keep(sameId());
        keep(sameComponent());
        return inOrderOfDependence();
    }

    private void keep(Function<Candidate, Optional<String>> objection) {
        List<Candidate> kept = new ArrayList<>();
        for (Candidate candidate : candidates) {
            objection.apply(candidate).ifPresentOrElse(reason -> refuse(candidate, reason), () -> kept.add(candidate));
        }
        candidates = kept;
    }

    private void refuse(Candidate candidate, String reason) {
        broken.add(candidate.broken(reason));
    }

    private Optional<String> differsFromHost(Candidate candidate) {
        String requires = candidate.plugin().properties().requires();
        try {
            // As PF4J reads it: a bare version is the oldest that will do.
            String range = requires.matches("\\d+\\.\\d+\\.\\d+") ? ">=" + requires : requires;
            return frameworkVersion.equals(ANY_VERSION) || versions.checkVersionConstraint(frameworkVersion, range)
                    ? Optional.empty()
                    : Optional.of("requires Peculiar " + range + ", but this is " + frameworkVersion
                            + "; install another version of one of them");
        } catch (RuntimeException e) {
            return Optional.of("requires Peculiar '" + requires
                    + "', which is no range of versions; write plugin.requires as in >=0.1.0");
        }
    }

    private Function<Candidate, Optional<String>> sameId() {
        Map<String, List<Candidate>> byId = candidates.stream()
                .collect(Collectors.groupingBy(Candidate::id, LinkedHashMap::new, Collectors.toList()));
        return candidate -> other(candidate, byId.get(candidate.id()))
                .map(other -> "has the same id as " + other.plugin().path() + "; remove one of them");
    }

    private Function<Candidate, Optional<String>> sameComponent() {
        Map<String, List<Candidate>> byComponent = new LinkedHashMap<>();
        for (Candidate candidate : candidates) {
            for (ComponentClass component : candidate.components()) {
                byComponent
                        .computeIfAbsent(component.name(), name -> new ArrayList<>())
                        .add(candidate);
            }
        }
        return candidate -> candidate.components().stream()
                .flatMap(component -> other(candidate, byComponent.get(component.name()))
                        .map(other -> "offers " + component.name() + ", and so does plugin " + other.id() + " ("
                                + other.plugin().path() + "); remove one of them")
                        .stream())
                .findFirst();
    }

    private static Optional<Candidate> other(Candidate candidate, List<Candidate> claimants) {
        return claimants.stream()
                .filter(claimant -> claimant.plugin() != candidate.plugin())
                .findFirst();
    }

    private List<Candidate> inOrderOfDependence() {
        Map<String, Candidate> ready = new LinkedHashMap<>();
        int before;
        do {
            before = ready.size();
            for (Candidate candidate : candidates) {
                if (lacking(candidate, ready).isEmpty()) {
                    ready.putIfAbsent(candidate.id(), candidate);
                }
            }
        } while (ready.size() > before);
        keep(candidate -> lacking(candidate, ready));
        return List.copyOf(ready.values());
    }

    private Optional<String> lacking(Candidate candidate, Map<String, Candidate> ready) {
        for (PluginDependency dependency : candidate.plugin().properties().dependencies()) {
            String id = dependency.getPluginId();
            Candidate found = ready.get(id);
            if (found == null && !dependency.isOptional()) {
                return Optional.of("needs plugin " + id + ", which "
                        + (isThere(id)
                                ? "cannot be used either; mend that one first"
                                : "is not installed; install it"));
            }
            if (found != null && !satisfies(found.plugin().version(), dependency.getPluginVersionSupport())) {
                return Optional.of("needs plugin " + id + " " + dependency.getPluginVersionSupport() + ", but found "
                        + found.plugin().version() + "; install another version of one of them");
            }
        }
        return Optional.empty();
    }

    private boolean isThere(String id) {
        return candidates.stream().anyMatch(candidate -> candidate.id().equals(id))
                || broken.stream().anyMatch(plugin -> plugin.name().equals(id));
    }

    private boolean satisfies(String version, String range) {
        try {
            return versions.checkVersionConstraint(version, range);
        } catch (RuntimeException e) {
            return false;
        }
    }
}
