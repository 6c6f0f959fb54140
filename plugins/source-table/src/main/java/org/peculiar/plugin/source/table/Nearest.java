package org.peculiar.plugin.source.table;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a misspelt one may have meant. */
final class Nearest {

    private static final int SUGGESTED = 3;
    private static final int LISTED = 12;
    private static final int SEARCHED = 2000;

    private Nearest() {}

    /** Says as part of a sentence which names come near, or else which there are. */
    static String hint(String wanted, Collection<String> names) {
        if (names.isEmpty()) {
            return "there are none";
        }
        if (names.size() > SEARCHED) {
            return "there are " + names.size() + " others";
        }
        int reach = Math.min(Math.max(1, wanted.length() / 3), wanted.length() - 1);
        List<String> near = names.stream()
                .filter(name -> distance(wanted, name) <= reach)
                .sorted(Comparator.comparingInt((String name) -> distance(wanted, name)))
                .limit(SUGGESTED)
                .toList();
        if (near.isEmpty()) {
            String more = names.size() > LISTED ? " and " + (names.size() - LISTED) + " more" : "";
            return "there are " + String.join(", ", names.stream().limit(LISTED).toList()) + more;
        }
        return "did you mean " + String.join(" or ", near) + "?";
    }

    /** Edit distance (Levenshtein 1966), blind to case and to the sort of separator. */
    private static int distance(String a, String b) {
        String s = plain(a);
        String t = plain(b);
        int[] row = new int[t.length() + 1];
        for (int j = 0; j <= t.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= s.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= t.length(); j++) {
                int substituted = diagonal + (s.charAt(i - 1) == t.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[t.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
