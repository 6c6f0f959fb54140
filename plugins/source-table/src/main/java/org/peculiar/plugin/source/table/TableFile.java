package org.peculiar.plugin.source.table;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.peculiar.api.DataException;

/** Streams the rows of a file, whose format it tells by the first bytes, or failing that by the name. */
final class TableFile {

    private static final int HEAD = 512;

    private TableFile() {}

    /**
     * Pours a table into a sink.
     *
     * @param name of the file in messages
     * @throws DataException if the file holds no table, or only part of one
     */
    static void read(Path path, String name, TableSink sink) {
        try (BufferedInputStream stream = open(path)) {
            String head = head(stream);
            if (head.isBlank()) {
                throw new DataException(name + ": the file is empty, but a table is needed");
            }
            if (head.startsWith("SIMPLE  =")) {
                StilTable.fits(path, name, sink);
            } else if (head.stripLeading().startsWith("<")) {
                StilTable.votable(path, name, sink);
            } else {
                text(stream, head, path, name, sink);
            }
        } catch (CharacterCodingException e) {
            throw new DataException(name + ": " + notATable("bytes that are not UTF-8 text"), e);
        } catch (IOException e) {
            throw new DataException(name + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static void text(InputStream stream, String head, Path path, String name, TableSink sink)
            throws IOException {
        boolean ecsv = head.startsWith("# %ECSV");
        String lower = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        boolean csv = lower.endsWith(".csv");
        if (head.indexOf('\0') >= 0 || (!ecsv && !csv)) {
            String found = lower.endsWith(".ecsv")
                    ? "no line '# %ECSV' at the beginning"
                    : lower.matches(".*\\.(fits?|fit|xml|vot|votable)")
                            ? "something else than its name says"
                            : "an unknown format";
            throw new DataException(name + ": " + notATable(found));
        }
        // a decoder of its own refuses what is not UTF-8, where the charset alone would replace it
        BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8.newDecoder()));
        TextTable.read(reader, ecsv, name, sink);
    }

    private static String notATable(String found) {
        return "found " + found
                + ", but an ECSV, CSV, FITS or VOTable file is needed; TOPCAT, STILTS and astropy convert" + " to them";
    }

    private static BufferedInputStream open(Path path) throws IOException {
        BufferedInputStream stream = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
        try {
            stream.mark(HEAD);
            boolean zipped = stream.read() == 0x1f && stream.read() == 0x8b;
            stream.reset();
            return zipped ? new BufferedInputStream(new GZIPInputStream(stream, 1 << 16), 1 << 16) : stream;
        } catch (IOException e) {
            stream.close();
            throw e;
        }
    }

    /** Looks at the beginning, a byte order mark skipped, and leaves the stream there. */
    private static String head(BufferedInputStream stream) throws IOException {
        stream.mark(HEAD);
        if (stream.read() != 0xef || stream.read() != 0xbb || stream.read() != 0xbf) {
            stream.reset();
        }
        stream.mark(HEAD);
        byte[] head = stream.readNBytes(HEAD);
        stream.reset();
        return new String(head, StandardCharsets.ISO_8859_1);
    }
}
