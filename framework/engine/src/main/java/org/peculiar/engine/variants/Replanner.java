package org.peculiar.engine.variants;

import java.util.List;
import org.peculiar.engine.descriptor.Values;
import org.peculiar.engine.plan.Plan;
import org.peculiar.engine.plan.Step;
import org.peculiar.engine.sweep.Setting;

/** Plans an analysis with something set otherwise. */
public interface Replanner {

    /**
     * Plan anew with settings applied in order.
     *
     * @throws org.peculiar.engine.descriptor.DescriptorException with all problems of the changed descriptor
     */
    Plan replan(Plan base, List<Setting> settings);

    /** Return a step with other values of the same types, its hashes made anew. */
    Step withValues(Step step, Values own, Values shared, Values assume, long seed);
}
