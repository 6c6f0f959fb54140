package org.peculiar.api;

/** A failure that its message explains to the person who can mend it: where, what was found, what is needed. */
public abstract class PeculiarException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected PeculiarException(String message) {
        super(message);
    }

    protected PeculiarException(String message, Throwable cause) {
        super(message, cause);
    }
}
