/** Sets two runs side by side: what was chosen differently, and what moved. */
package org.peculiar.report.compare;
