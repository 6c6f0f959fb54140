package org.peculiar.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.zip.CRC32C;
import org.peculiar.api.DataException;
import org.peculiar.engine.work.RowStore;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;

/**
 * Keeps the rows that a sweep has finished, each under a key that says what it is.
 *
 * <p>The file is an SQLite database with a write-ahead log and {@code synchronous=NORMAL}. When {@link #put} returns, its
 * rows outlive the process, killed at any moment and by any means; when the machine itself loses its power, the last few
 * calls may be lost, but the file stays sound. Several processes may use one file, and many threads one store.
 *
 * <p>Every row carries a checksum, so what is read is what was put, or a {@link DataException} says that the file is
 * damaged. No part of a program should read or copy the file by other means while a store has it open: on POSIX systems
 * that would drop the database's locks.
 */
public final class Store implements RowStore, AutoCloseable {

    /** How long to wait for another process's turn at writing, in ms. */
    static final int PATIENCE_MS = 60_000;

    /** Files up to this size, in bytes, are checked as a whole when they are opened; it takes some 0.1 s. Larger ones are checked row by row as they are read. */
    private static final long CHECKED_BYTES = 128L << 20;

    /** "Pecv", at byte 68 of the file: this SQLite database is a store of Peculiar. */
    private static final int APPLICATION = 0x50656376;

    private static final int CACHE_KIB = 64 << 10;
    private static final int FORMAT = 1;
    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER = 100;
    private static final int FORMAT_AT = 60;
    private static final int APPLICATION_AT = 68;
    private static final int KEY_DIGITS = 64;

    /**
     * How many stores of this process have a file open: reading its header as a plain file, and closing that, would drop
     * the locks that SQLite holds on it (POSIX gives locks to processes, not to open files).
     */
    private static final Map<Path, Integer> OPEN = new HashMap<>();

    private final Path file;
    private final Path identity;
    private final ReentrantLock lock = new ReentrantLock();
    private final Connection connection;
    private final PreparedStatement select;
    private final PreparedStatement exists;
    private final PreparedStatement insert;
    private final PreparedStatement begin;
    private final PreparedStatement read;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private boolean closed;

    private Store(Path file, Path identity, Connection connection) throws SQLException {
        this.file = file;
        this.identity = identity;
        this.connection = connection;
        select = connection.prepareStatement("SELECT payload, checksum FROM rows WHERE key = ?");
        exists = connection.prepareStatement("SELECT 1 FROM rows WHERE key = ?");
        insert = connection.prepareStatement("INSERT OR IGNORE INTO rows (key, checksum, payload) VALUES (?, ?, ?)");
        begin = connection.prepareStatement("BEGIN IMMEDIATE");
        read = connection.prepareStatement("BEGIN");
        commit = connection.prepareStatement("COMMIT");
        rollback = connection.prepareStatement("ROLLBACK");
    }

    /**
     * Open a store, or make one where there is no file or an empty one.
     *
     * @throws DataException if the file is not a store of Peculiar, is damaged or of a newer format, or cannot be written;
     *     it is left as it was
     */
    public static Store open(Path file) {
        return open(file, CHECKED_BYTES);
    }

    static Store open(Path file, long checkedBytes) {
        Path path = file.toAbsolutePath().normalize();
        NativeLibrary.load();
        Path identity = identity(path);
        synchronized (OPEN) {
            refuseForeign(path, !OPEN.containsKey(identity));
            OPEN.merge(identity, 1, Integer::sum);
        }
        Connection connection = null;
        try {
            connection = connect(path);
            if (number(connection, "PRAGMA page_count") == 0) {
                make(connection);
            }
            verify(path, connection);
            useLog(path, connection);
            if (Files.size(path) <= checkedBytes) {
                check(path, connection);
            }
            Store store = new Store(path, identity, connection);
            // A file that can be read only would tell so no sooner than when the first work is finished.
            store.inTransaction(store.begin, () -> {});
            return store;
        } catch (SQLException e) {
            abandon(identity, connection);
            throw Failure.of(path, e);
        } catch (IOException e) {
            abandon(identity, connection);
            throw unreadable(path, e);
        } catch (RuntimeException e) {
            abandon(identity, connection);
            throw e;
        }
    }

