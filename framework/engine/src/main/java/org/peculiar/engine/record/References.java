package org.peculiar.engine.record;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Entries of BibTeX files by key, verbatim. */
public final class References {

    private static final Pattern START = Pattern.compile("(?m)^@\\w+\\s*\\{\\s*([^,\\s]+)\\s*,");

    private final Map<String, String> entries = new LinkedHashMap<>();

    /** Add all entries of a BibTeX text whose entries each begin a line. */
    public void add(String bibtex) {
        Matcher start = START.matcher(bibtex);
        while (start.find()) {
            int depth = 0;
            for (int i = start.start(); i < bibtex.length(); i++) {
                char c = bibtex.charAt(i);
                depth += c == '{' ? 1 : c == '}' ? -1 : 0;
                if (c == '}' && depth == 0) {
                    entries.putIfAbsent(start.group(1), bibtex.substring(start.start(), i + 1));
                    break;
                }
            }
        }
    }

    /** Tell whether there is an entry. */
    public boolean has(String key) {
        return entries.containsKey(key);
    }

    /** Return the entries of some keys as a BibTeX file, sorted; a key without an entry is left out. */
    public String bibtex(Collection<String> keys) {
        StringBuilder file = new StringBuilder();
        for (String key : new TreeSet<>(keys)) {
            String entry = entries.get(key);
            if (entry != null) {
                file.append(file.length() == 0 ? "" : "\n").append(entry).append('\n');
            }
        }
        return file.toString();
    }
}
