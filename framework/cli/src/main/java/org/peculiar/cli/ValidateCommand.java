package org.peculiar.cli;

import java.util.concurrent.Callable;
import org.peculiar.engine.Session;
import org.peculiar.engine.plan.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Checks a descriptor without running it. */
@Command(
        name = "validate",
        mixinStandardHelpOptions = true,
        description =
                "Check a descriptor, its files and its components without running it; what is in tables shows in a run.")
final class ValidateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private DescriptorOptions descriptor;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        try (Session session = installation.open()) {
            Plan plan = session.plan(descriptor.file(), descriptor.overrides());
            session.prepare(plan, new ConsoleProgress(spec.commandLine().getErr()));
            spec.commandLine()
                    .getOut()
                    .println(descriptor.file() + ": valid, " + plan.steps().size() + " steps");
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
