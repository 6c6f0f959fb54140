package org.peculiar.plugin.extinction.sfd98;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.peculiar.api.DataException;

/**
 * An image of one Galactic hemisphere in Lambert's zenithal equal-area projection, as the SFD98 maps and masks are.
 *
 * <p>With n = 1 in the north and −1 in the south, a direction is at the zero-based pixel coordinates
 *
 * <pre>
 * x = scale ρ cos l + (width − 1)/2,   y = −n scale ρ sin l + (height − 1)/2,   ρ = √(1 − n sin b)
 * </pre>
 *
 * <p>On a unit vector (X, Y, Z), cos l = X/√(1 − Z²) and √(1 − Z²) = √(1 − nZ) √(1 + nZ), so that ρ cos l = X/√(1 + nZ):
 * no trigonometry, and nothing cancels at the pole.
 *
 * <p>The file is mapped into memory, not read. Messages are put together only when something is wrong: to link their
 * concatenation would cost each run some 50 ms.
 *
 * @see "Schlegel, Finkbeiner and Davis 1998, ApJ 500, 525, appendix C"
 */
final class LambertImage {

    private static final int FLOATS = -32;

    private final double pole;
    private final double scale;
    private final int width;
    private final int height;
    private final double centreX;
    private final double centreY;
    private final String object;
    private final int bitsPerPixel;
    private final int zero;
    private final ByteBuffer pixels;

    /** The pole in the middle of an image. */
    enum Pole {
        NORTH(1, "*_ngp.fits"),
        SOUTH(-1, "*_sgp.fits");

        private final int sign;
        private final String glob;

        Pole(int sign, String glob) {
            this.sign = sign;
            this.glob = glob;
        }

        /** Return what the names of its files match. */
        String glob() {
            return glob;
        }
    }

    private LambertImage(Path file, FitsHeader header, Pole pole) {
        this.pole = pole.sign;
        this.object = header.text("OBJECT");
        this.bitsPerPixel = header.integer("BITPIX");
        this.width = header.integer("NAXIS1");
        this.height = header.integer("NAXIS2");
        this.scale = header.number("LAM_SCAL");
        this.zero = (int) header.number("BZERO", 0);
        this.centreX = (width - 1) / 2.0;
        this.centreY = (height - 1) / 2.0;
        int found = header.integer("LAM_NSGP");
        if (found != pole.sign) {
            throw refusal(
                    file,
                    "LAM_NSGP is " + found + ", but the map around the " + (pole == Pole.NORTH ? "north" : "south")
                            + " Galactic pole is needed, with " + pole.sign);
        }
        if (!(scale > 0)) {
            throw refusal(file, "LAM_SCAL is " + scale + ", but pixels from the pole to the equator are needed");
        }
        if (Math.min(width, height) < Math.max(2, 2 * scale - 1)) {
            throw refusal(
                    file,
                    "the image has " + width + " × " + height + " pixels, but for LAM_SCAL = " + scale + " at least "
                            + (long) Math.ceil(2 * scale - 1) + " are needed either way to hold the hemisphere");
        }
        this.pixels = map(file, header.length(), (long) width * height * (Math.abs(bitsPerPixel) / 8));
    }

    /** Return what the header says the image is of. */
    String object() {
        return object;
    }

    /**
     * Open a map of 32-bit floating-point values.
     *
     * @throws DataException if it is not one, or not of that hemisphere
     */
    static LambertImage ofFloats(Path file, Pole pole) {
        FitsHeader header = header(file);
        int bitpix = header.integer("BITPIX");
        if (bitpix != FLOATS) {
            throw refusal(file, "BITPIX is " + bitpix + ", but a map of 32-bit floats is needed, with -32");
        }
        requireUnscaled(file, header, "BZERO", 0);
        return new LambertImage(file, header, pole);
    }

    /**
     * Open a mask of 8-bit or 16-bit integers.
     *
     * @throws DataException if it is not one, or not of that hemisphere
     */
    static LambertImage ofBits(Path file, Pole pole) {
        FitsHeader header = header(file);
        int bitpix = header.integer("BITPIX");
        if (bitpix != 8 && bitpix != 16) {
            throw refusal(file, "BITPIX is " + bitpix + ", but a mask of 8-bit or 16-bit integers is needed");
        }
        return new LambertImage(file, header, pole);
    }

    private static FitsHeader header(Path file) {
        FitsHeader header = FitsHeader.read(file);
        int axes = header.integer("NAXIS");
        if (axes != 2) {
            throw refusal(file, "NAXIS is " + axes + ", but an image of 2 axes is needed at the head of the file");
        }
        requireUnscaled(file, header, "BSCALE", 1);
        return header;
    }

    private static void requireUnscaled(Path file, FitsHeader header, String key, double plain) {
        double found = header.number(key, plain);
        if (found != plain) {
            throw refusal(file, key + " is " + found + ", but only " + plain + " is understood here");
        }
    }

    private static ByteBuffer map(Path file, long from, long bytes) {
        if (bytes > Integer.MAX_VALUE) {
            throw refusal(file, "the image has " + bytes + " bytes, but at most 2 GiB can be mapped");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (channel.size() < from + bytes) {
                throw refusal(
                        file,
                        "truncated: " + channel.size() + " bytes were found, but the header and its image need "
                                + (from + bytes));
            }
            return channel.map(FileChannel.MapMode.READ_ONLY, from, bytes);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static DataException refusal(Path file, String problem) {
        return new DataException(file + ": " + problem);
    }

    /** Return the number of pixels along x. */
    int width() {
        return width;
    }

    /** Return the number of pixels along y. */
    int height() {
        return height;
    }

    /** Return what the x and y components of a unit vector are multiplied by to be in pixels. */
    double factor(double z) {
        return scale / Math.sqrt(1 + pole * z);
    }

    /** Return the zero-based x coordinate in pixels. */
    double x(double factor, double vectorX) {
        return factor * vectorX + centreX;
    }

    /** Return the zero-based y coordinate in pixels. */
    double y(double factor, double vectorY) {
        return centreY - pole * factor * vectorY;
    }

    /** Return the index of the pixel in which a direction lies, or the closest to it; −1 for a direction that is no number. */
    int nearest(double vectorX, double vectorY, double vectorZ) {
        double factor = factor(vectorZ);
        double x = x(factor, vectorX);
        double y = y(factor, vectorY);
        if (Double.isNaN(x + y)) {
            return -1;
        }
        int ix = Math.max(0, Math.min(width - 1, (int) Math.floor(x + 0.5)));
        int iy = Math.max(0, Math.min(height - 1, (int) Math.floor(y + 0.5)));
        return iy * width + ix;
    }

    /** Return the values of a map, row by row from the bottom. */
    FloatBuffer floats() {
        return pixels.asFloatBuffer();
    }

    /** Return one pixel of a mask. */
    int bits(int at) {
        return bitsPerPixel == 8 ? Byte.toUnsignedInt(pixels.get(at)) : pixels.getShort(2 * at) + zero;
    }
}
