package org.peculiar.cli;

import java.util.concurrent.Callable;
import org.peculiar.engine.Session;
import org.peculiar.engine.schema.JsonSchema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the JSON schema of descriptors. */
@Command(
        name = "schema",
        mixinStandardHelpOptions = true,
        description = "Print the JSON schema of descriptors, made from the plugins at hand, for editors.")
final class SchemaCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Installation installation;

    @Override
    public Integer call() {
        try (Session session = installation.open()) {
            spec.commandLine().getOut().println(Json.text(new JsonSchema(session.index()).descriptor()));
            spec.commandLine().getOut().flush();
        }
        return 0;
    }
}
