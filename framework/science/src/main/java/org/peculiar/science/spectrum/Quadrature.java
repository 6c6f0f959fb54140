package org.peculiar.science.spectrum;

/**
 * Nodes of an integral over wavenumber with the spectrum at them: {@code ∫ P f dk = Σ powerTimesStep f(k)}.
 *
 * @param k wavenumbers in h/Mpc
 * @param powerTimesStep weight of each node times P there, in (Mpc/h)²
 */
public record Quadrature(double[] k, double[] powerTimesStep) {

    /** Return the number of nodes. */
    public int size() {
        return k.length;
    }
}
