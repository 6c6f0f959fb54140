package org.peculiar.engine.descriptor;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects problems, so that all are reported at once. */
public final class Problems {

    private final List<Problem> problems;
    private final String within;

    /** Begin a collection. */
    public Problems() {
        this(new ArrayList<>(), "");
    }

    private Problems(List<Problem> problems, String within) {
        this.problems = problems;
        this.within = within;
    }

    /** Return a view of this collection that adds problems of a part of the descriptor; paths begin in that part. */
    public Problems within(String part) {
        return new Problems(problems, within + part + ".");
    }

    /** Add a problem. */
    public void add(Position position, String path, String message) {
        problems.add(new Problem(position, path.isEmpty() ? path : within + path, message));
    }

    /** Tell whether there is none. */
    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /**
     * Report what was collected.
     *
     * @throws DescriptorException if there is any problem
     */
    public void throwIfAny() {
        if (!problems.isEmpty()) {
            throw thrown();
        }
    }

    /** Return the exception that reports what was collected, where there is no going on. */
    public DescriptorException thrown() {
        return new DescriptorException(sorted());
    }

    /** Return what was collected in the order of its places, nothing twice. */
    public List<Problem> sorted() {
        return problems.stream()
                .distinct()
                .sorted(Comparator.comparing(
                                (Problem p) -> p.position().source().name())
                        .thenComparing(p -> p.position().line())
                        .thenComparing(p -> p.position().column()))
                .toList();
    }
}
