package org.peculiar.engine.data;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where data are kept apart from a workflow.
 *
 * @param user to which data sets are downloaded
 * @param shipped with the distribution
 */
public record DataFolders(Path user, Path shipped) {

    /** Names the environment variable with the user's data folder. */
    public static final String VARIABLE = "PECULIAR_DATA";

    /**
     * Find the user's data folder: {@value #VARIABLE}, or where the system keeps the data of applications.
     *
     * @param environment of the process
     * @param shipped with the distribution
     */
    public static DataFolders of(Map<String, String> environment, Path shipped) {
        return of(environment, shipped, System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static DataFolders of(Map<String, String> environment, Path shipped, String system, Path home) {
        return new DataFolders(user(environment, system, home).toAbsolutePath().normalize(), shipped.toAbsolutePath());
    }

    private static Path user(Map<String, String> environment, String system, Path home) {
        if (isSet(environment, VARIABLE)) {
            return Path.of(environment.get(VARIABLE));
        }
        boolean windows = system.toLowerCase(Locale.ROOT).startsWith("windows");
        String standard = windows ? "LOCALAPPDATA" : "XDG_DATA_HOME";
        return isSet(environment, standard)
                ? Path.of(environment.get(standard), "peculiar")
                : home.resolve(windows ? "AppData/Local" : ".local/share").resolve("peculiar");
    }

    private static boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(name, "").isBlank();
    }

    /** Returns the folders in the order in which they are searched. */
    List<Path> searched() {
        return List.of(user, shipped);
    }
}
