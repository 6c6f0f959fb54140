package org.peculiar.report.draw;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/**
 * An image of at most 255 colours, which compresses well.
 *
 * @param width in pixels
 * @param height in pixels
 * @param pixels row after row, numbers of colours; 255 is clear
 * @param colours 0xRRGGBB
 */
record Raster(int width, int height, byte[] pixels, int[] colours) {

    static final int CLEAR = 255;

    BufferedImage image() {
        byte[][] channels = new byte[4][256];
        for (int i = 0; i < colours.length; i++) {
            channels[0][i] = (byte) (colours[i] >> 16);
            channels[1][i] = (byte) (colours[i] >> 8);
            channels[2][i] = (byte) colours[i];
            channels[3][i] = (byte) 255;
        }
        IndexColorModel model = new IndexColorModel(8, 256, channels[0], channels[1], channels[2], channels[3]);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
        image.getRaster().setDataElements(0, 0, width, height, pixels);
        return image;
    }

    byte[] png() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.setUseCache(false);
            ImageIO.write(image(), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
