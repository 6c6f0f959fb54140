package org.peculiar.api;

/** Data that are sound but too few for what was asked. */
public final class InsufficientDataException extends DataException {

    private static final long serialVersionUID = 1L;

    public InsufficientDataException(String message) {
        super(message);
    }
}
