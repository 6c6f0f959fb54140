package org.peculiar.plugin.bias.none;

import org.peculiar.testkit.BiasContract;

class NoBiasContractTest extends BiasContract {}
