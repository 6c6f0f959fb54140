package org.peculiar.engine.replicates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.Assumptions;
import org.peculiar.api.Correction;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Draws;
import org.peculiar.api.FlowFit;
import org.peculiar.api.PeculiarException;
import org.peculiar.api.Survey;
import org.peculiar.engine.graph.Node;
import org.peculiar.engine.plan.Identity;
import org.peculiar.engine.run.Evaluated;
import org.peculiar.engine.run.Evaluator;
import org.peculiar.engine.sweep.Axis;
import org.peculiar.engine.variants.Replication;
import org.peculiar.engine.variants.Variants;
import org.peculiar.science.random.KeyedDraws;
import org.peculiar.science.velocity.TheoryParameters;

/** Some replicates of a variant, by their numbers. */
public final class Block {

    /** Replicates of a block, at most: many enough that preparing and committing one costs little. */
    private static final int MOST = 500;

    /** Rows of a block, at most: few enough that an interrupted run loses little, and that workers share the work. */
    private static final int MOST_ROWS = 400_000;

    private final Variants variants;
    private final Replication replication;
    private final int from;
    private final int to;

    private Block(Variants variants, Replication replication, int from, int to) {
        this.variants = variants;
        this.replication = replication;
        this.from = from;
        this.to = to;
    }

    /**
     * Divide replicates into blocks.
     *
     * @param rows number of rows that a replicate has
     * @throws DataException if nothing that is redrawn reaches the flow
     */
    public static List<Block> of(Variants variants, Replication replication, int rows) {
        List<Block> blocks = new ArrayList<>();
        Block whole = new Block(variants, replication, 0, 0);
        if (!Chain.leads(whole.redrawn(), whole.read())) {
            throw new DataException("sweep.vary." + replication.axis().name() + ": found that " + variants.flow()
                    + " does not depend on " + replication.axis().step()
                    + ", but replicates are of the flow that the sweep"
                    + " follows");
        }
        int all = replication.axis().replicates();
        int size = Math.max(1, Math.min(MOST, MOST_ROWS / Math.max(1, rows)));
        for (int from = 0; from < all; from += size) {
            blocks.add(new Block(variants, replication, from, Math.min(all, from + size)));
        }
        return blocks;
    }

    /** Return what is replicated. */
    public Replication replication() {
        return replication;
    }

    /** Return the number of the first replicate. */
    public int from() {
        return from;
    }

    /** Return the number of replicates. */
    public int size() {
        return to - from;
    }

    /** Return a hash of all that decides the replicates. */
    public String key() {
        StringBuilder parts = new StringBuilder("replicates 1 ");
        Axis.OfReplicates axis = replication.axis();
        parts.append(variants.plan().seed())
                .append(' ')
                .append(from)
                .append(' ')
                .append(to)
                .append(' ');
        parts.append(axis.name())
                .append(' ')
                .append(axis.step())
                .append(' ')
                .append(redrawn().identity())
                .append(' ')
                .append(read().identity());
        parts.append(' ').append(described(axis));
        nodes().forEach(node -> parts.append(' ').append(node.identity()));
        return Identity.ofResult(parts.toString(), Map.of());
    }

    private static String described(Axis.OfReplicates axis) {
        if (axis instanceof Axis.Bootstrap bootstrap) {
            return "bootstrap " + bootstrap.by() + " " + bootstrap.patches();
        } else if (axis instanceof Axis.Displace displace) {
            return "displace " + displace.by();
        }
        Axis.MonteCarlo mocks = (Axis.MonteCarlo) axis;
        return String.format(
                        Locale.ROOT,
                        "monte-carlo %s %s %s %s",
                        mocks.flow().step(),
                        Arrays.toString(mocks.flow().velocityKms()),
                        mocks.monopolePercent(),
                        mocks.geometry())
                + mocks.theory().map(theory -> " theory " + theory.toYaml()).orElse("");
    }

    private int place(String step) {
        return Variants.place(variants.plan(), step);
    }

