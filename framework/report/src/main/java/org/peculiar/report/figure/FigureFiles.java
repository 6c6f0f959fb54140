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

/** Writes the figures of a record into its folder {@code figures/}, in the formats that its descriptor asks for. */
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
     * Write the figures of a run into its record, in the formats and at the resolution that its descriptor asks for.
     *
     * @param record its folder
     * @throws IOException if a file cannot be written
     * @throws DataException if it is no record
     */
    public static void write(Path record) throws IOException {
        RecordedRun run = RecordedRun.read(record);
        List<Format> formats = new ArrayList<>();
        for (JsonNode format : run.results().at("/report/formats")) {
            formats.add(Stream.of(Format.values())
                    .filter(known -> known.ending().equals(format.asText()))
                    .findFirst()
                    .orElseThrow(() -> new DataException(record + ": report.formats: found " + format.asText()
                            + ", but svg, pdf or png is needed; the record is damaged, run the analysis again")));
        }
        write(run, formats, run.results().at("/report/resolution").asInt());
    }

    /**
     * Write the figures of a run into its record.
     *
     * @param run that was recorded
     * @param formats of the files
     * @param dotsPerInch resolution of PNG
     * @throws IOException if a file cannot be written
     */
    public static void write(RecordedRun run, List<Format> formats, int dotsPerInch) throws IOException {
        if (formats.isEmpty()) {
            return;
        }
        List<Figures.Named> figures = Figures.of(run);
        if (!figures.isEmpty()) {
            Path folder = Files.createDirectories(run.folder().resolve("figures"));
            try {
                figures.parallelStream().forEach(figure -> write(figure, folder, formats, dotsPerInch));
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
        }
    }

    private static void write(Figures.Named named, Path folder, List<Format> formats, int dotsPerInch) {
        Drawing drawing = Drawing.of(named.figure());
        for (Format format : formats) {
            Path file = folder.resolve(named.name() + "." + format.ending());
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                switch (format) {
                    case SVG -> out.write(drawing.svg(named.name()).getBytes(UTF_8));
                    case PDF -> drawing.pdf(out);
                    case PNG -> drawing.png(out, dotsPerInch);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
