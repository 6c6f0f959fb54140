package org.peculiar.engine.outcome;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.peculiar.api.DataException;
import org.peculiar.engine.replicates.Replicate;

/** Writes rows as bytes and reads them back to the last bit. */
public final class Codec {

    private static final byte VARIANT = 'v';
    private static final byte SHIFT = 's';
    private static final byte REPLICATES = 'r';

    /** Of a replicate: velocity, covariance, chi-square, degrees of freedom, depth. */
    private static final int NUMBERS = 12;

    private Codec() {}

    /** Writes with checked exceptions that an array never throws. */
    private interface Writer {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads with checked exceptions. */
    private interface Reader<T> {
        T from(DataInputStream in) throws IOException;
    }

    private static byte[] bytes(byte kind, Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(kind);
            writer.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static <T> T read(byte kind, byte[] bytes, Reader<T> reader) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readByte() != kind) {
                throw new IOException("another kind of row");
            }
            T row = reader.from(in);
            if (in.read() >= 0) {
                throw new IOException("more than a row");
            }
            return row;
        } catch (IOException | RuntimeException e) {
            throw new DataException(
                    "store: found a row that cannot be read (" + e.getMessage()
                            + "); move the store away, and everything runs again",
                    e);
        }
    }

    /** Write the row of a variant. */
    public static byte[] bytes(Row row) {
        return bytes(VARIANT, out -> {
            vector(out, row.velocityKms());
            matrix(out, row.random());
            out.writeInt(row.systematic().size());
            for (Map.Entry<String, double[][]> entry : row.systematic().entrySet()) {
                out.writeUTF(entry.getKey());
                matrix(out, entry.getValue());
            }
            number(out, row.chi2());
            out.writeInt(row.dof());
            out.writeInt(row.tracers());
            out.writeInt(row.galaxies());
            number(out, row.depthKms());
            out.writeInt(row.estimands().size());
            for (Map.Entry<String, double[]> entry : row.estimands().entrySet()) {
                out.writeUTF(entry.getKey());
                vector(out, entry.getValue());
            }
            out.writeBoolean(row.shift().isPresent());
            if (row.shift().isPresent()) {
                shift(out, row.shift().get());
            }
            text(out, row.failure());
        });
    }

    /**
     * Read the row of a variant.
     *
     * @throws DataException if the bytes are no such row
     */
    public static Row row(byte[] bytes) {
        return read(VARIANT, bytes, in -> {
            double[] velocity = vector(in);
            double[][] random = matrix(in);
            Map<String, double[][]> systematic = new LinkedHashMap<>();
            for (int left = count(in); left > 0; left--) {
                systematic.put(in.readUTF(), matrix(in));
            }
            double chi2 = number(in);
            int dof = in.readInt();
            int tracers = in.readInt();
            int galaxies = in.readInt();
            double depth = number(in);
            Map<String, double[]> estimands = new LinkedHashMap<>();
            for (int left = count(in); left > 0; left--) {
                estimands.put(in.readUTF(), vector(in));
            }
            Optional<Shift> shift = in.readBoolean() ? Optional.of(shift(in)) : Optional.empty();
            return new Row(
                    velocity, random, systematic, chi2, dof, tracers, galaxies, depth, estimands, shift, text(in));
        });
    }

    /** Write a difference between two variants. */
    public static byte[] bytes(Shift shift) {
        return bytes(SHIFT, out -> shift(out, shift));
    }

    /**
     * Read a difference between two variants.
     *
     * @throws DataException if the bytes are no such row
     */
    public static Shift readShift(byte[] bytes) {
        return read(SHIFT, bytes, Codec::shift);
    }

    /** Write a block of replicates: columns of numbers, then the reasons of those that failed. */
    public static byte[] bytes(Replicate[] replicates) {
        ByteBuffer numbers = ByteBuffer.allocate(replicates.length * NUMBERS * Double.BYTES);
        for (Replicate replicate : replicates) {
            for (double component : replicate.velocityKms()) {
                numbers.putDouble(component);
            }
            for (double component : replicate.covariance()) {
                numbers.putDouble(component);
            }
            numbers.putDouble(replicate.chi2()).putDouble(replicate.dof()).putDouble(replicate.depthKms());
        }
        return bytes(REPLICATES, out -> {
            out.writeInt(replicates.length);
            out.write(numbers.array());
            for (Replicate replicate : replicates) {
                text(out, replicate.failure());
            }
        });
    }

    /**
     * Read a block of replicates.
     *
     * @throws DataException if the bytes are no such row
     */
    public static Replicate[] replicates(byte[] bytes) {
        return read(REPLICATES, bytes, in -> {
            Replicate[] replicates = new Replicate[count(in)];
            ByteBuffer numbers = ByteBuffer.wrap(in.readNBytes(replicates.length * NUMBERS * Double.BYTES));
            for (int i = 0; i < replicates.length; i++) {
                double[] velocity = new double[3];
                Arrays.setAll(velocity, j -> numbers.getDouble());
                double[] covariance = new double[6];
                Arrays.setAll(covariance, j -> numbers.getDouble());
                replicates[i] = new Replicate(
                        velocity,
                        covariance,
                        numbers.getDouble(),
                        (int) numbers.getDouble(),
                        numbers.getDouble(),
                        text(in));
            }
            return replicates;
        });
    }

    private static void shift(DataOutputStream out, Shift shift) throws IOException {
        vector(out, shift.vectorKms());
        matrix(out, shift.covariance());
        text(out, shift.method());
        out.writeInt(shift.replicates());
        number(out, shift.amplitudeKms());
        number(out, shift.amplitudeErrorKms());
        number(out, shift.angleDeg());
        number(out, shift.angleErrorDeg());
        number(out, shift.probability());
    }

    private static Shift shift(DataInputStream in) throws IOException {
        return new Shift(
                vector(in),
                matrix(in),
                text(in),
                in.readInt(),
                number(in),
                number(in),
                number(in),
                number(in),
                number(in));
    }

    private static void vector(DataOutputStream out, double[] vector) throws IOException {
        out.writeInt(vector.length);
        for (double x : vector) {
            number(out, x);
        }
    }

    private static double[] vector(DataInputStream in) throws IOException {
        double[] vector = new double[count(in)];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = number(in);
        }
        return vector;
    }

    private static void matrix(DataOutputStream out, double[][] matrix) throws IOException {
        out.writeInt(matrix.length);
        for (double[] row : matrix) {
            vector(out, row);
        }
    }

    private static double[][] matrix(DataInputStream in) throws IOException {
        double[][] matrix = new double[count(in)][];
        for (int i = 0; i < matrix.length; i++) {
            matrix[i] = vector(in);
        }
        return matrix;
    }

    /** Messages may be longer than what writeUTF takes. */
    private static void text(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(count(in)), StandardCharsets.UTF_8);
    }

    /** Unlike writeDouble, keeps which NaN it is. */
    private static void number(DataOutputStream out, double x) throws IOException {
        out.writeLong(Double.doubleToRawLongBits(x));
    }

    private static double number(DataInputStream in) throws IOException {
        return Double.longBitsToDouble(in.readLong());
    }

    /** Each item takes at least a byte, so that damage is told from a want of memory. */
    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > in.available()) {
            throw new IOException("a count of " + count + " with " + in.available() + " bytes left");
        }
        return count;
    }
}
