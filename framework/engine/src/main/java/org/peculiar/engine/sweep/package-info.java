/** What a descriptor declares under {@code sweep}, {@code claims} and {@code targets}, as records; nothing is run here. */
package org.peculiar.engine.sweep;
