package org.peculiar.distribution;

/**
 * What came of a command.
 *
 * @param status with which it ended
 * @param output what it wrote to standard output
 * @param errors what it wrote to standard error
 */
public record Outcome(int status, String output, String errors) {}
