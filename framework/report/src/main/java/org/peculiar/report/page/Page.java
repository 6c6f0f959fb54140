package org.peculiar.report.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.figure.Figures;

/** Makes pages of HTML, each a single file. */
public final class Page {

    /** The file of a record that shows it to people. */
    public static final String FILE = "report.html";

    private static final TemplateEngine TEMPLATES = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Page.class.getClassLoader(), "org.peculiar.report.template");

    private Page() {}

    /**
     * Make the report of a run.
     *
     * @return HTML that refers to nothing outside itself
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static String report(RecordedRun run) {
        return report(run, Figures.of(run));
    }

    private static String report(RecordedRun run, List<Figures.Named> figures) {
        List<Picture> pictures = figures.parallelStream()
                .filter(figure -> Report.shows(figure.name()))
                .map(Picture::of)
                .toList();
        Report report = Report.of(run, pictures);
        Assets assets = Assets.ofReport(report.variants().isPresent(), pictures);
        return render("report.jte", Map.of("report", report, "assets", assets));
    }

    /**
     * Write the report of a run into its record.
     *
     * @param record its folder
     * @throws IOException if it cannot be written
     * @throws org.peculiar.api.DataException if it is no record
     */
    public static void writeReport(Path record) throws IOException {
        RecordedRun run = RecordedRun.read(record);
        writeReport(run, Figures.of(run));
    }

    /**
     * Write the report of a run into its record, with figures that were made already.
     *
     * @throws IOException if it cannot be written
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static void writeReport(RecordedRun run, List<Figures.Named> figures) throws IOException {
        Files.writeString(run.folder().resolve(FILE), report(run, figures));
    }

    /**
     * Fill a template.
     *
     * @param template in {@code src/main/jte}
     * @param parameters of it, by name
     */
    public static String render(String template, Map<String, Object> parameters) {
        StringOutput output = new StringOutput();
        TEMPLATES.render(template, parameters, output);
        return output.toString();
    }
}
