/**
 * The source that draws a synthetic survey of clusters.
 *
 * <p>{@link org.peculiar.plugin.source.mocksurvey.MockSurveySource} gives each cluster of a list a velocity, galaxies on the
 * plane and dispersions from several observing runs, whose plan is in {@link
 * org.peculiar.plugin.source.mocksurvey.RunPlan}. What galaxies show beside is in {@link
 * org.peculiar.plugin.source.mocksurvey.OtherObservables}. Every number is drawn by the row id of what it belongs to. Nothing here
 * analyses what was drawn.
 */
package org.peculiar.plugin.source.mocksurvey;
