package org.peculiar.plugin.indicator.peculiarvelocity;

import java.util.HashMap;
import java.util.Map;
import org.peculiar.api.Quantity;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.Cosmology;
import org.peculiar.science.flow.LogDistanceRatios;
import org.peculiar.testkit.IndicatorContract;
import org.peculiar.testkit.SampleSurvey;

class CataloguedVelocityContractTest extends IndicatorContract {

    private static final String MARK = "mark";
    private static final Map<Double, Double> REDSHIFT = redshifts();

    /** Redshifts by what a galaxy has by nature: a galaxy that is moved keeps both. */
    private static Map<Double, Double> redshifts() {
        Table galaxies = SampleSurvey.standard()
                .with(new Quantity(MARK, Unit.NONE), 0, galaxy -> galaxy.nature(MARK))
                .survey()
                .galaxies();
        Map<Double, Double> redshifts = new HashMap<>();
        for (int i = 0; i < galaxies.size(); i++) {
            redshifts.put(galaxies.values(MARK)[i], galaxies.values(Quantity.REDSHIFT.name())[i]);
        }
        return redshifts;
    }

    @Override
    protected SampleSurvey sample() {
        return super.sample().with(CataloguedVelocity.VELOCITY, 300, CataloguedVelocityContractTest::velocityKms);
    }

    private static double velocityKms(SampleSurvey.Galaxy galaxy) {
        double z = REDSHIFT.get(galaxy.nature(MARK));
        Cosmology cosmology = Cosmology.FLAT_LCDM_03;
        return LogDistanceRatios.watkinsFeldmanKms(cosmology, z)
                * Math.log(cosmology.comovingKms(z) / galaxy.comovingKms());
    }
}
