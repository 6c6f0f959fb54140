package org.peculiar.engine.descriptor;

import java.util.List;
import java.util.stream.Collectors;
import org.peculiar.api.PeculiarException;

/** A descriptor that cannot be run as it stands; its message shows every problem with its place. */
public final class DescriptorException extends PeculiarException {

    private static final long serialVersionUID = 1L;

    /** More than anyone reads; a machine may have written the descriptor. */
    private static final int MOST_SHOWN = 50;

    private final transient List<Problem> problems;

    DescriptorException(List<Problem> problems) {
        super(problems.stream().limit(MOST_SHOWN).map(Problem::show).collect(Collectors.joining(System.lineSeparator()))
                + (problems.size() > MOST_SHOWN
                        ? System.lineSeparator() + "and " + (problems.size() - MOST_SHOWN) + " problems more"
                        : ""));
        this.problems = List.copyOf(problems);
    }

    /** Return the problems in the order of their places. */
    public List<Problem> problems() {
        return problems;
    }
}
