package org.peculiar.engine.plugin;

/** The reason why a plugin cannot be used, on its way to a {@link BrokenPlugin}. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
        super(reason);
    }

    Unusable(String reason, Throwable cause) {
        super(reason, cause);
    }
}
