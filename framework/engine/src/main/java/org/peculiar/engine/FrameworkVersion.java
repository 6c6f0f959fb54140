package org.peculiar.engine;

/**
 * Version of Peculiar, as it was built.
 *
 * @param full such as {@code 0.1.0-SNAPSHOT}
 */
public record FrameworkVersion(String full) {

    /** Return the version that is running; {@code 0.0.0-development} outside of a jar. */
    public static FrameworkVersion current() {
        String built = FrameworkVersion.class.getPackage().getImplementationVersion();
        return new FrameworkVersion(built == null ? "0.0.0-development" : built);
    }
}
