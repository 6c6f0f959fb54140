package org.peculiar.plugin.flow.gravity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.peculiar.api.Column;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFile;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.FlowFit;
import org.peculiar.api.FlowModel;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Catalogue;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.ExternalFlow;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Grid;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Monopole;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Parameters;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Places;
import org.peculiar.plugin.flow.gravity.GravityFlowModel.Weights;
import org.peculiar.science.flow.Attractor;
import org.peculiar.science.flow.TracerVelocities;
import org.peculiar.science.flow.TracerVelocities.ErrorDistance;
import org.peculiar.science.sky.GalacticVector;
import org.peculiar.testkit.HostFiles;
import org.peculiar.testkit.SmacTwin;

class GravityFlowModelTest {

    private static final Attractor GREAT = new Attractor(GalacticVector.ofPolar(4200, 307, 9), 535, 1430, 1.7);

    @TempDir
    Path temp;

    private static Parameters perObject(ExternalFlow external, Weights weights) {
        return new Parameters(
                Optional.of("predicted-velocity"),
                Optional.empty(),
                Optional.empty(),
                external,
                Monopole.NONE,
                weights,
                Places.MODEL);
    }

    private static FlowFit fit(Parameters parameters, DistanceSample sample, Optional<Survey> survey) {
        return new GravityFlowModel(parameters, SmacTwin.ASSUMPTIONS, new HostFiles())
                .fit(new FlowModel.Inputs(sample, survey));
    }

