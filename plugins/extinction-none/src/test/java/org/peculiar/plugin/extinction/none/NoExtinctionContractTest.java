package org.peculiar.plugin.extinction.none;

import org.peculiar.testkit.ExtinctionContract;

class NoExtinctionContractTest extends ExtinctionContract {}
