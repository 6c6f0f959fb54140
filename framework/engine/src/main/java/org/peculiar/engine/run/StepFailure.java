package org.peculiar.engine.run;

/** A component that failed in a way its plugin does not explain: a mistake in the plugin, not in what the user gave it. */
public final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Blame a plugin. */
    public StepFailure(String step, String component, String plugin, Throwable cause) {
        super(
                "steps." + step + ": " + component + " failed with " + cause + "; this is a mistake in the plugin "
                        + plugin + ", which its provider should hear of",
                cause);
    }
}
