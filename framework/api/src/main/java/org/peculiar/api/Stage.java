package org.peculiar.api;

/**
 * A component made ready for many inputs that have columns in common, such as the replicates of a Monte Carlo.
 *
 * <p>What a stage returns depends on its input alone, to the last bit: not on what it was prepared with, nor on what it was
 * applied to before. It may keep arrays to work in, so a stage belongs to one thread; what it returns is as immutable as what
 * the component itself returns, and is not touched again.
 *
 * @param <I> what it is applied to
 * @param <O> what it returns
 */
@FunctionalInterface
public interface Stage<I, O> {

    /**
     * Do what the component does.
     *
     * @throws PeculiarException whenever the component would throw it
     */
    O apply(I input);
}
