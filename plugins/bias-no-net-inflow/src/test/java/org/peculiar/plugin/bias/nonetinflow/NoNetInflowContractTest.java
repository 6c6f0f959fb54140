package org.peculiar.plugin.bias.nonetinflow;

import java.util.List;
import org.peculiar.testkit.BiasContract;

class NoNetInflowContractTest extends BiasContract {

    @Override
    protected List<String> allDifferent() {
        return List.of("""
                form: fixed
                space: distance
                shift: 1 %
                band: {from: -30 deg, to: 10 deg, axis: {l: 10 deg, b: 20 deg}}
                error: 2 %
                """);
    }
}
