package org.peculiar.science.resampling;

/**
 * A number with its standard error, in one unit.
 *
 * @param value the number
 * @param error its standard error; that of Monte Carlo where the number is itself an error
 */
public record Estimate(double value, double error) {}
