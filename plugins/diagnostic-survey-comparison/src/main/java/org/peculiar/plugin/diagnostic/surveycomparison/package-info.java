/**
 * Bulk flows of any number of surveys against each other, naively and with windows and cosmic covariance. It fits nothing: flows
 * come from flow models, or as papers print them.
 */
package org.peculiar.plugin.diagnostic.surveycomparison;
