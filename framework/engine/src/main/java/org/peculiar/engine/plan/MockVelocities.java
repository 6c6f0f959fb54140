package org.peculiar.engine.plan;

import org.peculiar.api.KindParameters;
import org.peculiar.api.Parameter;
import org.peculiar.science.velocity.TheoryParameters;

/** What the velocities of mocks have beside their input flow and their noise. */
@KindParameters(MockVelocities.NAME)
public record MockVelocities(
        @Parameter(doc = "Linear theory that correlates the velocities of tracers", value = "{}")
        TheoryParameters theory) {

    /** Name among the records that the host owns. */
    static final String NAME = "mock-velocities";
}
