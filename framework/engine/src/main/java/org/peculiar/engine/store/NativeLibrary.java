package org.peculiar.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.peculiar.api.DataException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.core.NativeDB;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Loads SQLite's native library, which the driver carries in its jar.
 *
 * <p>The driver would unpack it by itself, but a process that is killed would then leave the copy behind, a new one each
 * time, and a folder that may hold no programs would be told in a log instead of a message.
 */
final class NativeLibrary {

    private static final String FOLDER = "java.io.tmpdir";
    private static final String DRIVER_FOLDER = "org.sqlite.lib.path";

    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Load the library, once in a process.
     *
     * @throws DataException if there is none for this machine, or no folder to load it from
     */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        if (System.getProperty(DRIVER_FOLDER) == null && !driverHasLoaded()) {
            loadCopy();
        } else {
            tellDriver();
        }
        loaded = true;
    }

    /** A program of which Peculiar is a part may use SQLite itself; a second copy in one process would crash it. */
    private static boolean driverHasLoaded() {
        try {
            new NativeDB("", "", new SQLiteConfig()).libversion();
            return true;
        } catch (UnsatisfiedLinkError e) {
            return false;
        } catch (SQLException e) {
            throw new DataException("store: SQLite does not tell its version (" + e.getMessage() + ")", e);
        }
    }

    private static void loadCopy() {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (resource == null) {
            throw new DataException(
                    "store: found " + System.getProperty("os.name") + " on " + System.getProperty("os.arch")
                            + ", but a system that SQLite is built for is needed, or the folder of its library with -D"
                            + DRIVER_FOLDER);
        }
        Path folder = null;
        try (InputStream in = resource.openStream()) {
            folder = Files.createTempDirectory("peculiar-");
            Path library = folder.resolve(name);
            Files.copy(in, library);
            load(library);
            // The driver looks for it there once more, and finds it loaded.
            System.setProperty(DRIVER_FOLDER, folder.toString());
            tellDriver();
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new DataException(
                    "store: found that SQLite's library cannot be loaded from " + System.getProperty(FOLDER) + " (" + e
                            + "), but a folder that one can write to and load programs from is needed; name one with -D"
                            + FOLDER + " in PECULIAR_JAVA_OPTS",
                    e);
        } finally {
            System.clearProperty(DRIVER_FOLDER);
            delete(folder, name);
        }
    }

    private static void tellDriver() {
        try {
            SQLiteJDBCLoader.initialize();
        } catch (Exception e) {
            throw new DataException("store: found no library of SQLite (" + e.getMessage() + "), but one is needed", e);
        }
    }

    @SuppressWarnings("restricted")
    private static void load(Path library) {
        System.load(library.toString());
    }

    /** Delete at once what a killed process would leave; where a loaded library cannot be deleted, Java's exit does. */
    private static void delete(Path folder, String name) {
        if (folder != null) {
            try {
                Files.deleteIfExists(folder.resolve(name));
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
                folder.resolve(name).toFile().deleteOnExit();
            }
        }
    }
}
