package org.peculiar.plugin.extinction.sfd98;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntBinaryOperator;
import nom.tam.fits.BasicHDU;
import nom.tam.fits.Fits;
import nom.tam.fits.FitsException;

/** Writes maps by the FITS library, so that the reader does not meet only what it expects. */
final class Maps {

    /** A value for each pixel. */
    @FunctionalInterface
    interface Pixels {
        double at(int x, int y);
    }

    private Maps() {}

    /** Write a map of floats. */
    static Path dust(Path file, int pole, int size, Pixels pixels) {
        float[][] image = new float[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image[y][x] = (float) pixels.at(x, y);
            }
        }
        return write(file, pole, size / 2.0, image);
    }

    /** Write a mask of bytes. */
    static Path byteMask(Path file, int pole, int size, IntBinaryOperator bits) {
        byte[][] image = new byte[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image[y][x] = (byte) bits.applyAsInt(x, y);
            }
        }
        return write(file, pole, size / 2.0, image);
    }

    /** Write a mask of unsigned 16-bit integers, which FITS stores less 32768. */
    static Path shortMask(Path file, int pole, int size, IntBinaryOperator bits) {
        short[][] image = new short[size][size];
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                image[y][x] = (short) (bits.applyAsInt(x, y) - 32768);
            }
        }
        return write(file, pole, size / 2.0, image, "BZERO", 32768);
    }

    /** Write any image with the keys of a map and maybe one more. */
    static Path write(Path file, int pole, double scale, Object image, Object... more) {
        try (Fits fits = new Fits()) {
            BasicHDU<?> hdu = Fits.makeHDU(image);
            hdu.addValue("OBJECT", "E(B-V)", "synthetic");
            hdu.addValue("LAM_NSGP", pole, "NSGP=+1 for north polar, =-1 for south polar");
            hdu.addValue("LAM_SCAL", scale, "SCALE=number of pixels from b=0 to b=90 deg");
            if (more.length > 0) {
                hdu.addValue((String) more[0], (Integer) more[1], "");
            }
            fits.addHDU(hdu);
            fits.write(file.toFile());
            return file;
        } catch (FitsException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Write a map of zeros of the size of the real ones that takes hardly any room, but for one piece of it. */
    static Path sparse(Path file, int pole, int size, int x0, int y0, float[][] piece) {
        write(file, pole, size / 2.0, new float[2][2]);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer header = ByteBuffer.allocate(2880);
            channel.read(header, 0);
            byte[] cards = header.array();
            for (int axis = 1; axis <= 2; axis++) {
                byte[] card = String.format("NAXIS%d  = %20d", axis, size).getBytes(US_ASCII);
                System.arraycopy(card, 0, cards, cardOf(cards, "NAXIS" + axis), card.length);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(cards), 0);
            for (int y = 0; y < piece.length; y++) {
                ByteBuffer row = ByteBuffer.allocate(4 * piece[y].length);
                row.asFloatBuffer().put(piece[y]);
                channel.write(row, 2880 + 4L * ((long) (y0 + y) * size + x0));
            }
            channel.write(ByteBuffer.allocate(1), 2880 + 4L * size * size - 1);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int cardOf(byte[] cards, String key) {
        return new String(cards, US_ASCII).indexOf(key + " ");
    }
}
