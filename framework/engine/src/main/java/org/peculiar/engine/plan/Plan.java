package org.peculiar.engine.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataFile;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.descriptor.Yaml;
import org.peculiar.engine.sweep.Claim;
import org.peculiar.engine.sweep.Sweep;
import org.peculiar.engine.sweep.Target;

/**
 * A checked descriptor, ready to run.
 *
 * @param name of the analysis
 * @param descriptor the file it came from
 * @param text of the descriptor as given
 * @param overrides of the command line, as given
 * @param seed of all random numbers
 * @param data tables by name
 * @param assume what steps share
 * @param imports what the steps of imported descriptors share, by the name of the import
 * @param steps in an order in which each comes after its inputs
 * @param estimands quantities to follow, by name
 * @param sweep how the analysis is varied, if it is
 * @param claims assertions over the sweep
 * @param targets published numbers to compare with
 * @param report how the run is shown, see {@link ReportOptions}
 * @param root the descriptor with the overrides applied, which variants are planned from
 */
public record Plan(
        String name,
        Path descriptor,
        String text,
        List<String> overrides,
        long seed,
        Map<String, DataFile> data,
        Values assume,
        Map<String, Import> imports,
        List<Step> steps,
        Map<String, Estimand> estimands,
        Optional<Sweep> sweep,
        List<Claim> claims,
        List<Target> targets,
        Values report,
        Yaml.Mapping root) {

    /**
     * A named number or vector of a step's output.
     *
     * @param step name
     * @param property such as {@code speed}
     */
    public record Estimand(String step, String property) {}

    /**
     * A descriptor whose steps are imported, with what they share.
     *
     * @param descriptor the file it came from
     * @param text of that file
     * @param seed of its random numbers
     * @param data its tables by name
     * @param assume what its steps share
     */
    public record Import(Path descriptor, String text, long seed, Map<String, DataFile> data, Values assume) {}

    /** Return what a step shares with those of its descriptor. */
    public Values assume(Step step) {
        return step.chain().map(chain -> imports.get(chain).assume()).orElse(assume);
    }

    /** Return the seed of a step's random numbers. */
    public long seed(Step step) {
        return step.chain().map(chain -> imports.get(chain).seed()).orElse(seed);
    }

    /** Return what the author says to those who read claims and targets, if anything. */
    public Optional<String> note() {
        return root.get("note")
                .filter(Yaml.Scalar.class::isInstance)
                .map(Yaml.Scalar.class::cast)
                .filter(scalar -> !scalar.isNull())
                .map(scalar -> scalar.text().strip());
    }

    /** Return a step by its name. */
    public Step step(String called) {
        return steps.stream()
                .filter(step -> step.name().equals(called))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no step " + called));
    }
}
