package org.peculiar.engine.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the valid name that a mistaken one was most likely meant to be. */
public final class Suggestion {

    private static final int MOST_LISTED = 10;

    private Suggestion() {}

    /** Return the nearest of the valid names, if one is near enough to be meant; case does not matter. */
    public static Optional<String> nearest(String found, Collection<String> valid) {
        // what precedes a slash is mostly right, and says nothing of the name that follows
        int own = found.length() - found.indexOf('/') - 1;
        int limit = own <= 2 ? 1 : Math.max(2, own / 3);
        LevenshteinDistance distance = new LevenshteinDistance(limit);
        String lower = found.toLowerCase(Locale.ROOT);
        return valid.stream()
                .filter(name -> distance.apply(lower, name.toLowerCase(Locale.ROOT)) >= 0)
                .min(Comparator.comparingInt((String name) -> distance.apply(lower, name.toLowerCase(Locale.ROOT)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** Return {@code ; did you mean 'x'?}, or the valid names when none is near. */
    public static String hint(String found, Collection<String> valid) {
        return nearest(found, valid)
                .map(name -> "; did you mean '" + name + "'?")
                .orElseGet(() -> valid.isEmpty() ? "" : "; known: " + listed(valid));
    }

    /** List names, so many as a message can hold. */
    public static String listed(Collection<String> names) {
        String first = names.stream().limit(MOST_LISTED).collect(Collectors.joining(", "));
        return names.size() <= MOST_LISTED ? first : first + " and " + (names.size() - MOST_LISTED) + " more";
    }
}
