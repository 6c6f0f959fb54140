/**
 * What a plugin compiles against: the domain types, the kinds of component and their annotations.
 *
 * <p>A {@link org.peculiar.api.Survey} holds three columnar {@linkplain org.peculiar.api.Table tables}; an indicator
 * turns it into a {@link org.peculiar.api.DistanceSample}, biases refine that, and a flow model reduces it to a {@link
 * org.peculiar.api.FlowFit}; a diagnostic looks at all three and returns a {@link org.peculiar.api.Finding}. A {@link
 * org.peculiar.api.Figure} is data too, which the host draws. Arrays are shared, never copied: whoever receives one must not write to it.
 *
 * <p>Units inside are km/s, mag, dex and, for directions, unit vectors in Galactic axes; a distance {@code d} is
 * carried as {@code H0 d} in km/s, so that H0 never appears. A missing value is {@code NaN} in a column; parameters and
 * references are never {@code null}.
 */
package org.peculiar.api;
