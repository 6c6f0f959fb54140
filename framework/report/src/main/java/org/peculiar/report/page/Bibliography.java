package org.peculiar.report.page;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jbibtex.BibTeXDatabase;
import org.jbibtex.BibTeXEntry;
import org.jbibtex.BibTeXParser;
import org.jbibtex.Key;
import org.jbibtex.LaTeXParser;
import org.jbibtex.LaTeXPrinter;
import org.jbibtex.ParseException;
import org.jbibtex.TokenMgrException;
import org.jbibtex.Value;

/**
 * What to cite, as journals print it.
 *
 * @param entries by author and year
 * @param bibtex the same as BibTeX
 */
public record Bibliography(List<Entry> entries, String bibtex) {

    /** A bibcode of ADS, which many keys are. */
    private static final Pattern BIBCODE = Pattern.compile("[12]\\d{3}[A-Za-z&.]{5}[\\w.]{9}[A-Z]");

    private static final int MOST_AUTHORS = 3;

    /** BibTeX files have either; a list of references has one. */
    private static final Map<String, String> ABBREVIATIONS = Map.of(
            "Monthly Notices of the Royal Astronomical Society", "MNRAS",
            "The Astrophysical Journal", "ApJ",
            "The Astrophysical Journal Supplement Series", "ApJS",
            "The Astronomical Journal", "AJ",
            "Astronomy and Astrophysics", "A&A");

    /**
     * A reference.
     *
     * @param key in the BibTeX file
     * @param label such as {@code Hudson et al. 1999}
     * @param authors and year
     * @param title of the paper
     * @param place journal, volume and page
     * @param link to it, perhaps empty
     */
    public record Entry(String key, String label, String authors, String title, String place, String link) {}

    static Bibliography of(String bibtex) {
        List<Entry> entries = new ArrayList<>();
        try {
            BibTeXDatabase database = new BibTeXParser().parse(new StringReader(bibtex));
            database.getEntries().values().forEach(entry -> entries.add(entry(entry)));
        } catch (ParseException | TokenMgrException e) {
            // the page then has the file as it is, which is all that is known of it
            return new Bibliography(List.of(), bibtex);
        }
        entries.sort(Comparator.comparing(entry -> entry.authors().toLowerCase(Locale.ROOT)));
        return new Bibliography(entries, bibtex);
    }

    private static Entry entry(BibTeXEntry entry) {
        String key = entry.getKey().getValue();
        String year = field(entry, BibTeXEntry.KEY_YEAR);
        List<String> authors = Arrays.stream(
                        field(entry, BibTeXEntry.KEY_AUTHOR).split("\\s+and\\s+", -1))
                .filter(author -> !author.isEmpty())
                .toList();
        String place = String.join(
                ", ",
                List.of(
                                first(
                                        journal(entry),
                                        field(entry, BibTeXEntry.KEY_BOOKTITLE),
                                        field(entry, BibTeXEntry.KEY_PUBLISHER)),
                                field(entry, BibTeXEntry.KEY_VOLUME),
                                first(field(entry, BibTeXEntry.KEY_PAGES), field(entry, new Key("eprint"))))
                        .stream()
                        .filter(part -> !part.isEmpty())
                        .toList());
        return new Entry(
                key,
                label(authors, year, key),
                listed(authors) + (year.isEmpty() ? "" : " " + year),
                field(entry, BibTeXEntry.KEY_TITLE),
                place,
                link(key, field(entry, BibTeXEntry.KEY_DOI)));
    }

    private static String journal(BibTeXEntry entry) {
        String journal = field(entry, BibTeXEntry.KEY_JOURNAL);
        return ABBREVIATIONS.getOrDefault(journal, journal);
    }

    private static String link(String key, String doi) {
        if (!doi.isEmpty()) {
            return "https://doi.org/" + doi;
        }
        return BIBCODE.matcher(key).matches() ? "https://ui.adsabs.harvard.edu/abs/" + key.replace("&", "%26") : "";
    }

    private static String first(String... texts) {
        return Arrays.stream(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
    }

    private static String label(List<String> authors, String year, String key) {
        if (authors.isEmpty()) {
            return key;
        }
        String names = switch (authors.size()) {
            case 1 -> family(authors.get(0));
            case 2 -> family(authors.get(0)) + " & " + family(authors.get(1));
            default -> family(authors.get(0)) + " et al.";
        };
        return names + " " + year;
    }

    private static String family(String author) {
        return author.split(",", -1)[0].strip();
    }

    private static String listed(List<String> authors) {
        if (authors.size() <= MOST_AUTHORS) {
            return String.join("; ", authors);
        }
        return authors.get(0) + "; et al.";
    }

    private static String field(BibTeXEntry entry, Key key) {
        Value value = entry.getField(key);
        if (value == null) {
            return "";
        }
        String latex = value.toUserString();
        try {
            LaTeXPrinter printer = new LaTeXPrinter();
            return printer.print(new LaTeXParser().parse(new StringReader(latex)))
                    .strip();
        } catch (ParseException | TokenMgrException e) {
            // a command it does not know is better read as it stands than lost
            return latex.replaceAll("[{}]", "");
        }
    }

    /** Return how a text cites a key. */
    public String label(String key) {
        return entries.stream()
                .filter(entry -> entry.key().equals(key))
                .map(Entry::label)
                .findFirst()
                .orElse(key);
    }

    /** Tell whether the page has a reference of a key. */
    public boolean has(String key) {
        return entries.stream().anyMatch(entry -> entry.key().equals(key));
    }
}
