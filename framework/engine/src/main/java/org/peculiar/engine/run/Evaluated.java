package org.peculiar.engine.run;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.peculiar.api.Nuisance;
import org.peculiar.engine.graph.Node;

/**
 * A result with its siblings under displaced nuisances, from which responses are differences.
 *
 * @param value a survey, distances, a flow with its systematic covariances, or a finding
 * @param nuisance the step's own uncertainty
 * @param displaced siblings by the node of the correction that is uncertain; a flow has none left
 * @param responses of a flow, by the node of the correction that is uncertain
 */
public record Evaluated(
        Object value, Optional<Nuisance> nuisance, Map<Node, Displaced> displaced, Map<Node, Response> responses) {

    /** A result under each displacement of a nuisance, made when a flow first asks for it. Thread-safe. */
    public static final class Displaced {

        private final Nuisance nuisance;
        private Supplier<Object[]> making;
        private Object[] values;

        Displaced(Nuisance nuisance, Supplier<Object[]> making) {
            this.nuisance = nuisance;
            this.making = making;
        }

        /** Return which nuisance. */
        public Nuisance nuisance() {
            return nuisance;
        }

        /** Return for each of its values the result with it raised by a step, then with it lowered. */
        synchronized Object[] values() {
            if (values == null) {
                values = making.get();
                making = null;
            }
            return values;
        }
    }

    /**
     * How a flow responds to a nuisance.
     *
     * @param nuisance which
     * @param jacobian derivative of each parameter by each value, {@code [parameter][value]}
     */
    public record Response(Nuisance nuisance, double[][] jacobian) {

        /** Return the covariance {@code J C Jᵀ} of the parameters. */
        public double[][] covariance() {
            int k = jacobian.length;
            double[][] c = nuisance.covariance();
            double[][] covariance = new double[k][k];
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < k; b++) {
                    for (int i = 0; i < c.length; i++) {
                        for (int j = 0; j < c.length; j++) {
                            covariance[a][b] += jacobian[a][i] * c[i][j] * jacobian[b][j];
                        }
                    }
                }
            }
            return covariance;
        }
    }
}
