/**
 * What is known of components without running them: ids, documentation and parameters, read from the index that the api's
 * annotation processor writes; and the JSON schema made from it.
 */
package org.peculiar.engine.schema;
