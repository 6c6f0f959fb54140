package org.peculiar.api;

import java.nio.file.Path;

/** Host service through which components open files, so that each is checked, and named in the record of the run. */
public interface DataFiles {

    /**
     * Check that a file is there, and note that it was used.
     *
     * @param path absolute, as the host binds it
     * @return the same path
     * @throws DataException if there is no such readable file
     */
    Path file(Path path);

    /**
     * Find the one file of a folder that matches, and note that it was used.
     *
     * @param folder absolute, as the host binds it
     * @param glob such as {@code *_ngp.fits}
     * @throws DataException if the folder does not exist, or not exactly one file matches
     */
    Path only(Path folder, String glob);
}
