package org.peculiar.engine.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid name that a mistaken one was most likely meant to be. */
public final class Suggestion {

    private Suggestion() {}

    /** Return the nearest of the valid names, if one is near enough to be meant. */
    public static Optional<String> nearest(String found, Collection<String> valid) {
        int limit = Math.max(2, found.length() / 3);
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        return valid.stream()
                .filter(name -> distance.apply(found, name) >= 0)
                .min(Comparator.comparingInt((String name) -> distance.apply(found, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Return {@code ; did you mean 'x'?}, or the valid names when none is near. */
    public static String hint(String found, Collection<String> valid) {
        return nearest(found, valid)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> valid.isEmpty() ? "" : "; known: " + String.join(", ", valid));
    }
}
