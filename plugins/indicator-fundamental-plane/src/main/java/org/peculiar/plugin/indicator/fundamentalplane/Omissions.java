package org.peculiar.plugin.indicator.fundamentalplane;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Galaxies left out of a fit, by reason. */
final class Omissions {

    private final Map<String, List<String>> labels = new LinkedHashMap<>();

    void add(String reason, String label) {
        labels.computeIfAbsent(reason, r -> new ArrayList<>()).add(label);
    }

    Map<String, List<String>> byReason() {
        return labels;
    }

    /** Says how many for each reason, as in {@code 3 no log-sigma, 2 no redshift}. */
    @Override
    public String toString() {
        return labels.entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }
}
