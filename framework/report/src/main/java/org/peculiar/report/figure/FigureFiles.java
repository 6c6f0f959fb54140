package org.peculiar.report.figure;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.peculiar.api.DataException;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.draw.Drawing;

/** Writes the figures of a run into the folder {@code figures/} of its record. */
public final class FigureFiles {

    private FigureFiles() {}

    /** Formats of figures. */
    public enum Format {
        /** Text stays text; the glyphs that it needs are inside. */
        SVG,
        /** Fonts are embedded. */
        PDF,
        /** Pixels. */
        PNG;

        String ending() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Return the formats that the descriptor of a run asks for.
     *
     * @throws DataException if the record tells something else
     */
    public static List<Format> formats(RecordedRun run) {
        List<Format> formats = new ArrayList<>();
        for (JsonNode format : run.results().at("/report/formats")) {
            formats.add(Stream.of(Format.values())
                    .filter(known -> known.ending().equals(format.asText()))
                    .findFirst()
                    .orElseThrow(() -> new DataException(run.folder() + ": report.formats: found " + format.asText()
                            + ", but svg, pdf or png is needed; the record is damaged, run the analysis again")));
        }
        return formats;
    }

    /** Return the dots per inch of PNG that the descriptor of a run asks for. */
    public static int resolution(RecordedRun run) {
        return run.results().at("/report/resolution").asInt();
    }

    /**
     * Write figures into a record.
     *
     * @param record its folder
     * @param figures of the run
     * @param formats of the files
     * @param dotsPerInch resolution of PNG
     * @throws IOException if a file cannot be written
     */
    public static void write(Path record, List<Figures.Named> figures, List<Format> formats, int dotsPerInch)
            throws IOException {
        if (!figures.isEmpty() && !formats.isEmpty()) {
            Path folder = Files.createDirectories(record.resolve("figures"));
            try {
                figures.parallelStream().forEach(figure -> write(figure, folder, formats, dotsPerInch));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static void write(Figures.Named named, Path folder, List<Format> formats, int dotsPerInch) {
        Drawing drawing = named.drawing();
        for (Format format : formats) {
            Path file = folder.resolve(named.name() + "." + format.ending());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                switch (format) {
                    case SVG -> out.write(drawing.svg(named.id()).getBytes(UTF_8));
                    case PDF -> drawing.pdf(out);
                    case PNG -> drawing.png(out, dotsPerInch);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
