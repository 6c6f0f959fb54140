package org.peculiar.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Progress;
import org.peculiar.engine.data.DataFolders;
import org.peculiar.engine.data.DataPath;
import org.peculiar.engine.data.UsedFiles;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.outcome.SweepRun;
import org.peculiar.engine.plan.Assume;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Planner;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.plan.StepKind;
import org.peculiar.engine.plugin.BrokenPlugin;
import org.peculiar.engine.plugin.Components;
import org.peculiar.engine.plugin.IndexedPlugin;
import org.peculiar.engine.plugin.LoadedPlugin;
import org.peculiar.engine.plugin.PluginHost;
import org.peculiar.engine.record.Lock;
import org.peculiar.engine.record.PlanParameters;
import org.peculiar.engine.record.References;
import org.peculiar.engine.record.Results;
import org.peculiar.engine.record.RunRecord;
import org.peculiar.engine.run.ComponentFactory;
import org.peculiar.engine.run.Execution;
import org.peculiar.engine.run.Instances;
import org.peculiar.engine.schema.ComponentDescription;
import org.peculiar.engine.schema.ComponentIndex;
import org.peculiar.engine.schema.IndexReader;
import org.peculiar.engine.schema.Type;
import org.peculiar.engine.sweep.Setting;
import org.peculiar.engine.variants.Replanner;

/** The plugins of an installation, and what is done with them: planning, running, recording. */
public final class Session implements AutoCloseable {

    private final PluginHost host;
    private final ComponentIndex index;
    private final Planner planner;

    private Session(PluginHost host, DataFolders data, ComponentIndex index) {
        this.host = host;
        this.index = index;
        this.planner = new Planner(index, folder -> new DataPath(folder, data)::resolve, this::pluginIdentity);
    }

    /**
     * Open a session.
     *
     * @param pluginFolders where plugins are, see {@link org.peculiar.engine.plugin.PluginFolders}
     * @param cache where zips are expanded
     * @param data where <code>${data}</code> is
     */
    public static Session open(List<Path> pluginFolders, Path cache, DataFolders data) {
        PluginHost host = PluginHost.open(pluginFolders, cache);
        List<ComponentDescription> components = new ArrayList<>();
        for (IndexedPlugin plugin : host.indexes()) {
            components.addAll(
                    IndexReader.components(plugin.index(), plugin.plugin().id()));
        }
        Map<String, String> unusable = new LinkedHashMap<>();
        for (BrokenPlugin broken : host.broken()) {
            broken.components().forEach(component -> unusable.put(component, broken.toString()));
        }
        return new Session(host, data, new ComponentIndex(components, owned(), unusable));
    }

