package org.peculiar.engine.plan;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.peculiar.api.DataFile;
import org.peculiar.engine.data.ContentHash;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.schema.ComponentDescription;

/**
 * Gathers what decides the result of a step, and hashes it.
 *
 * <p>Files count by their content, and by their name, whose ending tells their format; where they lie does not count. Each
 * part is written so that no two different ones read alike.
 */
public final class Identity {

    private final Function<String, String> plugins;
    private final Function<Path, String> files;
    private final StringBuilder parts = new StringBuilder();

    /**
     * Begin an identity.
     *
     * @param plugins gives what identifies a plugin's content, and the framework's
     * @param files gives the hash of a file's content
     */
    Identity(Function<String, String> plugins, Function<Path, String> files) {
        this.plugins = plugins;
        this.files = files;
    }

    Identity component(ComponentDescription component) {
        text(component.ref());
        text(plugins.apply(component.plugin()));
        return this;
    }

    Identity values(Values values) {
        parts.append('{');
        values.byKey().forEach((key, value) -> {
            text(key);
            value(value);
        });
        parts.append('}');
        return this;
    }

    /**
     * Return the identity of a step's result.
     *
     * @param content hash of the step itself
     * @param inputs identities of what it takes, by role
     */
    public static String ofResult(String content, Map<String, String> inputs) {
        Identity identity = new Identity(plugin -> "", file -> "");
        identity.text(content);
        inputs.forEach((role, of) -> {
            identity.text(role);
            identity.text(of);
        });
        return identity.hash();
    }

    /** Add what random numbers depend on. */
    Identity draws(long seed, String step) {
        text(Long.toString(seed));
        text(step);
        return this;
    }

    String hash() {
        return ContentHash.sha256(parts.toString());
    }

    private void value(Object value) {
        if (value instanceof DataFile data) {
            file(data.path());
        } else if (value instanceof Values.BoundPath path) {
            file(path.path());
        } else if (value instanceof Values.BoundComponent bound) {
            component(bound.component()).values(bound.values());
        } else if (value instanceof Values nested) {
            values(nested);
        } else if (value instanceof List<?> list) {
            parts.append('[');
            list.forEach(this::value);
            parts.append(']');
        } else if (value instanceof Map<?, ?> map) {
            parts.append('{');
            map.forEach((key, item) -> {
                text((String) key);
                value(item);
            });
            parts.append('}');
        } else {
            text(String.valueOf(value));
        }
    }

    private void file(Path path) {
        text(Files.isDirectory(path) ? "folder" : String.valueOf(path.getFileName()));
        text(files.apply(path));
    }

    private void text(String text) {
        parts.append(text.length()).append(':').append(text);
    }
}
