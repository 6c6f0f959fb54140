/**
 * What corrections of distance biases share.
 *
 * <p>{@link org.peculiar.science.bias.MalmquistScope} tells which distances have a Malmquist bias that can be corrected. Nothing
 * accepts or returns {@code null}.
 */
package org.peculiar.science.bias;
