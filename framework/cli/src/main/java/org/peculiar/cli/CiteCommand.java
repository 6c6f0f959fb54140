package org.peculiar.cli;

import java.util.concurrent.Callable;
import org.peculiar.engine.Session;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what an analysis should cite. */
@Command(
        name = "cite",
        mixinStandardHelpOptions = true,
        description = "Print BibTeX entries for exactly the components that an analysis uses.")
final class CiteCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DescriptorOptions descriptor;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        try (Session session = installation.open()) {
            spec.commandLine()
                    .getOut()
                    .print(session.references(session.plan(descriptor.file(), descriptor.overrides())));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
