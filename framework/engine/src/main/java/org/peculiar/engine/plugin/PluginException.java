package org.peculiar.engine.plugin;

import org.peculiar.api.PeculiarException;

/** A failure that a plugin is to blame for; the message names the plugin. */
public final class PluginException extends PeculiarException {

    private static final long serialVersionUID = 1L;

    public PluginException(String message) {
        super(message);
    }

    public PluginException(String message, Throwable cause) {
        super(message, cause);
    }
}
