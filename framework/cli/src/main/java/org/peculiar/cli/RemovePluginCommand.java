package org.peculiar.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Removes a plugin that was installed. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description = "Remove a plugin that was installed; those of the distribution stay.")
final class RemovePluginCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "PLUGIN", description = "Such as indicator-my-tully-fisher; not the name of a component.")
    private String id;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        out.println("removed " + installation.user().remove(id));
        out.flush();
        return 0;
    }
}
