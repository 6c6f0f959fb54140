/**
 * Keeps the finished work of a sweep in an embedded database, so that a run that was stopped goes on where it was.
 *
 * <p>It knows keys, bytes and the parameters of the last plan; what is in the bytes, and how the keys come about, is the
 * sweep's. It never deletes or changes a file that it did not make.
 */
package org.peculiar.engine.store;
