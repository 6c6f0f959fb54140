package org.peculiar.plugin.source.mocksurvey;

import java.util.Arrays;
import java.util.List;
import org.peculiar.api.Draws;
import org.peculiar.plugin.source.mocksurvey.MockSurveySource.Runs;
import org.peculiar.science.sky.SkyCoordinates;
import org.peculiar.science.sky.SkyFrame;

/** Which runs observed which galaxies. */
final class RunPlan {

    /** Names of the runs: new data of two telescopes, then literature sources. */
    static final List<String> NAMES =
            List.of("INT1", "INT2", "INT3", "AAT1", "AAT2", "LIT7S", "LITDB", "LITJFK", "LITLG");

    /** The most runs that one galaxy can be in. */
    static final int MOST = 4;

    private static final int AAT1 = 3;
    private static final int[] NEW_NORTH = {0, 1, 2};
    private static final int[] NEW_SOUTH = {AAT1, 4};
    private static final int[] LITERATURE_NORTH = {5, 6, 8};
    private static final int[] LITERATURE_SOUTH = {5, 6, 7};
    private static final double BORDER_DEG = -20;
    private static final double LINK_FROM_DEG = -35;
    private static final double LINK_TO_DEG = 15;

    private final Runs runs;
    private final double[] declinationDeg;
    private final double[] longitudeDeg;
    private final Draws share;
    private final Draws source;
    private final Draws repeat;
    private final Draws second;
    private final Draws link;

    RunPlan(Runs runs, Clusters clusters, Draws draws) {
        this.runs = runs;
        SkyCoordinates equatorial = SkyFrame.EQUATORIAL_J2000.fromGalactic(clusters.directions());
        declinationDeg = equatorial.latitudeDeg();
        longitudeDeg = SkyFrame.GALACTIC.fromGalactic(clusters.directions()).longitudeDeg();
        share = draws.stream("share");
        source = draws.stream("source");
        repeat = draws.stream("repeat");
        second = draws.stream("second");
        link = draws.stream("link");
    }

    /** Returns the runs of a galaxy, each once. */
    int[] runs(int cluster, long galaxy) {
        boolean north = declinationDeg[cluster] > BORDER_DEG;
        int[] fresh = north ? NEW_NORTH : NEW_SOUTH;
        int[] literature = north ? LITERATURE_NORTH : LITERATURE_SOUTH;
        int region = (int) (longitudeDeg[cluster] * fresh.length / 360);
        int chosen = (int) (literature.length * source.uniform(galaxy));

        double u = share.uniform(galaxy);
        boolean hasNew = u < runs.newOnly() + runs.newAndLiterature();
        int[] all = new int[MOST];
        int count = 0;
        if (hasNew) {
            all[count++] = fresh[region];
        }
        if (u >= runs.newOnly()) {
            all[count++] = literature[chosen];
        }
        if (hasNew && repeat.uniform(galaxy) < runs.repeat()) {
            all[count++] = fresh[(region + 1) % fresh.length];
        }
        if (!hasNew && repeat.uniform(galaxy) < runs.secondLiterature()) {
            int step = 1 + (int) ((literature.length - 1) * second.uniform(galaxy));
            all[count++] = literature[(chosen + step) % literature.length];
        }
        double declination = declinationDeg[cluster];
        boolean linked = declination > LINK_FROM_DEG
                && declination < LINK_TO_DEG
                && link.uniform(galaxy) < runs.northSouthLink();
        if (linked && Arrays.stream(all, 0, count).noneMatch(run -> run == AAT1)) {
            all[count++] = AAT1;
        }
        return Arrays.copyOf(all, count);
    }
}
