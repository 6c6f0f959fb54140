package org.peculiar.engine.store;

import java.nio.file.Path;
import java.sql.SQLException;
import org.peculiar.api.DataException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** Says what was found wrong with a store, and what is needed instead. */
final class Failure {

    private static final String ANOTHER = "move it away or choose another with --store";

    private Failure() {}

    static DataException foreign(Path file, String found) {
        return new DataException(
                "store " + file + ": found " + found + ", but a store of Peculiar is needed; " + ANOTHER);
    }

    static DataException newer(Path file, int found, int known) {
        return new DataException("store " + file + ": found a store of format " + found + ", but format " + known
                + " is needed, the newest that this Peculiar knows; use a newer Peculiar, or " + ANOTHER);
    }

    static DataException damaged(Path file, String detail, Throwable cause) {
        return new DataException(
                "store " + file + ": found a damaged database (" + detail + "), but a sound one is needed; " + ANOTHER
                        + ", and what it held runs again",
                cause);
    }

    static DataException unwritable(Path file, String found, Throwable cause) {
        return new DataException(
                "store " + file + ": found " + found
                        + ", but a file and a folder that one can write to are needed; choose"
                        + " another with --store",
                cause);
    }

    static DataException notLogged(Path file, String detail, Throwable cause) {
        return new DataException(
                "store " + file + ": found no way to keep a write-ahead log beside it (" + detail
                        + "), but a file system with shared memory and locks is needed, such as a local disk; choose"
                        + " another with --store",
                cause);
    }

    /** Return what an error of SQLite means for the one who runs the sweep. */
    static DataException of(Path file, SQLException error) {
        SQLiteErrorCode code = error instanceof SQLiteException own
                ? own.getResultCode()
                : SQLiteErrorCode.getErrorCode(error.getErrorCode());
        String detail = error.getMessage();
        // The low byte is the kind of error, the rest says where it came up.
        return switch (SQLiteErrorCode.getErrorCode(code.code & 0xff)) {
            case SQLITE_NOTADB -> foreign(file, "a file that is no SQLite database");
            // The statements are fixed, so what they miss is missing in the file.
            case SQLITE_CORRUPT, SQLITE_FORMAT, SQLITE_ERROR -> damaged(file, detail, error);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH -> unwritable(file, "that it cannot be written", error);
            case SQLITE_CANTOPEN -> unwritable(file, "that it cannot be opened", error);
            case SQLITE_FULL ->
                new DataException(
                        "store " + file + ": found its disk full, but room for what finishes is needed; what was"
                                + " finished before is kept",
                        error);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new DataException(
                        "store " + file + ": found it locked by another process for " + Store.PATIENCE_MS / 1000
                                + " s, but turns at writing are needed; wait for that process or end it",
                        error);
            case SQLITE_PROTOCOL, SQLITE_NOLFS -> notLogged(file, detail, error);
            case SQLITE_IOERR ->
                code.name().startsWith("SQLITE_IOERR_SHM") || code == SQLiteErrorCode.SQLITE_IOERR_LOCK
                        ? notLogged(file, detail, error)
                        : new DataException(
                                "store " + file + ": found that its disk fails (" + detail
                                        + "), but one that can be read and written is needed",
                                error);
            default -> new DataException("store " + file + ": SQLite says: " + detail, error);
        };
    }
}