    /** The result in whose place replicates come: of a displaced correction, before rows are selected from it. */
    private Node redrawn() {
        Node node = replication.also().node(place(replication.axis().step()));
        if (replication.axis() instanceof Axis.Displace) {
            while (node.selection().isPresent()) {
                node = node.inputs().get("rows");
            }
        }
        return node;
    }

    private Node read() {
        return replication.also().node(place(variants.flow()));
    }

    /** Return the nodes whose values the block needs; they must be retained while it runs. */
    public List<Node> nodes() {
        List<Node> nodes = new ArrayList<>(Chain.beside(redrawn(), read()));
        nodes.add(redrawn());
        if (replication.axis() instanceof Axis.MonteCarlo mocks) {
            nodes.add(replication.variant().node(place(mocks.relation())));
            nodes.add(replication.variant().node(place(mocks.flow().step().orElse(variants.flow()))));
        } else if (replication.axis() instanceof Axis.Displace) {
            nodes.addAll(redrawn().inputs().values());
        }
        return nodes;
    }

    /**
     * Run the replicates.
     *
     * @param evaluator of the nodes
     * @param assumptions of the variant, which mocks are drawn with
     * @throws PeculiarException if none can be drawn at all
     */
    public Replicate[] run(Evaluator evaluator, Assumptions assumptions) {
        Redraw redraw = redraw(evaluator, assumptions);
        Chain chain = Chain.between(redrawn(), read(), evaluator);
        Replicate[] rows = new Replicate[to - from];
        for (int number = from; number < to; number++) {
            rows[number - from] = replicate(redraw, chain, number);
        }
        return rows;
    }

    private static Replicate replicate(Redraw redraw, Chain chain, int number) {
        try {
            return Replicate.of(chain.run(redraw.replicate(number)));
        } catch (PeculiarException e) {
            return Replicate.failed(e.getMessage());
        }
    }

    private Redraw redraw(Evaluator evaluator, Assumptions assumptions) {
        Draws draws =
                KeyedDraws.ofSeed(variants.plan().seed()).stream("sweep").stream(
                        replication.axis().name())
                        .stream(replication.axis().step());
        Evaluated evaluated = evaluator.evaluate(redrawn());
        if (replication.axis() instanceof Axis.Bootstrap bootstrap) {
            return Redraws.bootstrap(evaluated.value(), bootstrap, draws);
        } else if (replication.axis() instanceof Axis.Displace displace) {
            var nuisance = evaluated
                    .nuisance()
                    .orElseThrow(() -> new DataException("sweep.vary." + displace.name() + ": " + displace.step()
                            + " knows no uncertainty of its own, but displacing needs one"));
            if (displace.by() == Axis.Displace.By.COVARIANCE) {
                return Redraws.displaced(nuisance, draws);
            }
            Node corrected = redrawn();
            Survey survey = (Survey) evaluator
                    .evaluate(corrected.inputs().values().iterator().next())
                    .value();
            return Redraws.resampled(nuisance, (Correction) evaluator.component(corrected.configured()), survey, draws);
        }
        Axis.MonteCarlo mocks = (Axis.MonteCarlo) replication.axis();
        DistanceSample sample = (DistanceSample) evaluator
                .evaluate(replication.variant().node(place(mocks.relation())))
                .value();
        FlowFit fit = fit(evaluator, mocks);
        Optional<TheoryParameters> theory = mocks.theory()
                .map(values -> (TheoryParameters) evaluator.hostRecord(redrawn().configured(), values));
        return new Mocks(mocks, (Survey) evaluated.value(), sample, fit, input(mocks, fit), theory, assumptions, draws);
    }

    private FlowFit fit(Evaluator evaluator, Axis.MonteCarlo mocks) {
        return (FlowFit) evaluator
                .evaluate(replication.variant().node(place(mocks.flow().step().orElse(variants.flow()))))
                .value();
    }

    /** Return the flow that mocks are given: three Galactic components in km/s. */
    public static double[] input(Axis.MonteCarlo mocks, FlowFit fit) {
        return mocks.flow().step().isPresent()
                ? Arrays.copyOf(fit.values(), 3)
                : mocks.flow().velocityKms();
    }
}
