package org.peculiar.plugin.flow.gravity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;

/**
 * Velocities on a cubic grid about the Local Group, along Galactic axes, from a numpy array of the shape (3, N, N, N): the component,
 * then x, y and z from minus to plus the half width, both ends included. Between points they are trilinear.
 */
final class VelocityGrid implements PredictedField {

    private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d+), (\\d+), (\\d+), (\\d+),?\\)");
    private static final Pattern TYPE = Pattern.compile("'descr': '([<>|=]?)(f[48])'");
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final double KMS_PER_MPC_H = 100;

    private final int size;
    private final double halfWidthKms;
    private final float[] values;

    private VelocityGrid(int size, double halfWidthKms, float[] values) {
        this.size = size;
        this.halfWidthKms = halfWidthKms;
        this.values = values;
    }

    /**
     * Read a grid.
     *
     * @throws DataException if the file is not such an array
     */
    static VelocityGrid read(Path path, double halfWidthMpcH) {
        String file = path.getFileName().toString();
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
            byte[] magic = new byte[MAGIC.length];
            if (bytes.remaining() < 12) {
                throw notNumpy(file);
            }
            bytes.get(magic);
            int major = bytes.get();
            bytes.get();
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            int length = major == 1 ? bytes.getShort() & 0xffff : bytes.getInt();
            if (!java.util.Arrays.equals(magic, MAGIC) || length < 0 || length > bytes.remaining()) {
                throw notNumpy(file);
            }
            byte[] text = new byte[length];
            bytes.get(text);
            return read(file, new String(text, StandardCharsets.UTF_8), bytes, halfWidthMpcH);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static DataException notNumpy(String file) {
        return new DataException(file + ": found no numpy array, but a grid of velocities is needed as .npy");
    }

    private static VelocityGrid read(String file, String header, ByteBuffer bytes, double halfWidthMpcH) {
        Matcher shape = SHAPE.matcher(header);
        Matcher type = TYPE.matcher(header);
        if (!shape.find() || !type.find() || header.contains("'fortran_order': True")) {
            throw new DataException(file + ": found an array " + header.strip()
                    + ", but one of 4- or 8-byte floats in C order with the shape (3, N, N, N) is needed");
        }
        int n = Integer.parseInt(shape.group(2));
        boolean cubic = shape.group(1).equals("3")
                && shape.group(3).equals(shape.group(2))
                && shape.group(4).equals(shape.group(2))
                && n >= 2;
        long count = 3L * n * n * n;
        int width = type.group(2).equals("f4") ? 4 : 8;
        if (!cubic || count * width != bytes.remaining()) {
            throw new DataException(file + ": found an array " + header.strip() + " in " + bytes.remaining()
                    + " bytes, but the shape (3, N, N, N) is needed, N at least 2");
        }
        bytes.order(type.group(1).equals(">") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        float[] values = new float[Math.toIntExact(count)];
        for (int i = 0; i < values.length; i++) {
            values[i] = width == 4 ? bytes.getFloat() : (float) bytes.getDouble();
            if (!Float.isFinite(values[i])) {
                throw new DataException(
                        file + ": velocity " + i + " is " + values[i] + ", but all must be finite numbers in km/s");
            }
        }
        return new VelocityGrid(n, halfWidthMpcH * KMS_PER_MPC_H, values);
    }

    @Override
    public double[] radialKms(DistanceSample tracers, double[] distanceKms) {
        Directions n = tracers.directions();
        double[] predicted = new double[tracers.size()];
        for (int i = 0; i < predicted.length; i++) {
            double[] direction = {n.x()[i], n.y()[i], n.z()[i]};
            int[] below = new int[3];
            double[] share = new double[3];
            for (int axis = 0; axis < 3; axis++) {
                double at = (distanceKms[i] * direction[axis] / halfWidthKms + 1) / 2 * (size - 1);
                if (!(at >= 0 && at <= size - 1)) {
                    throw new DataException(String.format(
                            Locale.ROOT,
                            "%s: at %.0f km/s it is outside the grid, which reaches %.0f km/s along each axis; leave it out",
                            tracers.labels()[i],
                            distanceKms[i],
                            halfWidthKms));
                }
                below[axis] = Math.min((int) at, size - 2);
                share[axis] = at - below[axis];
            }
            for (int component = 0; component < 3; component++) {
                predicted[i] += direction[component] * interpolated(component, below, share);
            }
        }
        return predicted;
    }

    private double interpolated(int component, int[] below, double[] share) {
        double sum = 0;
        for (int corner = 0; corner < 8; corner++) {
            double weight = 1;
            int place = component;
            for (int axis = 0; axis < 3; axis++) {
                int up = corner >> axis & 1;
                weight *= up == 1 ? share[axis] : 1 - share[axis];
                place = place * size + below[axis] + up;
            }
            sum += weight * values[place];
        }
        return sum;
    }
}
