package org.peculiar.science.velocity;

import java.util.ArrayList;
import java.util.List;
import org.peculiar.api.Unit;

/**
 * The moments of a flow about the observer that are estimated together: the functions of position whose sum is the radial
 * velocity, {@code v_n = Σ_p U_p g_p(r_n)}.
 *
 * @see "Feldman, Watkins and Hudson 2010, MNRAS 407, 2328, section 2"
 */
public enum FlowMoments {
    /** The bulk flow: three moments, in km/s. */
    BULK,
    /** The bulk flow and the symmetric shear, whose trace is local expansion: nine moments, the shear in km/s/(Mpc/h). */
    SHEAR,
    /**
     * The bulk flow, the shear and the ten octupoles: 19 moments, the octupoles in km/s/(Mpc/h)². An octupole has its part of a
     * bulk flow taken off, as averaged over the ideal survey, so that V stays what it is without them.
     */
    OCTUPOLE;

    private static final String[] AXIS = {"x", "y", "z"};

    /** The shear's elements: the diagonal, then the others, which count twice. */
    private static final int[][] PAIRS = {{0, 0}, {1, 1}, {2, 2}, {0, 1}, {1, 2}, {0, 2}};

    /** The octupoles' elements; the last axis is the one that stands there an odd number of times. */
    private static final int[][] TRIPLES = {
        {0, 0, 0}, {1, 1, 1}, {2, 2, 2}, {0, 0, 1}, {1, 1, 2}, {2, 2, 0}, {1, 1, 0}, {2, 2, 1}, {0, 0, 2}, {0, 1, 2}
    };

    /** Return the number of moments. */
    public int count() {
        return this == BULK ? 3 : this == SHEAR ? 9 : 19;
    }

    /** Return the names of the moments: vx, vy, vz, shear-xx and so on, octupole-xxx and so on. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of("vx", "vy", "vz"));
        if (this != BULK) {
            for (int[] pair : PAIRS) {
                names.add("shear-" + AXIS[pair[0]] + AXIS[pair[1]]);
            }
        }
        if (this == OCTUPOLE) {
            for (int[] triple : TRIPLES) {
                names.add("octupole-" + AXIS[triple[0]] + AXIS[triple[1]] + AXIS[triple[2]]);
            }
        }
        return names;
    }

    /** Return the units of the moments. */
    public List<Unit> units() {
        List<Unit> units = new ArrayList<>();
        for (int p = 0; p < count(); p++) {
            units.add(p < 3 ? Unit.KMS : p < 9 ? Unit.KMS_PER_MPC_H : Unit.KMS_PER_MPC_H2);
        }
        return units;
    }

    /**
     * Return the functions at some positions, {@code [moment][object]}; lengths in Mpc/h.
     *
     * @param meanSquareDistance of the ideal survey in (Mpc/h)², which the octupoles are made orthogonal to the bulk flow over
     */
    public double[][] at(Positions positions, double meanSquareDistance) {
        double[][] n = {
            positions.directions().x(),
            positions.directions().y(),
            positions.directions().z()
        };
        double[] r = positions.r();
        double[][] modes = new double[count()][r.length];
        for (int j = 0; j < 3; j++) {
            modes[j] = n[j];
        }
        for (int p = 3; p < Math.min(count(), 9); p++) {
            int[] pair = PAIRS[p - 3];
            double times = pair[0] == pair[1] ? 1 : 2;
            for (int i = 0; i < r.length; i++) {
                modes[p][i] = times * r[i] * n[pair[0]][i] * n[pair[1]][i];
            }
        }
        for (int p = 9; p < count(); p++) {
            int[] triple = TRIPLES[p - 9];
            int arrangements = arrangements(triple);
            for (int i = 0; i < r.length; i++) {
                double product = n[triple[0]][i] * n[triple[1]][i] * n[triple[2]][i];
                // ⟨n_x⁴⟩/⟨n_x²⟩ = 3/5 and 3⟨n_x² n_y²⟩/⟨n_y²⟩ = 3/5; xyz has no part of a bulk flow
                double bulk = arrangements == 6 ? 0 : 0.6 * meanSquareDistance * n[triple[2]][i];
                modes[p][i] = arrangements * r[i] * r[i] * product - bulk;
            }
        }
        return modes;
    }

    private static int arrangements(int[] triple) {
        boolean allDiffer = triple[0] != triple[1] && triple[1] != triple[2] && triple[0] != triple[2];
        return allDiffer ? 6 : triple[0] == triple[2] ? 1 : 3;
    }
}
