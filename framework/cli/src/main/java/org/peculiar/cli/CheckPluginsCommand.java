package org.peculiar.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.engine.plugin.BrokenPlugin;
import org.peculiar.engine.plugin.LoadedPlugin;
import org.peculiar.engine.plugin.PluginHost;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks plugins without running any of their code. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Check plugins, and whether they get on with each other, without running any of their code:"
                + " files, index, versions, conflicts, and whether all that their classes refer to is there.")
final class CheckPluginsCommand implements Callable<Integer> {

    private static final int BROKEN = 2;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "ZIP",
            description =
                    "Plugins that are not installed, each together with those that are; all that are, unless given.")
    private List<Path> zips = List.of();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        List<Object> sound = new ArrayList<>();
        List<BrokenPlugin> broken = new ArrayList<>();
        List<Path> asked = real();
        try (PluginHost host = installation.look(zips)) {
            host.broken().stream()
                    .filter(plugin -> isAsked(asked, plugin.path()))
                    .forEach(broken::add);
            for (LoadedPlugin plugin : host.plugins()) {
                if (isAsked(asked, plugin.path())) {
                    host.inspect(plugin).ifPresentOrElse(broken::add, () -> sound.add(row(plugin)));
                }
            }
            print(sound, broken);
        }
        return broken.isEmpty() ? 0 : BROKEN;
    }

    private List<Path> real() {
        List<Path> real = new ArrayList<>();
        for (Path zip : zips) {
            try {
                real.add(zip.toRealPath());
            } catch (IOException e) {
                throw new DataException(zip + ": there is no such file", e);
            }
        }
        return real;
    }

    private static boolean isAsked(List<Path> asked, Path path) {
        return asked.isEmpty() || asked.stream().anyMatch(path::startsWith);
    }

    private static Map<String, Object> row(LoadedPlugin plugin) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", plugin.id());
        row.put("version", plugin.version());
        row.put("path", plugin.path().toString());
        row.put("sha256", plugin.sha256());
        return row;
    }

    private void print(List<Object> sound, List<BrokenPlugin> broken) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Object> refused = new ArrayList<>();
            for (BrokenPlugin plugin : broken) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", plugin.name());
                row.put("path", plugin.path().toString());
                row.put("reason", plugin.reason());
                refused.add(row);
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("sound", sound);
            tree.put("broken", refused);
            out.println(Json.text(tree));
        } else {
            for (Object row : sound) {
                Map<?, ?> plugin = (Map<?, ?>) row;
                out.println("sound: " + plugin.get("id") + " " + plugin.get("version") + "  " + plugin.get("sha256"));
            }
            broken.forEach(spec.commandLine().getErr()::println);
        }
        out.flush();
        spec.commandLine().getErr().flush();
    }
}
