package org.peculiar.plugin.bias.malmquisthomogeneous;

import org.peculiar.testkit.BiasContract;

class HomogeneousMalmquistContractTest extends BiasContract {}
