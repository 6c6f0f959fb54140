package org.peculiar.engine.variants;

import java.util.List;
import java.util.Optional;
import org.peculiar.engine.graph.Configured;
import org.peculiar.engine.graph.Selection;
import org.peculiar.engine.sweep.Setting;

/**
 * What one level of an axis changes.
 *
 * @param label as tables call it
 * @param settings what is set in the descriptor
 * @param steps all steps with that set; none if nothing is set
 * @param selection rows that are left at a step's output
 * @param step whose output loses rows
 */
record Change(
        String label,
        List<Setting> settings,
        Optional<List<Configured>> steps,
        Optional<Selection> selection,
        Optional<String> step) {}
