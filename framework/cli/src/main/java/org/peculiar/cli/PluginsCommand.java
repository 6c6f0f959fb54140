package org.peculiar.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.peculiar.api.DataException;
import org.peculiar.engine.Session;
import org.peculiar.engine.plugin.BrokenPlugin;
import org.peculiar.engine.plugin.LoadedPlugin;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.Suggestion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows plugins and their components, installs them, and begins new ones. */
@Command(
        name = "plugins",
        mixinStandardHelpOptions = true,
        description = "Show, install, check and begin plugins.",
        subcommands = {
            PluginsCommand.ListComponents.class,
            PluginsCommand.Describe.class,
            PluginsCommand.Document.class,
            InstallPluginCommand.class,
            RemovePluginCommand.class,
            CheckPluginsCommand.class,
            NewPluginCommand.class
        })
final class PluginsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Name what to do: list, describe, document, install, remove, check or new.");
    }

    /** Lists components. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the components at hand, and the plugins that cannot be used.")
    static final class ListComponents implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Mixin
        private Installation installation;

        @Parameters(
                paramLabel = "KIND",
                arity = "0..1",
                description = "Only components of this kind, such as flow; all unless given.")
        private Optional<String> kind;

        @Option(names = "--json", description = "Print JSON.")
        private boolean json;

        @Override
        public Integer call() {
            try (Session session = installation.open()) {
                requireKind(session.index());
                PrintWriter out = spec.commandLine().getOut();
                if (json) {
                    out.println(Json.text(tree(session)));
                } else {
                    int width = session.index().refs().stream()
                            .mapToInt(String::length)
                            .max()
                            .orElse(1);
                    for (ComponentDescription component : session.index().components()) {
                        if (kind.isEmpty() || component.kind().equals(kind.get())) {
                            out.printf("%-" + width + "s  %s%n", component.ref(), component.title());
                        }
                    }
                }
                out.flush();
                for (BrokenPlugin broken : session.host().broken()) {
                    spec.commandLine().getErr().println(broken);
                }
                spec.commandLine().getErr().flush();
            }
            return 0;
        }

        private void requireKind(ComponentIndex index) {
            List<String> kinds = index.components().stream()
                    .map(ComponentDescription::kind)
                    .distinct()
                    .toList();
            if (kind.isPresent() && !kinds.contains(kind.get())) {
                throw new ParameterException(
                        spec.commandLine(),
                        "KIND: found " + kind.get() + ", but one of " + String.join(", ", kinds) + " is needed");
            }
        }

        private static Map<String, Object> tree(Session session) {
            List<Object> plugins = new ArrayList<>();
            for (LoadedPlugin plugin : session.host().plugins()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("id", plugin.id());
                entry.put("version", plugin.version());
                entry.put("provider", plugin.provider());
                entry.put("description", plugin.description());
                entry.put("license", plugin.license());
                entry.put("requires", plugin.requires());
                entry.put("sha256", plugin.sha256());
                entry.put("path", plugin.path().toString());
                List<Object> components = new ArrayList<>();
                for (ComponentDescription component : session.index().components()) {
                    if (component.plugin().equals(plugin.id())) {
                        Map<String, Object> offered = new LinkedHashMap<>();
                        offered.put("component", component.ref());
                        offered.put("title", component.title());
                        components.add(offered);
                    }
                }
                entry.put("components", components);
                plugins.add(entry);
            }
            List<Object> broken = new ArrayList<>();
            for (BrokenPlugin plugin : session.host().broken()) {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("name", plugin.name());
                entry.put("path", plugin.path().toString());
                entry.put("reason", plugin.reason());
                broken.add(entry);
            }
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("plugins", plugins);
            tree.put("broken", broken);
            return tree;
        }
    }

    /** Describes a component. */
    @Command(
            name = "describe",
            mixinStandardHelpOptions = true,
            description = "Describe a component: parameters, units, defaults, an example, references.")
    static final class Describe implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "KIND/ID", description = "Such as extinction/sfd98.")
        private String ref;

        @Mixin
        private Installation installation;

        @Override
        public Integer call() {
            try (Session session = installation.open()) {
                ComponentDescription component = session.index()
                        .component(ref)
                        .orElseThrow(() -> new DataException(session.index()
                                .unusable(ref)
                                .orElseGet(() -> "no component " + ref + hint(session.index()))));
                PrintWriter out = spec.commandLine().getOut();
                new ComponentPage(session, component).forTerminal().forEach(out::println);
                out.flush();
            }
            return 0;
        }

        /** Names the components of that id, else the nearest, else those of the kind. */
        private String hint(ComponentIndex index) {
            List<String> namesakes = index.refs().stream()
                    .filter(known -> known.endsWith("/" + ref))
                    .toList();
            if (!namesakes.isEmpty()) {
                return "; did you mean " + String.join(" or ", namesakes) + "?";
            }
            Collection<String> ofKind = index.refs(ref.replaceFirst("/.*", ""));
            return Suggestion.hint(ref, ofKind.isEmpty() ? index.refs() : ofKind);
        }
    }

    /** Writes the pages of all components. */
    @Command(
            name = "document",
            mixinStandardHelpOptions = true,
            description = "Write a page for each component, and an index of them, as Markdown.")
    static final class Document implements Callable<Integer> {

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "FOLDER", description = "Where the pages go; pages of the same names are replaced.")
        private Path folder;

        @Mixin
        private Installation installation;

        @Override
        public Integer call() {
            try (Session session = installation.open()) {
                new ComponentPages(session).write(folder);
                spec.commandLine()
                        .getOut()
                        .println(session.index().components().size() + " components: " + folder.resolve("index.md"));
                spec.commandLine().getOut().flush();
            }
            return 0;
        }
    }
}
