package org.peculiar.cli;

import java.nio.file.Path;
import org.peculiar.engine.plan.Plan;
import picocli.CommandLine.Option;

/** Where a plan leaves its record, and finished work of its sweep. */
final class RecordOptions {

    @Option(names = "--out", paramLabel = "FOLDER", description = "Where the record goes; runs/NAME unless given.")
    private Path out;

    @Option(
            names = "--store",
            paramLabel = "FILE",
            description =
                    "Where finished work of a sweep is kept; beside the record, as runs/NAME.sqlite, unless given.")
    private Path store;

    /** Return the folder of the record. */
    Path folder(Plan plan) {
        return out == null ? Path.of("runs", plan.name()) : out;
    }

    /** Return the file of the store. */
    Path store(Plan plan) {
        return store == null ? beside(folder(plan)) : store;
    }

    private static Path beside(Path record) {
        Path folder = record.normalize();
        if (folder.toString().isEmpty() || folder.endsWith("..")) {
            folder = record.toAbsolutePath().normalize();
        }
        return folder.resolveSibling(folder.getFileName() + ".sqlite");
    }
}
