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

    /** Begins to open a store. */
    StoreFile(Path file) {
        this.file = file;
        opening = CompletableFuture.supplyAsync(() -> Store.open(file));
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
