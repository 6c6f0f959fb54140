package org.peculiar.plugin.correction.surfacebrightness;

import org.peculiar.testkit.CorrectionContract;

class SurfaceBrightnessContractTest extends CorrectionContract {}
