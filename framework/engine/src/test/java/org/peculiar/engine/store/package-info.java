/** Tests of the store, some with processes that are killed. */
package org.peculiar.engine.store;
