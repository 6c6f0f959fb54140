package org.peculiar.engine.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataException;

/**
 * Whether one file of a downloaded data set is what it should be.
 *
 * @param file where it is, or should be
 * @param problem what is wrong with it, empty if nothing is
 */
public record DataCheck(Path file, Optional<String> problem) {

    /**
     * Check the files of a data set in the user's data folder.
     *
     * @throws DataException if the folder cannot be read
     */
    public static List<DataCheck> of(DataSet set, DataFolders folders) {
        Path folder = set.folder(folders);
        List<DataCheck> checks = new ArrayList<>();
        try {
            Map<String, Checksum> checksums = Checksums.read(set, folder);
            for (DataSet.File known : set.files()) {
                Path file = folder.resolve(known.name());
                checks.add(new DataCheck(
                        file,
                        Files.isRegularFile(file)
                                ? checksums.get(known.name()).objection(file)
                                : Optional.of("is not there")));
            }
        } catch (IOException e) {
            throw new DataException(folder + ": cannot be read (" + e.getMessage() + ")", e);
        }
        return checks;
    }
}