    /** Return the payloads of those of the keys that are there, in the order of the keys. */
    @Override
    public Map<String, byte[]> rows(Collection<String> keys) {
        Map<String, byte[]> rows = new LinkedHashMap<>();
        inTransaction(read, () -> {
            for (String key : keys) {
                byte[] bytes = bytes(key);
                select.setBytes(1, bytes);
                try (ResultSet found = select.executeQuery()) {
                    if (found.next()) {
                        rows.put(key, payload(bytes, key, found));
                    }
                }
            }
        });
        return rows;
    }

    /** Return those of the keys that are there, in their order. */
    @Override
    public Set<String> present(Collection<String> keys) {
        Set<String> present = new LinkedHashSet<>();
        inTransaction(read, () -> {
            for (String key : keys) {
                exists.setBytes(1, bytes(key));
                try (ResultSet found = exists.executeQuery()) {
                    if (found.next()) {
                        present.add(key);
                    }
                }
            }
        });
        return present;
    }

    /**
     * Commit one finished piece of work: all of its rows, or none if this fails. A key that is there already keeps its row.
     *
     * @param rows payloads by key, each key a SHA-256 in 64 hex digits
     */
    @Override
    public void put(Map<String, byte[]> rows) {
        inTransaction(begin, () -> {
            for (Map.Entry<String, byte[]> row : rows.entrySet()) {
                byte[] key = bytes(row.getKey());
                insert.setBytes(1, key);
                insert.setLong(2, checksum(key, row.getValue()));
                insert.setBytes(3, row.getValue());
                insert.executeUpdate();
            }
        });
    }

    /** Return the parameters of the last plan of a name, text by path in order of path; none if there was no such plan. */
    public Map<String, String> plan(String name) {
        Map<String, String> parameters = new TreeMap<>();
        inTransaction(read, () -> {
            try (PreparedStatement plan = connection.prepareStatement("SELECT path, text FROM plans WHERE name = ?")) {
                plan.setString(1, name);
                try (ResultSet found = plan.executeQuery()) {
                    while (found.next()) {
                        parameters.put(found.getString(1), found.getString(2));
                    }
                }
            }
        });
        return parameters;
    }

    /** Replace the parameters of the last plan of a name, as a whole. */
    public void plan(String name, Map<String, String> parameters) {
        inTransaction(begin, () -> {
            try (PreparedStatement drop = connection.prepareStatement("DELETE FROM plans WHERE name = ?");
                    PreparedStatement add =
                            connection.prepareStatement("INSERT INTO plans (name, path, text) VALUES (?, ?, ?)")) {
                drop.setString(1, name);
                drop.executeUpdate();
                for (Map.Entry<String, String> parameter : parameters.entrySet()) {
                    add.setString(1, name);
                    add.setString(2, parameter.getKey());
                    add.setString(3, parameter.getValue());
                    add.executeUpdate();
                }
            }
        });
    }

    /** Close the store; when no other process has it open, all of it is then in its one file. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                connection.close();
                forget(identity);
            }
        } catch (SQLException e) {
            throw Failure.of(file, e);
        } finally {
            lock.unlock();
        }
    }

    /** What is done between a transaction's start and its commit. */
    private interface Work {
        void run() throws SQLException;
    }