    /** The twin's clusters, with what the Great Attractor does at their distance estimates. */
    private static Survey withPrediction(DistanceSample sample) {
        double[] r = TracerVelocities.ofDistances(sample, SmacTwin.ASSUMPTIONS, ErrorDistance.ESTIMATE)
                .distanceKms();
        Directions n = sample.directions();
        double[] predicted = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            GalacticVector direction = new GalacticVector(n.x()[i], n.y()[i], n.z()[i]);
            predicted[i] = GREAT.velocityKms(direction.times(r[i])).dot(direction);
        }
        Table groups = Table.of("groups", sample.labels())
                .with(Column.of(new Quantity("predicted-velocity", Unit.KMS), predicted));
        return Survey.of(RestFrame.CMB, Table.of("galaxies", new String[0]), groups, new int[0]);
    }

    /** METHODS 7.11: the twin against the Great Attractor, computed independently of this project; to the digits printed. */
    @Test
    void comparesTheTwinWithTheGreatAttractor() {
        DistanceSample sample = SmacTwin.distances();
        Optional<Survey> survey = Optional.of(withPrediction(sample));
        FlowFit fit = fit(perObject(ExternalFlow.FIT, Weights.DISTANCE_ESTIMATE), sample, survey);
        assertThat(fit.parameters()).containsExactly("vx", "vy", "vz", "beta");
        assertThat(fit.units()).containsExactly(Unit.KMS, Unit.KMS, Unit.KMS, Unit.NONE);
        assertThat(fit.values()[0]).isCloseTo(-148.691, within(1e-3));
        assertThat(fit.values()[1]).isCloseTo(-705.293, within(1e-3));
        assertThat(fit.values()[2]).isCloseTo(-22.201, within(1e-3));
        assertThat(fit.values()[3]).isCloseTo(-0.147401, within(1e-6));
        assertThat(Math.sqrt(fit.random()[3][3])).isCloseTo(0.229846, within(1e-6));
        assertThat(fit.chi2()).isCloseTo(64.4798, within(1e-4));

        FlowFit alone = fit(perObject(ExternalFlow.NONE, Weights.DISTANCE_ESTIMATE), sample, survey);
        assertThat(alone.parameters()).containsExactly("beta");
        assertThat(alone.values()[0]).isCloseTo(0.049917, within(1e-6));
        assertThat(Math.sqrt(alone.random()[0][0])).isCloseTo(0.222188, within(1e-6));
    }

    private Catalogue catalogue(String text, double smoothing, Optional<Double> density) throws IOException {
        Path file = Files.writeString(temp.resolve("sources.csv"), text);
        return new Catalogue(
                new DataFile("sources", file), "l", "b", "distance", Optional.of("weight"), 200, smoothing, density);
    }

    private static Parameters of(Catalogue catalogue, ExternalFlow external) {
        return of(catalogue, external, Places.MODEL);
    }

    private static Parameters of(Catalogue catalogue, ExternalFlow external, Places places) {
        return new Parameters(
                Optional.empty(),
                Optional.empty(),
                Optional.of(catalogue),
                external,
                Monopole.NONE,
                Weights.ETA,
                places);
    }

    /** One source is a linear attractor without core: {@code w/(4π n r²)}, 400 km/s at 5,000 km/s if n is w/(4π 400 5000²). */
    @Test
    void sourcesAttractAsTheInverseSquare() throws IOException {
        double density = 1 / (4 * Math.PI * 400 * 25);
        Catalogue one = catalogue("l,b,distance,weight\n307,9,5000,1\n0,0,25000,9000\n", 5, Optional.of(density));
        Attractor same = new Attractor(GalacticVector.ofPolar(5000, 307, 9), 400, 0, 2);
        DistanceSample sample = SmacTwin.moving(x -> same.velocityKms(x)
                .times(0.5)
                .plus(new GalacticVector(60, -20, 10))
                .dot(x.unit()));
        FlowFit fit = fit(of(one, ExternalFlow.FIT, Places.ESTIMATE), sample, Optional.empty());
        assertThat(fit.values()).containsExactly(new double[] {60, -20, 10, 0.5}, within(2e-2));
        assertThat(fit.quoted()).containsEntry("sources", 1.0);
        assertThat(fit.quoted().get("dipole-kms")).isCloseTo(400, within(1e-6));
        assertThat(fit.quoted().get("dipole-l-deg")).isCloseTo(307, within(1e-6));
        // the Local Group moves at some 620 km/s towards (272°, 28°) or so
        assertThat(fit.quoted().get("dipole-misalignment-deg")).isBetween(33.0, 43.0);
        assertThat(fit.quoted().get("dipole-beta")).isBetween(1.4, 1.7);
    }

    /** Far from the source the model's own distances do: here the field is weak enough that each redshift has one. */
    @Test
    void looksTheFieldUpAtTheDistancesOfTheModel() throws IOException {
        double density = 1 / (4 * Math.PI * 300 * 400);
        Catalogue one = catalogue("l,b,distance,weight\n100,50,20000,1\n", 5, Optional.of(density));
        Attractor same = new Attractor(GalacticVector.ofPolar(20000, 100, 50), 300, 0, 2);
        DistanceSample sample = SmacTwin.moving(x -> same.velocityKms(x).dot(x.unit()));
        FlowFit fit = fit(of(one, ExternalFlow.NONE), sample, Optional.empty());
        assertThat(fit.values()).containsExactly(new double[] {1}, within(1e-6));
        assertThat(fit.chi2()).isLessThan(1e-8);
    }

    @Test
    void pullFallsOffWithinTheSmoothingLength() throws IOException {
        Sources sources = new Sources(
                Directions.ofDegrees(new double[] {0}, new double[] {0}), new double[] {1000}, new double[] {1});
        SourceField field = new SourceField(sources, 1 / (4 * Math.PI), 500, new GalacticVector(1, 0, 0));
        assertThat(field.velocityKms(0, 0, 0).x()).isCloseTo(1e-6, within(1e-18));
        assertThat(field.velocityKms(900, 0, 0).x()).isCloseTo(100 / 1.25e8, within(1e-18));
        assertThat(field.velocityKms(1000, 0, 0).length()).isZero();
    }

    private Path grid(String type, int width, boolean fortran) throws IOException {
        int n = 5;
        String header = "{'descr': '" + type + "', 'fortran_order': " + (fortran ? "True" : "False")
                + ", 'shape': (3, 5, 5, 5), }\n";
        ByteBuffer bytes = ByteBuffer.allocate(10 + header.length() + 3 * n * n * n * width)
                .order(type.startsWith(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        bytes.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.put((byte) header.length()).put((byte) 0);
        bytes.put(header.getBytes(StandardCharsets.US_ASCII));
        for (int component = 0; component < 3; component++) {
            for (int i = 0; i < n * n * n; i++) {
                // linear in the place, so that trilinear interpolation is exact: 10, 20 and 30 km/s per 100 Mpc/h
                int axis = component == 0 ? i / (n * n) : component == 1 ? i / n % n : i % n;
                double value = (component + 1) * 10 * (axis - 2);
                if (width == 4) {
                    bytes.putFloat((float) value);
                } else {
                    bytes.putDouble(value);
                }
            }
        }
        return Files.write(temp.resolve("grid.npy"), bytes.array());
    }

    @ParameterizedTest
    @CsvSource({"<f4, 4", "<f8, 8", ">f8, 8"})
    void interpolatesAGrid(String type, int width) throws IOException {
        Parameters parameters = new Parameters(
                Optional.empty(),
                Optional.of(new Grid(new DataFile("grid", grid(type, width, false)), 200)),
                Optional.empty(),
                ExternalFlow.FIT,
                Monopole.NONE,
                Weights.ETA,
                Places.MODEL);
        DistanceSample sample = SmacTwin.moving(
                x -> (1e-3 * x.x() * x.x() + 2e-3 * x.y() * x.y() + 3e-3 * x.z() * x.z()) / x.length() * 2
                        + 50 * x.unit().y());
        FlowFit fit = fit(parameters, sample, Optional.empty());
        assertThat(fit.values()).containsExactly(new double[] {0, 50, 0, 2}, within(1e-3));
    }

    @Test
    void saysWhereAGridDoesNotReach() throws IOException {
        Parameters parameters = new Parameters(
                Optional.empty(),
                Optional.of(new Grid(new DataFile("grid", grid("<f4", 4, false)), 40)),
                Optional.empty(),
                ExternalFlow.FIT,
                Monopole.NONE,
                Weights.ETA,
                Places.MODEL);
        assertThatThrownBy(() -> fit(parameters, SmacTwin.distances(), Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessageMatching(
                        "A.*: at \\d+ km/s it is outside the grid, which reaches 4000 km/s along each axis; leave it out");
    }

    @Test
    void refusesWhatIsNoGrid() throws IOException {
        Path text = Files.writeString(temp.resolve("grid.txt"), "not an array at all");
        assertThatThrownBy(() -> VelocityGrid.read(text, 200)).hasMessageContaining("grid.txt: found no numpy array");
        Path fortran = grid("<f4", 4, true);
        assertThatThrownBy(() -> VelocityGrid.read(fortran, 200)).hasMessageContaining("in C order");
    }

    @Test
    void refusesATableWithoutThePrediction() {
        DistanceSample sample = SmacTwin.distances();
        Survey survey = Survey.of(
                RestFrame.CMB, Table.of("galaxies", new String[0]), Table.of("groups", sample.labels()), new int[0]);
        assertThatThrownBy(() -> fit(perObject(ExternalFlow.FIT, Weights.ETA), sample, Optional.of(survey)))
                .isInstanceOf(DataException.class)
                .hasMessage(
                        "groups: no predicted-velocity, but per-object takes the predicted velocities from it; there are none");
    }

    @Test
    void refusesTwoPredictionsAndFewTracers() throws IOException {
        Catalogue catalogue = catalogue("l,b,distance,weight\n307,9,5000,1\n", 5, Optional.empty());
        assertThatThrownBy(() -> new Parameters(
                        Optional.of("predicted-velocity"),
                        Optional.empty(),
                        Optional.of(catalogue),
                        ExternalFlow.FIT,
                        Monopole.NONE,
                        Weights.ETA,
                        Places.MODEL))
                .hasMessage("found 2 predictions, but one of per-object, grid and sources is needed");
        DistanceSample few = SmacTwin.distances().select(IntStream.range(0, 4).toArray());
        assertThatThrownBy(() -> fit(of(catalogue, ExternalFlow.FIT), few, Optional.empty()))
                .isInstanceOf(InsufficientDataException.class)
                .hasMessageStartingWith("gravity: found 4 tracers, but 4 parameters (vx, vy, vz, beta)");
    }

    @ParameterizedTest
    @CsvSource({
        "'307,9,,1', 'sources.csv: row 1: distance is missing, but a finite number is needed in every row'",
        "'307,99,5000,1', 'sources.csv: row 1: the direction is (307.0, 99.0), but l and b in degrees are needed'",
        "'307,9,-5,1', 'sources.csv: row 1: the distance is -5.0 km/s and the weight 1.0, but a positive distance and a"
                + " weight that is not negative are needed'"
    })
    void namesABadSource(String row, String message) throws IOException {
        Catalogue catalogue = catalogue("l,b,distance,weight\n" + row + "\n10,10,3000,1\n", 5, Optional.empty());
        assertThatThrownBy(() -> fit(of(catalogue, ExternalFlow.FIT), SmacTwin.distances(), Optional.empty()))
                .isInstanceOf(DataException.class)
                .hasMessage(message);
    }
}
