package org.peculiar.cli;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.peculiar.api.PeculiarException;
import org.peculiar.engine.store.Store;

/** A sweep's store, which opens in the background: the database's library takes a while to load. */
final class StoreFile implements AutoCloseable {

    private final Path file;
    private final CompletableFuture<Store> opening;

    /**
     * Begins to open a store.
     *
     * @param given by the user, {@code null} for one beside the record
     * @param record folder of the record
     */
    StoreFile(Path given, Path record) {
        file = given == null ? beside(record) : given;
        opening = CompletableFuture.supplyAsync(() -> Store.open(file));
    }

    /** Returns where the store of a record is unless the user says. */
    static Path beside(Path record) {
        Path folder = record.normalize();
        if (folder.toString().isEmpty() || folder.endsWith("..")) {
            folder = record.toAbsolutePath().normalize();
        }
        return folder.resolveSibling(folder.getFileName() + ".sqlite");
    }

    /**
     * Returns the store once it is open.
     *
     * @throws PeculiarException if it cannot be opened
     */
    Store store() {
        try {
            return opening.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof PeculiarException explained) {
                throw explained;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        if (!opening.isCompletedExceptionally()) {
            store().close();
        }
    }

    @Override
    public String toString() {
        return file.toString();
    }
}
