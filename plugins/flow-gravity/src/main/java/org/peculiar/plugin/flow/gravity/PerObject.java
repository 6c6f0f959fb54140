package org.peculiar.plugin.flow.gravity;

import java.util.HashMap;
import java.util.Map;
import org.peculiar.api.DataException;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;

/** Velocities that the survey's own table has for each tracer. */
final class PerObject implements PredictedField {

    private final Table table;
    private final double[] values;
    private final String quantity;
    private final Map<Integer, Integer> rowOfId = new HashMap<>();

    PerObject(Survey survey, DistanceSample.Tracer tracer, String quantity) {
        this.quantity = quantity;
        table = tracer == DistanceSample.Tracer.GROUP ? survey.groups() : survey.galaxies();
        if (!table.has(quantity)) {
            throw new DataException(table.name() + ": no " + quantity
                    + ", but per-object takes the predicted velocities from it;" + " there "
                    + (table.quantities().isEmpty() ? "are none" : "are " + String.join(", ", table.quantities())));
        }
        values = table.values(quantity, Unit.KMS);
        for (int row = 0; row < table.size(); row++) {
            rowOfId.put(table.rowIds()[row], row);
        }
    }

    @Override
    public double[] radialKms(DistanceSample tracers, double[] distanceKms) {
        double[] predicted = new double[tracers.size()];
        for (int i = 0; i < predicted.length; i++) {
            Integer row = rowOfId.get(tracers.rowIds()[i]);
            predicted[i] = row == null ? Double.NaN : values[row];
            if (!Double.isFinite(predicted[i])) {
                throw new DataException(tracers.labels()[i] + ": it has no " + quantity + " in " + table.name()
                        + ", but a predicted velocity is needed; leave it out");
            }
        }
        return predicted;
    }
}
