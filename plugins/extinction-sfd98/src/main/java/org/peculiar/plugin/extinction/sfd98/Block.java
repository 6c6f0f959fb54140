package org.peculiar.plugin.extinction.sfd98;

/**
 * Rows that are looked up together: first it is found where each of them is in the image, then its pixels are read. Almost
 * every pixel is a cache miss, and the second loop is short enough for the processor to wait for a dozen of them at a time.
 */
final class Block {

    /** Few enough for all of it to stay in the first cache. */
    static final int SIZE = 512;

    final int[] rows = new int[SIZE];
    final int[] corner = new int[SIZE];
    final double[] alongX = new double[SIZE];
    final double[] alongY = new double[SIZE];
}
