package org.peculiar.plugin.correction.runoffsets;

import org.peculiar.api.Survey;
import org.peculiar.testkit.CorrectionContract;
import org.peculiar.testkit.SampleSurvey;

class RunOffsetsContractTest extends CorrectionContract {
    @Override
    protected Survey survey() {
        return SampleSurvey.standard().surveyInRuns();
    }
}
