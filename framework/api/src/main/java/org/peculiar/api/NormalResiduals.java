package org.peculiar.api;

/** The likelihood of a relation whose residuals are independent and normal, with variances that are held. */
record NormalResiduals(Relation relation, Survey survey, double[] variances) implements Relation.Likelihood {

    private static final double LN_TWO_PI = Math.log(2 * Math.PI);

    @Override
    public Relation.LogLikelihoods at(double[] theta, double[] lnDistance) {
        Relation.Residuals residuals = relation.residuals(survey, theta, lnDistance);
        int n = variances.length;
        double[] values = new double[n];
        double[] byResidual = new double[n];
        for (int i = 0; i < n; i++) {
            double residual = residuals.values()[i];
            values[i] = -0.5 * (residual * residual / variances[i] + Math.log(variances[i]) + LN_TWO_PI);
            byResidual[i] = -residual / variances[i];
        }
        double[][] byParameter = new double[theta.length][];
        for (int p = 0; p < theta.length; p++) {
            byParameter[p] = product(byResidual, residuals.byParameter()[p]);
        }
        return new Relation.LogLikelihoods(values, product(byResidual, residuals.byLnDistance()), byParameter);
    }

    private static double[] product(double[] a, double[] b) {
        double[] product = new double[a.length];
        for (int i = 0; i < product.length; i++) {
            product[i] = a[i] * b[i];
        }
        return product;
    }
}
