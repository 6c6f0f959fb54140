/**
 * Large dense matrices, by the best library that the machine has.
 *
 * <p>{@link org.peculiar.science.linearalgebra.CholeskyFactor} is what correlated estimators need. It uses OpenBLAS where that
 * is installed and EJML otherwise; nothing of either is loaded before it is needed. The two differ by rounding.
 */
package org.peculiar.science.linearalgebra;
