package org.peculiar.plugin.extinction.sfd98;

import static java.util.Objects.requireNonNull;

import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.peculiar.api.Component;
import org.peculiar.api.DataException;
import org.peculiar.api.DataFiles;
import org.peculiar.api.Directions;
import org.peculiar.api.ExtinctionMap;
import org.peculiar.api.Parameter;
import org.peculiar.api.ReddeningScale;
import org.pf4j.Extension;

/**
 * Look up E(B−V) in the dust maps of Schlegel, Finkbeiner and Davis (1998).
 *
 * <p>The maps are two FITS images, one for each Galactic hemisphere, in Lambert's zenithal equal-area projection. A folder
 * holds one pair, {@code SFD_dust_4096_ngp.fits} and {@code SFD_dust_4096_sgp.fits}, or a pair of any other size in the
 * same format, such as the maps of 1024 pixels. {@code peculiar data fetch sfd98} downloads the pair of 4096 pixels. Maps
 * whose headers call them a stand-in are a coarse guess, for trying things out only.
 *
 * <p>Values are those of the maps, in mag, not multiplied by the 0.86 of Schlafly and Finkbeiner (2011). Between pixels
 * they are interpolated bilinearly, as the authors' own reader does; the two hemispheres are not blended at the equator.
 * Below |b| = 5° the authors do not trust the maps, and values are given as they are. Compact sources were not removed
 * everywhere: a mask, which comes with the maps, tells where, and with it values can be left out as unknown.
 *
 * @see "Schlegel, Finkbeiner and Davis 1998, ApJ 500, 525, appendix C"
 */
@Component(
        id = "sfd98",
        title = "Schlegel, Finkbeiner & Davis (1998) dust map",
        cite = "1998ApJ...500..525S",
        example = """
                bands: {mu-e: R}
                maps: ${data}/sfd98
                interpolation: bilinear
                """)
@Extension
public final class SfdDustMap implements ExtinctionMap {

    /** What headers call maps that only look like those of SFD98. */
    private static final String STAND_IN = "STAND-IN";

    private final Hemisphere north;
    private final Hemisphere south;
    private final boolean standIn;

    /** How a value is taken from the pixels around it. */
    public enum Interpolation {
        /** Linear in both coordinates between the four pixels around. */
        BILINEAR,
        /** The pixel in which the direction lies. */
        NEAREST
    }

    /** What a bit of a pixel of the mask says. */
    public enum MaskBit {
        /** An asteroid was removed. */
        ASTEROID(2),
        /** A glitch was removed. */
        GLITCH(3),
        /** A compact source was removed. */
        SOURCE_REMOVED(4),
        /** No list of sources was available, so none was removed. */
        NO_SOURCE_LIST(5),
        /** Within or near the Magellanic Clouds or M31. */
        BIG_OBJECT(6),
        /** Not scanned by IRAS, so of lower resolution. */
        NO_IRAS_DATA(7);

        private final int bit;

        MaskBit(int bit) {
            this.bit = bit;
        }

        int value() {
            return 1 << bit;
        }
    }

    /**
     * Where the maps are not to be used.
     *
     * @param maps folder of the pair of masks
     * @param unknown bits of which any makes the reddening {@code NaN}
     */
    public record Mask(
            @Parameter(doc = "Folder with the two masks, such as SFD_mask_4096_ngp.fits and SFD_mask_4096_sgp.fits")
            Path maps,

            @Parameter(doc = "What the pixel of the mask may not say: the reddening is unknown where it says any of it")
            List<MaskBit> unknown) {

        public Mask {
            requireNonNull(maps, "maps");
            unknown = List.copyOf(unknown);
            if (unknown.isEmpty()) {
                throw new IllegalArgumentException("mask.unknown was empty, but a mask needs a bit to look for");
            }
        }
    }

    /**
     * What the map can be told.
     *
     * @param maps folder of the pair of maps
     * @param interpolation between pixels
     * @param mask nothing is masked without it
     */
    public record Parameters(
            @Parameter(
                    doc = "Folder with the two maps, such as SFD_dust_4096_ngp.fits and SFD_dust_4096_sgp.fits",
                    value = "${data}/sfd98")
            Path maps,

            @Parameter(doc = "How a value is taken from the pixels around it", value = "bilinear")
            Interpolation interpolation,

            @Parameter(doc = "Masks that come with the maps, in a folder of their own")
            Optional<Mask> mask) {

        public Parameters {
            requireNonNull(maps, "maps");
            requireNonNull(interpolation, "interpolation");
            requireNonNull(mask, "mask");
        }
    }

    /**
     * Open the maps. Pixels are read when they are first looked up.
     *
     * @throws DataException if a map or a mask is not there, or not in the format of these maps
     */
    @Inject
    public SfdDustMap(Parameters parameters, DataFiles files) {
        LambertImage northern = image(parameters, files, LambertImage.Pole.NORTH);
        LambertImage southern = image(parameters, files, LambertImage.Pole.SOUTH);
        north = hemisphere(northern, parameters, files, LambertImage.Pole.NORTH);
        south = hemisphere(southern, parameters, files, LambertImage.Pole.SOUTH);
        standIn = (northern.object() + southern.object()).contains(STAND_IN);
    }

    private static LambertImage image(Parameters parameters, DataFiles files, LambertImage.Pole pole) {
        return LambertImage.ofFloats(files.only(parameters.maps(), pole.glob()), pole);
    }

    private static Hemisphere hemisphere(
            LambertImage dust, Parameters parameters, DataFiles files, LambertImage.Pole pole) {
        Optional<Blanks> blanks = parameters.mask().isPresent()
                ? Optional.of(blanks(parameters.mask().get(), files, pole))
                : Optional.empty();
        return new Hemisphere(dust, parameters.interpolation(), blanks);
    }

    private static Blanks blanks(Mask mask, DataFiles files, LambertImage.Pole pole) {
        int bits = mask.unknown().stream().mapToInt(MaskBit::value).reduce(0, (a, b) -> a | b);
        return new Blanks(LambertImage.ofBits(files.only(mask.maps(), pole.glob()), pole), bits);
    }

    @Override
    public double[] reddening(Directions galactic) {
        double[] ebvMag = new double[galactic.size()];
        double[] z = galactic.z();
        Block block = new Block();
        for (int from = 0; from < ebvMag.length; from += Block.SIZE) {
            int to = Math.min(from + Block.SIZE, ebvMag.length);
            // By hemisphere, so that neither is interrupted by the other: a branch on it would be a coin toss.
            int norths = 0;
            int firstSouth = to - from;
            for (int i = from; i < to; i++) {
                block.rows[z[i] >= 0 ? norths++ : --firstSouth] = i;
            }
            north.lookUp(galactic, block, 0, norths, ebvMag);
            south.lookUp(galactic, block, norths, to - from, ebvMag);
        }
        return ebvMag;
    }

    @Override
    public Optional<String> caveat() {
        return standIn ? Optional.of("the maps are a stand-in, not for science") : Optional.empty();
    }

    @Override
    public ReddeningScale scale() {
        return ReddeningScale.SFD98;
    }
}