    private void inTransaction(PreparedStatement start, Work work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store " + file + " is closed");
            }
            start.execute();
            boolean done = false;
            try {
                work.run();
                commit.execute();
                done = true;
            } finally {
                if (!done) {
                    rollBack();
                }
            }
        } catch (SQLException e) {
            throw Failure.of(file, e);
        } finally {
            lock.unlock();
        }
    }

    private void rollBack() {
        try {
            rollback.execute();
        } catch (SQLException e) {
            // A full or failing disk has made SQLite roll back by itself, and is what the caller is told.
            return;
        }
    }

    private byte[] payload(byte[] key, String name, ResultSet found) throws SQLException {
        byte[] payload = found.getBytes(1);
        // SQLite reads bytes of length zero as none.
        byte[] bytes = payload == null ? new byte[0] : payload;
        if (found.getLong(2) != checksum(key, bytes)) {
            throw Failure.damaged(file, "the checksum of row " + name + " is wrong", null);
        }
        return bytes;
    }

    private static long checksum(byte[] key, byte[] payload) {
        CRC32C checksum = new CRC32C();
        checksum.update(key, 0, key.length);
        checksum.update(payload, 0, payload.length);
        return checksum.getValue();
    }

    private static byte[] bytes(String key) {
        if (key.length() != KEY_DIGITS) {
            throw new IllegalArgumentException("key was \"" + key + "\" but must be a SHA-256 in 64 hex digits");
        }
        return HexFormat.of().parseHex(key);
    }

    private static Path identity(Path file) {
        try {
            if (Files.exists(file)) {
                return file.toRealPath();
            }
            Files.createDirectories(file.getParent());
            return file.getParent().toRealPath().resolve(file.getFileName());
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static DataException unreadable(Path file, IOException e) {
        return Failure.unwritable(file, "that it cannot be reached (" + e + ")", e);
    }

    /**
     * Refuse what is not a store, nor a place for one, before SQLite opens it, which might change it.
     *
     * @param readable whether this process may read the header as a plain file
     */
    private static void refuseForeign(Path file, boolean readable) {
        if (Files.isDirectory(file)) {
            throw Failure.foreign(file, "a folder");
        }
        if (!Files.isWritable(file.getParent())) {
            throw Failure.unwritable(file, "that its folder cannot be written to", null);
        }
        if (Files.notExists(file)) {
            return;
        }
        if (!Files.isRegularFile(file)) {
            throw Failure.foreign(file, "no regular file");
        }
        if (!Files.isWritable(file)) {
            throw Failure.unwritable(file, "that it cannot be written", null);
        }
        if (readable) {
            byte[] header = header(file);
            // A process that was killed while it made a store leaves an empty file.
            if (header.length > 0) {
                refuseForeign(file, header);
            }
        }
    }

    private static void refuseForeign(Path file, byte[] header) {
        if (header.length < HEADER || !Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
            throw Failure.foreign(file, "a file that is no SQLite database");
        }
        verify(
                file,
                ByteBuffer.wrap(header).getInt(APPLICATION_AT),
                ByteBuffer.wrap(header).getInt(FORMAT_AT));
    }

    private static byte[] header(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(HEADER);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static void verify(Path file, Connection connection) throws SQLException {
        verify(file, number(connection, "PRAGMA application_id"), number(connection, "PRAGMA user_version"));
    }

    private static void verify(Path file, int application, int format) {
        if (application != APPLICATION) {
            throw Failure.foreign(file, "the SQLite database of another program");
        }
        if (format > FORMAT) {
            throw Failure.newer(file, format, FORMAT);
        }
    }

    private static Connection connect(Path file) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(PATIENCE_MS);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setCacheSize(-CACHE_KIB);
        config.setGetGeneratedKeys(false);
        // As a URI, for in a plain name the driver takes what follows a question mark as settings.
        return config.createConnection("jdbc:sqlite:" + file.toUri());
    }

    /**
     * Make the tables, in one transaction and before the write-ahead log is on, so that the file itself says from the first
     * that it is a store. Where another process has just made them, this changes nothing.
     */
    private static void make(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("CREATE TABLE IF NOT EXISTS rows"
                    + " (key BLOB PRIMARY KEY, checksum INTEGER NOT NULL, payload BLOB NOT NULL)");
            statement.execute("CREATE TABLE IF NOT EXISTS plans"
                    + " (name TEXT, path TEXT, text TEXT NOT NULL, PRIMARY KEY (name, path)) WITHOUT ROWID");
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + FORMAT);
            statement.execute("COMMIT");
        }
    }

    /** Turn the write-ahead log on; SQLite does not always wait for its turn at that. */
    private static void useLog(Path file, Connection connection) throws SQLException {
        long until = System.nanoTime() + PATIENCE_MS * 1_000_000L;
        while (true) {
            try {
                String mode = text(connection, "PRAGMA journal_mode = WAL");
                if (mode.equalsIgnoreCase("wal")) {
                    return;
                }
                throw Failure.notLogged(file, "journal mode " + mode, null);
            } catch (SQLException e) {
                if ((e.getErrorCode() & 0xff) != SQLiteErrorCode.SQLITE_BUSY.code || System.nanoTime() > until) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    private static void check(Path file, Connection connection) throws SQLException {
        String found = text(connection, "PRAGMA quick_check(1)");
        if (!found.equals("ok")) {
            throw Failure.damaged(file, found.strip().replace("\n", ", "), null);
        }
    }

    private static int number(Connection connection, String query) throws SQLException {
        return Integer.parseInt(text(connection, query));
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            return found.next() ? found.getString(1) : "";
        }
    }

    private static void abandon(Path identity, Connection connection) {
        forget(identity);
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // Why it could not be opened is what the caller is told.
                return;
            }
        }
    }

    private static void forget(Path identity) {
        synchronized (OPEN) {
            OPEN.computeIfPresent(identity, (path, stores) -> stores == 1 ? null : stores - 1);
        }
    }
}
