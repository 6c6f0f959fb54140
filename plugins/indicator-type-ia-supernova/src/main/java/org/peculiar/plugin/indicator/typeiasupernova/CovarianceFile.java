package org.peculiar.plugin.indicator.typeiasupernova;

import java.io.IOException;
import java.io.Reader;
import java.io.StreamTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.peculiar.api.DataException;

/** The covariances of all light curves of a catalogue, in the order of its rows: their number, then the matrix, row by row. */
final class CovarianceFile {

    private static final int MOST_ROWS = 20_000;

    private final Path path;
    private final float[][] covariance;

    private CovarianceFile(Path path, float[][] covariance) {
        this.path = path;
        this.covariance = covariance;
    }

    /**
     * Read a file.
     *
     * @throws DataException if it does not hold as many numbers as it says, or is not symmetric
     */
    static CovarianceFile read(Path path) {
        try (Reader reader = Files.newBufferedReader(path)) {
            StreamTokenizer numbers = new StreamTokenizer(reader);
            numbers.resetSyntax();
            numbers.whitespaceChars(0, ' ');
            numbers.wordChars('!', '~');
            double size = next(numbers, path, "the number of rows");
            if (!(size >= 1 && size <= MOST_ROWS && size == Math.rint(size))) {
                throw new DataException(path + ": found " + size
                        + " first, but the number of rows is needed there, from 1 to " + MOST_ROWS);
            }
            int n = (int) size;
            float[][] covariance = new float[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    covariance[i][j] = (float) next(numbers, path, "row " + (i + 1) + ", column " + (j + 1));
                }
            }
            if (numbers.nextToken() != StreamTokenizer.TT_EOF) {
                throw new DataException(
                        path + ": found more than the " + n + " times " + n + " numbers that it announces");
            }
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < i; j++) {
                    float scale = Math.max(Math.abs(covariance[i][i]), Math.abs(covariance[j][j]));
                    if (Math.abs(covariance[i][j] - covariance[j][i]) > 1e-4f * scale) {
                        throw new DataException(path + ": found " + covariance[i][j] + " in row " + (i + 1)
                                + ", column " + (j + 1) + ", but " + covariance[j][i]
                                + " the other way round; a covariance is symmetric");
                    }
                }
            }
            return new CovarianceFile(path, covariance);
        } catch (IOException e) {
            throw new DataException(path + ": cannot be read: " + e.getMessage());
        }
    }

    private static double next(StreamTokenizer numbers, Path path, String what) throws IOException {
        if (numbers.nextToken() != StreamTokenizer.TT_WORD) {
            throw new DataException(path + ": ends where " + what + " is needed");
        }
        try {
            double value = Double.parseDouble(numbers.sval);
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new DataException(path + ": found " + numbers.sval + ", but " + what + " must be a number");
    }

    /**
     * Return a covariance in mag².
     *
     * @param first row id of one light curve
     * @param second row id of another
     */
    double between(int first, int second) {
        int largest = Math.max(first, second);
        if (largest >= covariance.length) {
            throw new DataException(path + ": holds " + covariance.length + " rows, but the table has at least "
                    + (largest + 1) + "; they must be those of the same catalogue, in the same order");
        }
        return covariance[first][second];
    }
}
