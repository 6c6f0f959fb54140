package org.peculiar.report.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.awt.geom.PathIterator;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.peculiar.api.Figure;

class SkyMappingTest {

    private static SkyMapping mapping(double centreDeg) {
        // 200 points wide: the rim is 100 points from the middle.
        return new SkyMapping(new Rectangle2D.Double(0, 0, 200, 100), Figure.Projection.AITOFF, centreDeg);
    }

    /** Computed independently of this code, to 1e-8 (Aitoff: x = −2 cos b sin(Δl/2) a/sin a, y = sin b a/sin a). */
    @ParameterizedTest
    @CsvSource({
        "AITOFF, 260, -1,  1.74513186, -0.01988226",
        "AITOFF, 276, 30,  1.31985654,  0.56941016",
        "AITOFF,  90, 45, -1.20919958,  0.85503322",
        "HAMMER, 260, -1,  1.69026595, -0.01925717",
    })
    void projectsAsPublished(Figure.Projection projection, double l, double b, double x, double y) {
        double[] xy = SkyMapping.project(projection, mapping(0).relative(l), b);
        assertThat(xy[0]).isCloseTo(x, within(1e-8));
        assertThat(xy[1]).isCloseTo(y, within(1e-8));
    }

    @ParameterizedTest
    @EnumSource
    void findsWhatWasProjected(Figure.Projection projection) {
        for (double l = -179; l < 180; l += 13) {
            for (double b = -88; b <= 88; b += 11) {
                double[] xy = SkyMapping.project(projection, l, b);
                double[] back = SkyMapping.deproject(projection, xy[0], xy[1]);
                assertThat(back[0]).isCloseTo(l, within(1e-9));
                assertThat(back[1]).isCloseTo(b, within(1e-9));
            }
        }
        assertThat(SkyMapping.deproject(projection, 3, 1)).isNull();
    }

    /** Hammer's is equivalent: a zone between two latitudes has the area 4π (sin b₂ − sin b₁)/2 on the unit sphere. */
    @Test
    void hammerKeepsAreas() {
        double area = 0;
        double step = 0.005;
        double halfWidth = SkyMapping.halfWidth(Figure.Projection.HAMMER);
        for (double x = -halfWidth; x < halfWidth; x += step) {
            for (double y = -halfWidth / 2; y < halfWidth / 2; y += step) {
                double[] lb = SkyMapping.deproject(Figure.Projection.HAMMER, x, y);
                if (lb != null && lb[1] > 0 && lb[1] < 30) {
                    area += step * step;
                }
            }
        }
        assertThat(area).isCloseTo(Math.PI, within(0.005 * Math.PI));
    }

    @Test
    void longitudeGrowsLeftward() {
        Point2D centre = mapping(270).at(270, 0);
        assertThat(centre).isEqualTo(new Point2D.Double(100, 50));
        assertThat(mapping(270).at(300, 0).getX()).isLessThan(100);
        assertThat(mapping(270).at(91, 0).getX()).isGreaterThan(195);
    }

    /** No piece of a line may cross the paper from rim to rim. */
    @Test
    void lineIsPartedAtTheRim() {
        Path2D path = mapping(0).line(new double[] {150, 210}, new double[] {20, 20});
        int pieces = 0;
        double[] c = new double[6];
        double x = 0;
        for (PathIterator at = path.getPathIterator(null); !at.isDone(); at.next()) {
            if (at.currentSegment(c) == PathIterator.SEG_MOVETO) {
                pieces++;
            } else {
                assertThat(c[0]).isCloseTo(x, within(3.0));
            }
            x = c[0];
        }
        assertThat(pieces).isEqualTo(2);
    }

    @Test
    void regionOverTheRimLiesOnBothSides() {
        Path2D region = mapping(0).region(new double[] {170, 190, 190, 170}, new double[] {-10, -10, 10, 10});
        SkyMapping mapping = mapping(0);
        assertThat(region.contains(mapping.at(175, 0))).isTrue();
        assertThat(region.contains(mapping.at(185, 0))).isTrue();
        assertThat(region.contains(mapping.at(165, 0))).isFalse();
        assertThat(region.contains(mapping.at(0, 0))).isFalse();
    }

    @Test
    void zoneRoundTheSkyIsOneRegion() {
        Path2D zone = mapping(90).region(new double[] {-90, 270, 270, -90}, new double[] {-15, -15, 15, 15});
        for (double l = 0; l < 360; l += 10) {
            if (l != 270) {
                assertThat(zone.contains(mapping(90).at(l, 14))).isTrue();
                assertThat(zone.contains(mapping(90).at(l, 16))).isFalse();
            }
        }
    }
}
