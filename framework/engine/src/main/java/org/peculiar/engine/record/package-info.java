/** What a run leaves behind: results, tables, the resolved descriptor, the lock and the references. */
package org.peculiar.engine.record;
