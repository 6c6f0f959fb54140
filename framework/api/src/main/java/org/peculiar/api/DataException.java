package org.peculiar.api;

/** Data that cannot be used. The message names the file or table, the row and the column. */
public class DataException extends PeculiarException {

    private static final long serialVersionUID = 1L;

    public DataException(String message) {
        super(message);
    }

    public DataException(String message, Throwable cause) {
        super(message, cause);
    }
}
