package org.peculiar.plugin.extinction.sfd98;

import java.nio.file.Path;
import org.peculiar.testkit.ExtinctionContract;

class SfdDustMapContractTest extends ExtinctionContract {
    /** Where the stand-in for the maps is, as the folder sfd98. */
    @Override
    protected Path folder() {
        return Path.of("..", "..", "workflows", "smac-1999", "data");
    }
}
