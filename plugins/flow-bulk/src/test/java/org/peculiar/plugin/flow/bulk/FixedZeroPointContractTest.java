package org.peculiar.plugin.flow.bulk;

import org.peculiar.testkit.FlowContract;

/** The model as an analysis has it that sets the zero point itself, in the form of the 1990s. */
class FixedZeroPointContractTest extends FlowContract {

    @Override
    protected String with() {
        return "weights: distance-estimate";
    }
}
