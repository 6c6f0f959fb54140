/**
 * Fits, and what may be concluded from them.
 *
 * <p>{@link org.peculiar.science.statistics.LinearModel} is weighted least squares on columns, with shared errors
 * marginalised; its {@link org.peculiar.science.statistics.LinearFit} holds parameters, covariance and weights. A bulk flow
 * and its 3 × 3 covariance become an {@link org.peculiar.science.statistics.ErrorEllipsoid}, {@link
 * org.peculiar.science.statistics.DirectionErrors} and a {@link org.peculiar.science.statistics.BulkAmplitude} with its bias
 * correction, significance and limits. {@link org.peculiar.science.statistics.Normal}, {@link
 * org.peculiar.science.statistics.BivariateNormal}, {@link org.peculiar.science.statistics.GaussianBall} and {@link
 * org.peculiar.science.statistics.ChiSquare} are the distributions behind them. {@link
 * org.peculiar.science.statistics.CovarianceMatrix} is one of any size.
 *
 * <p>Covariances are {@code double[row][column]} in squared units of what they belong to (km/s for flows). Nothing accepts
 * or returns {@code null}; values that are not finite are refused. Data that cannot answer the question raise {@link
 * org.peculiar.api.InsufficientDataException}, wrong use {@link java.lang.IllegalArgumentException}.
 */
package org.peculiar.science.statistics;
