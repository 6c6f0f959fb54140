/** The annotation processor that indexes components and their parameters at build time. */
package org.peculiar.api.processor;