    private static Map<String, Type.RecordOf> owned() {
        try (InputStream in = Session.class.getResourceAsStream("/META-INF/peculiar/components.json")) {
            JsonNode json = new ObjectMapper().readTree(in);
            return IndexReader.kinds(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Return the plugins. */
    public PluginHost host() {
        return host;
    }

    /** Return the components that descriptors can name. */
    public ComponentIndex index() {
        return index;
    }

    /**
     * Plan an analysis.
     *
     * @param descriptor a file
     * @param overrides {@code PATH=VALUE}, applied in order
     * @throws org.peculiar.engine.descriptor.DescriptorException with all problems of the descriptor
     */
    public Plan plan(Path descriptor, List<String> overrides) {
        return planner.plan(descriptor, overrides);
    }

    /**
     * Plan a variant of an analysis that was planned.
     *
     * @param settings applied in order
     * @throws org.peculiar.engine.descriptor.DescriptorException with all problems that the settings make
     */
    public Plan replan(Plan base, List<Setting> settings) {
        return planner.replan(base, settings);
    }

    private String pluginIdentity(String id) {
        return FrameworkVersion.current().full() + " " + plugin(id).sha256();
    }

    private LoadedPlugin plugin(String id) {
        return host.plugins().stream()
                .filter(plugin -> plugin.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Build the components of a plan, ready to run.
     *
     * @param progress shows how far long work has come
     */
    public Run prepare(Plan plan, Progress progress) {
        UsedFiles files = new UsedFiles();
        return new Run(plan, files, new Execution(plan, assume -> instances(assume, files, progress)));
    }

    private Instances instances(Values assumed, DataFiles files, Progress progress) {
        ComponentFactory records = new Factory(null);
        Assume assume = (Assume) new Instances(records).hostRecord(assumed);
        Components components = host.components(
                Map.of(DataFiles.class, files, Progress.class, progress, Assumptions.class, assume.toAssumptions()));
        return new Instances(new Factory(components));
    }

    /** A plan whose components are built. */
    public final class Run {

        private final Plan plan;
        private final UsedFiles files;
        private final Execution execution;

        private Run(Plan plan, UsedFiles files, Execution execution) {
            this.plan = plan;
            this.files = files;
            this.execution = execution;
        }

        /** Return the plan. */
        public Plan plan() {
            return plan;
        }

        /** Return all that decides the results of steps, as text by readable path, and their identities. */
        public Map<String, String> parameters() {
            return PlanParameters.of(plan, Session.this::pluginIdentity, planner::sha256);
        }

        /** Run all steps as they stand, the baseline of a sweep. */
        public Results execute() {
            Map<String, StepKind.Output> outputs = execution.run();
            return new Results(plan, outputs, FrameworkVersion.current().full());
        }

        /**
         * Find what the sweep of the plan consists of; a plan without one has the baseline alone, for claims and targets.
         *
         * <p>Steps run only as far as the axes must know the data.
         */
        public SweepRun sweep() {
            return new SweepRun(execution, new Replanner() {
                @Override
                public Plan replan(Plan base, List<Setting> settings) {
                    return planner.replan(base, settings);
                }

                @Override
                public Step withValues(Step step, Values own, Values shared, Values assume, long seed) {
                    return planner.withValues(step, own, shared, assume, seed);
                }
            });
        }

        /**
         * Write the record of a run.
         *
         * @param additions made from the rest of the record, in order
         */
        public void record(Results results, Path folder, RunRecord.ExtraTables extra, RunRecord.Addition... additions) {
            RunRecord.write(
                    folder,
                    results,
                    Lock.of(plan, host, FrameworkVersion.current().full(), files.sha256()),
                    references(plan),
                    execution.figures(),
                    extra,
                    additions);
        }
    }

    /** Return the BibTeX entries of exactly the components and defaults that a plan uses. */
    public String references(Plan plan) {
        Set<String> keys = new TreeSet<>();
        References references = new References();
        host("references.bib").ifPresent(references::add);
        for (Step step : plan.steps()) {
            keys.addAll(step.component().cite());
            cited(step.own(), keys);
            cited(step.shared(), keys);
        }
        Lock.plugins(plan).forEach(id -> bibliography(id).ifPresent(references::add));
        return references.bibtex(keys);
    }

    /** Return the BibTeX entries of a component and of the defaults of its parameters, those of its kind included. */
    public String references(ComponentDescription component) {
        Set<String> keys = new TreeSet<>(component.cite());
        sources(component.parameters(), keys);
        sources(index.owned(component.kind()), keys);
        References references = new References();
        host("references.bib").ifPresent(references::add);
        bibliography(component.plugin()).ifPresent(references::add);
        return references.bibtex(keys);
    }

    private static void sources(Type type, Set<String> keys) {
        if (type instanceof Type.RecordOf record) {
            for (Type.Field field : record.fields()) {
                if (!field.cite().isEmpty()) {
                    keys.add(field.cite());
                }
                sources(field.type(), keys);
            }
        } else if (type instanceof Type.ListOf list) {
            sources(list.of(), keys);
        } else if (type instanceof Type.MapOf map) {
            sources(map.of(), keys);
        }
    }

    private static void cited(Object value, Set<String> keys) {
        if (value instanceof Values values) {
            for (Type.Field field : values.type().fields()) {
                Object bound = values.byKey().get(field.key());
                if (bound != null && !field.cite().isEmpty()) {
                    keys.add(field.cite());
                }
                cited(bound, keys);
            }
        } else if (value instanceof Values.BoundComponent bound) {
            keys.addAll(bound.component().cite());
            cited(bound.values(), keys);
        } else if (value instanceof List<?> list) {
            list.forEach(item -> cited(item, keys));
        } else if (value instanceof Map<?, ?> map) {
            map.values().forEach(item -> cited(item, keys));
        }
    }

    /** Return the BibTeX file of a plugin. */
    public Optional<String> bibliography(String plugin) {
        return host.resource(plugin, "references.bib").map(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static Optional<String> host(String resource) {
        try (InputStream in = Session.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        host.close();
    }

    /** Loads from the host's plugins. */
    private final class Factory implements ComponentFactory {

        private final Components components;

        Factory(Components components) {
            this.components = components;
        }

        @Override
        public Class<?> load(String plugin, String className) {
            return host.load(plugin, className);
        }

        @Override
        public Object create(String plugin, String className, Optional<Object> parameters) {
            return components.create(plugin, className, parameters);
        }
    }
}
