package org.peculiar.cli;

import org.peculiar.api.Progress;

/** Shows no progress, where there is too little of it to show. */
final class Silence implements Progress, Progress.Task {

    @Override
    public Task begin(String name, long total) {
        return this;
    }

    @Override
    public void advance(long units) {
        // Nobody is told.
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
