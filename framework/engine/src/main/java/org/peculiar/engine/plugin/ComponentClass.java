package org.peculiar.engine.plugin;

import java.util.Arrays;
import org.peculiar.api.Kind;

/**
 * Where a plugin's index says that a component is.
 *
 * @param name as {@code kind/id}
 */
record ComponentClass(String name, String className) {

    /** Refuses a class that its plugin's index calls something else than it is. */
    void requireKind(Class<?> type, String where) {
        String kind = name.substring(0, name.indexOf('/'));
        if (!isOfKind(type, kind)) {
            throw new PluginException(
                    where + " is no " + kind + ": it implements no interface of that kind; build the plugin"
                            + " again from clean, against the api of this version");
        }
    }

    private static boolean isOfKind(Class<?> type, String kind) {
        if (type == null) {
            return false;
        }
        Kind own = type.getAnnotation(Kind.class);
        return (own != null && own.value().equals(kind))
                || isOfKind(type.getSuperclass(), kind)
                || Arrays.stream(type.getInterfaces()).anyMatch(above -> isOfKind(above, kind));
    }
}
