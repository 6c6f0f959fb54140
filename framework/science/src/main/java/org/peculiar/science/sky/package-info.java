/**
 * Directions and the frames that they are given in.
 *
 * <p>Inside, a direction is a unit vector in Galactic axes ({@link org.peculiar.api.Directions}); degrees exist where tables
 * are read and written, and {@link org.peculiar.science.sky.SkyFrame} converts. {@link
 * org.peculiar.science.sky.Rotation} holds the matrices, {@link org.peculiar.science.sky.Fk4} the step from B1950 to J2000,
 * {@link org.peculiar.science.sky.Angles} reads sexagesimal angles and checks ranges, {@link
 * org.peculiar.science.sky.GalacticVector} is one vector with a length, {@link org.peculiar.science.sky.Patches} divides the sky.
 *
 * <p>Longitudes are returned in [0°, 360°), latitudes from atan2, which stays accurate at the poles. Nothing accepts or
 * returns {@code null}; a missing angle (NaN) is refused, because a galaxy without a position has no place here.
 */
package org.peculiar.science.sky;
