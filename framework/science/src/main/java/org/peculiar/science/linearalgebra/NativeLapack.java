package org.peculiar.science.linearalgebra;

import dev.ludovic.netlib.lapack.LAPACK;
import dev.ludovic.netlib.lapack.NativeLAPACK;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.netlib.util.intW;

/**
 * The machine's OpenBLAS, where it is installed.
 *
 * <p>The system property {@code dev.ludovic.netlib.lapack.nativeLib} names another library, {@code
 * dev.ludovic.netlib.lapack.allowNative=false} forbids any. A reference LAPACK is not looked for: it is slower than Java.
 */
final class NativeLapack {

    private static final String LIBRARY = "dev.ludovic.netlib.lapack.nativeLib";
    private static final String ALLOWED = "dev.ludovic.netlib.lapack.allowNative";

    private static final List<String> NAMES = List.of("libopenblas.so.0", "libopenblas.dylib", "libopenblas.dll");

    /** Where systems keep it that Java does not look in. */
    private static final List<String> FOLDERS = List.of(
            "/usr/lib/x86_64-linux-gnu",
            "/usr/lib/aarch64-linux-gnu",
            "/usr/lib64",
            "/opt/homebrew/opt/openblas/lib",
            "/usr/local/opt/openblas/lib");

    // held, or its level would be forgotten with it
    private static final Logger LOGGER = Logger.getLogger("dev.ludovic.netlib.lapack.InstanceBuilder");

    /** Loaded at the first matrix that is worth it. */
    private static final class Loaded {
        static final Optional<LAPACK> LAPACK = load();
    }

    private NativeLapack() {}

    private static Optional<LAPACK> load() {
        if (!Boolean.parseBoolean(System.getProperty(ALLOWED, "true"))) {
            return Optional.empty();
        }
        if (System.getProperty(LIBRARY) == null) {
            Optional<Path> found = installed();
            // the library's own search would write to standard error that it found nothing
            if (found.isEmpty()) {
                return Optional.empty();
            }
            System.setProperty(LIBRARY, found.get().toString());
        }
        LOGGER.setLevel(Level.OFF);
        try {
            return Optional.of(NativeLAPACK.getInstance());
        } catch (RuntimeException | LinkageError e) {
            // what it says is that there is none; Java does it
            return Optional.empty();
        }
    }

    private static Optional<Path> installed() {
        Stream<String> known =
                Stream.of(System.getProperty("java.library.path", "").split(File.pathSeparator, -1));
        return Stream.concat(known, FOLDERS.stream())
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Tell whether there is one. */
    static boolean isAvailable() {
        return Loaded.LAPACK.isPresent();
    }

    /** Factor a matrix in its own memory; its lower triangle by rows is an upper one by columns. */
    static boolean factor(double[] matrix, int size) {
        intW info = new intW(0);
        Loaded.LAPACK.orElseThrow().dpotrf("U", size, matrix, size, info);
        return info.val == 0;
    }
}
