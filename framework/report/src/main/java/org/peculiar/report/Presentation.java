package org.peculiar.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.peculiar.engine.record.RecordedRun;
import org.peculiar.report.figure.FigureFiles;
import org.peculiar.report.figure.Figures;
import org.peculiar.report.page.Page;

/** Shows a run in its record: the files of its figures, and the page that holds them, each figure laid out once. */
public final class Presentation {

    private Presentation() {}

    /**
     * Write figures, in the formats that the run's descriptor asks for, and the page.
     *
     * @param record its folder
     * @throws IOException if a file cannot be written
     * @throws org.peculiar.api.DataException if it is no record, or a damaged one
     */
    public static void write(Path record) throws IOException {
        RecordedRun run = RecordedRun.read(record);
        write(run, FigureFiles.formats(run), FigureFiles.resolution(run));
    }

    /**
     * Write figures and the page.
     *
     * @param formats of the figures' files
     * @param dotsPerInch resolution of PNG
     * @throws IOException if a file cannot be written
     * @throws org.peculiar.api.DataException if the record is damaged
     */
    public static void write(RecordedRun run, List<FigureFiles.Format> formats, int dotsPerInch) throws IOException {
        List<Figures.Named> figures = Figures.of(run);
        FigureFiles.write(run.folder(), figures, formats, dotsPerInch);
        Page.writeReport(run, figures);
    }
}
