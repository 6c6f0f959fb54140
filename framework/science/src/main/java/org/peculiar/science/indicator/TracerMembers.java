package org.peculiar.science.indicator;

import static java.util.Objects.requireNonNull;
import static org.peculiar.science.Constants.SPEED_OF_LIGHT_KMS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.peculiar.api.Assumptions;
import org.peculiar.api.DataException;
import org.peculiar.api.Directions;
import org.peculiar.api.DistanceSample;
import org.peculiar.api.DistanceType;
import org.peculiar.api.InsufficientDataException;
import org.peculiar.api.Quantity;
import org.peculiar.api.RestFrame;
import org.peculiar.api.Survey;
import org.peculiar.api.Table;
import org.peculiar.api.Unit;
import org.peculiar.science.cosmology.DistanceTable;

/**
 * The galaxies of a survey that an indicator can use, and the tracers that they make: groups, or the galaxies themselves.
 *
 * <p>Columns "of galaxies" that it takes and returns have one value for each galaxy used, in the order of {@link #rows}; columns
 * "of tracers" one for each tracer. Galaxies that are left out are listed by reason. Immutable; the arrays are shared and not
 * to be written to.
 */
public final class TracerMembers {

    /**
     * What is to be a tracer.
     *
     * @param tracers groups or galaxies; if not said, groups where one has enough members, else galaxies
     * @param minMembers galaxies that a group needs
     * @param redshifts whose redshift a galaxy in a group has
     */
    public record Choice(Optional<Tracers> tracers, int minMembers, Redshifts redshifts) {

        public Choice {
            requireNonNull(tracers, "tracers");
            requireNonNull(redshifts, "redshifts");
        }
    }

    private final Survey survey;
    private final String relation;
    private final boolean byGroup;
    private final int minMembers;
    private final double[] zOfRow;
    private final int[] rows;
    private final int[] tracerOf;
    private final Table table;
    private final Directions directions;
    private final double[] z;
    private final int[] members;
    private final Map<String, List<String>> omitted;

    /** Takes rows that have what the relation needs, and keeps those whose group has enough of them. */
    private TracerMembers(
            Survey survey,
            String relation,
            boolean byGroup,
            int minMembers,
            double[] zOfRow,
            int[] complete,
            Map<String, List<String>> omitted) {
        this.survey = survey;
        this.relation = relation;
        this.byGroup = byGroup;
        this.minMembers = minMembers;
        this.zOfRow = zOfRow;
        this.omitted = omitted;
        rows = byGroup ? withCompany(survey, complete, minMembers, omitted) : complete;
        if (rows.length == 0) {
            throw new InsufficientDataException("galaxies: found none of " + zOfRow.length + " that has what the "
                    + relation + " needs: " + counted(omitted));
        }
        int[] tracerRows = byGroup
                ? Arrays.stream(rows)
                        .map(row -> survey.groupOf()[row])
                        .sorted()
                        .distinct()
                        .toArray()
                : rows;
        tracerOf = new int[rows.length];
        z = new double[tracerRows.length];
        members = new int[tracerRows.length];
        for (int i = 0; i < rows.length; i++) {
            tracerOf[i] = byGroup ? Arrays.binarySearch(tracerRows, survey.groupOf()[rows[i]]) : i;
            z[tracerOf[i]] = zOfRow[rows[i]];
            members[tracerOf[i]]++;
        }
        table = (byGroup ? survey.groups() : survey.galaxies()).select(tracerRows);
        directions = table.hasDirections() ? table.directions() : meanDirections();
    }

    /**
     * Find the galaxies that have what an indicator needs, and their tracers.
     *
     * @param relation as messages call it, such as {@code Tully-Fisher relation}
     * @param lack what a galaxy (a row of the survey's galaxies) lacks, such as {@code no log-w}, if it lacks something
     * @throws DataException if the redshifts are not those of the CMB frame
     * @throws InsufficientDataException if there are none, telling the reasons
     */
    public static TracerMembers of(Survey survey, Choice choice, String relation, IntFunction<Optional<String>> lack) {
        if (survey.frame() != RestFrame.CMB) {
            throw new DataException("survey: redshifts are heliocentric, but distances need them in the CMB frame");
        }
        boolean byGroup = choice.tracers()
                .map(tracers -> tracers == Tracers.GROUPS)
                .orElseGet(() -> someGroupHas(survey, choice.minMembers()));
        double[] z = redshifts(survey, byGroup || choice.redshifts() == Redshifts.GROUP);
        Map<String, List<String>> omitted = new LinkedHashMap<>();
        int[] rows = new int[z.length];
        int count = 0;
        for (int i = 0; i < z.length; i++) {
            Optional<String> reason = byGroup && survey.groupOf()[i] < 0
                    ? Optional.of("in no group")
                    : lack.apply(i).or(lackOfRedshift(z[i]));
            if (reason.isPresent()) {
                omit(omitted, reason.get(), survey, i);
            } else {
                rows[count++] = i;
            }
        }
        return new TracerMembers(
                survey, relation, byGroup, choice.minMembers(), z, Arrays.copyOf(rows, count), omitted);
    }

    /**
     * Return these without some galaxies, and without those left in a group with too few.
     *
     * @param wanted tells whether to keep a galaxy, by its place among those used
     * @param otherwise why the others are left out, such as {@code clipped}
     * @throws InsufficientDataException if none is left, telling the reasons
     */
    public TracerMembers keeping(IntPredicate wanted, String otherwise) {
        Map<String, List<String>> more = new LinkedHashMap<>();
        omitted.forEach((reason, labels) -> more.put(reason, new ArrayList<>(labels)));
        return new TracerMembers(
                survey, relation, byGroup, minMembers, zOfRow, kept(survey, rows, wanted, otherwise, more), more);
    }

    private static boolean someGroupHas(Survey survey, int minMembers) {
        int[] found = new int[survey.groups().size()];
        for (int group : survey.groupOf()) {
            if (group >= 0 && ++found[group] >= minMembers) {
                return true;
            }
        }
        return false;
    }

    private static Supplier<Optional<String>> lackOfRedshift(double z) {
        return () -> !Double.isFinite(z)
                ? Optional.of("no redshift")
                : z > 0 ? Optional.empty() : Optional.of("redshift not positive");
    }

    private static void omit(Map<String, List<String>> omitted, String reason, Survey survey, int row) {
        omitted.computeIfAbsent(reason, r -> new ArrayList<>())
                .add(survey.galaxies().labels()[row]);
    }

    private static String counted(Map<String, List<String>> omitted) {
        return omitted.entrySet().stream()
                .map(entry -> entry.getValue().size() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static int[] withCompany(Survey survey, int[] rows, int minMembers, Map<String, List<String>> omitted) {
        int[] found = new int[survey.groups().size()];
        for (int row : rows) {
            found[survey.groupOf()[row]]++;
        }
        return kept(
                survey,
                rows,
                i -> found[survey.groupOf()[rows[i]]] >= minMembers,
                "in a group with fewer than " + minMembers + " usable members",
                omitted);
    }

    private static int[] kept(
            Survey survey, int[] rows, IntPredicate wanted, String otherwise, Map<String, List<String>> omitted) {
        int[] kept = new int[rows.length];
        int count = 0;
        for (int i = 0; i < rows.length; i++) {
            if (wanted.test(i)) {
                kept[count++] = rows[i];
            } else {
                omit(omitted, otherwise, survey, rows[i]);
            }
        }
        return Arrays.copyOf(kept, count);
    }

    /**
     * Return the redshift of each galaxy of a survey as a member of its tracer; NaN where there is none.
     *
     * @param ofGroups whether galaxies in groups take the group's: its own, else the mean of its members'
     */
    public static double[] redshifts(Survey survey, boolean ofGroups) {
        Table galaxies = survey.galaxies();
        double[] z = galaxies.has(Quantity.REDSHIFT.name())
                ? galaxies.values(Quantity.REDSHIFT.name(), Unit.NONE).clone()
                : missing(galaxies.size());
        if (!ofGroups || survey.groups().size() == 0) {
            return z;
        }
        Table groups = survey.groups();
        double[] ofGroup = groups.has(Quantity.REDSHIFT.name())
                ? groups.values(Quantity.REDSHIFT.name(), Unit.NONE).clone()
                : missing(groups.size());
        double[] sum = new double[ofGroup.length];
        int[] count = new int[ofGroup.length];
        for (int i = 0; i < z.length; i++) {
            int group = survey.groupOf()[i];
            if (group >= 0 && Double.isFinite(z[i])) {
                sum[group] += z[i];
                count[group]++;
            }
        }
        for (int i = 0; i < z.length; i++) {
            int group = survey.groupOf()[i];
            if (group >= 0) {
                z[i] = Double.isFinite(ofGroup[group]) ? ofGroup[group] : sum[group] / count[group];
            }
        }
        return z;
    }

    private static double[] missing(int size) {
        double[] missing = new double[size];
        Arrays.fill(missing, Double.NaN);
        return missing;
    }

    private Directions meanDirections() {
        double[][] sum = new double[3][members.length];
        Directions galaxies = survey.galaxies().directions();
        for (int i = 0; i < rows.length; i++) {
            sum[0][tracerOf[i]] += galaxies.x()[rows[i]];
            sum[1][tracerOf[i]] += galaxies.y()[rows[i]];
            sum[2][tracerOf[i]] += galaxies.z()[rows[i]];
        }
        for (int t = 0; t < members.length; t++) {
            double length = Math.sqrt(sum[0][t] * sum[0][t] + sum[1][t] * sum[1][t] + sum[2][t] * sum[2][t]);
            for (double[] component : sum) {
                component[t] /= length;
            }
        }
        return new Directions(sum[0], sum[1], sum[2]);
    }

    /** Tell whether groups are the tracers. */
    public boolean byGroup() {
        return byGroup;
    }

    /** Return the rows of the galaxies used, in the survey's table. */
    public int[] rows() {
        return rows;
    }

    /** Return the number of galaxies used. */
    public int galaxies() {
        return rows.length;
    }

    /** Return the number of tracers. */
    public int size() {
        return members.length;
    }

    /** Return the tracer of each galaxy used, from 0. */
    public int[] tracerOf() {
        return tracerOf;
    }

    /** Return the number of galaxies used of each tracer. */
    public int[] members() {
        return members;
    }

    /** Return the redshifts of the tracers in the CMB frame. */
    public double[] z() {
        return z;
    }

    /** Return the directions of the tracers. */
    public Directions directions() {
        return directions;
    }

    /** Return labels of the galaxies left out, by reason. */
    public Map<String, List<String>> omitted() {
        return omitted;
    }

    /** Return the values of the galaxies used, from one for each galaxy of the survey. */
    public double[] ofGalaxies(double[] ofSurvey) {
        double[] used = new double[rows.length];
        Arrays.setAll(used, i -> ofSurvey[rows[i]]);
        return used;
    }

    /** Return the value of each galaxy's tracer. */
    public double[] toGalaxies(double[] ofTracers) {
        double[] spread = new double[rows.length];
        Arrays.setAll(spread, i -> ofTracers[tracerOf[i]]);
        return spread;
    }

    /** Return the sum over the members of each tracer. */
    public double[] sums(double[] ofGalaxies) {
        double[] sums = new double[members.length];
        for (int i = 0; i < rows.length; i++) {
            sums[tracerOf[i]] += ofGalaxies[i];
        }
        return sums;
    }

    /** Return the weighted mean over the members of each tracer. */
    public double[] means(double[] ofGalaxies, double[] weights) {
        double[] means = new double[members.length];
        double[] sums = sums(weights);
        for (int i = 0; i < rows.length; i++) {
            means[tracerOf[i]] += weights[i] * ofGalaxies[i] / sums[tracerOf[i]];
        }
        return means;
    }

    /** Return ln of the distances of the tracers' redshifts. */
    public double[] lnHubble(DistanceType type, DistanceTable distances) {
        double[] ln = new double[z.length];
        Arrays.setAll(ln, t -> Math.log(distances.distanceKms(type, z[t])));
        return ln;
    }

    /**
     * Return the mean of ln d − ln d(z) over the tracers, weighted by their errors and motions: what mean Hubble flow wants
     * subtracted from ln d.
     *
     * @param lnDistance of tracers
     * @param lnError of tracers
     * @param lnHubble of tracers, the distances of their redshifts
     */
    public double meanLnRatio(double[] lnDistance, double[] lnError, double[] lnHubble, Assumptions assumptions) {
        double sum = 0;
        double weights = 0;
        double motionKms = Math.hypot(assumptions.thermalDispersionKms(), assumptions.czErrorKms());
        for (int t = 0; t < z.length; t++) {
            double motion = motionKms / (SPEED_OF_LIGHT_KMS * z[t]);
            // a survey without any error counts all tracers alike
            double variance = lnError[t] * lnError[t] + motion * motion;
            double weight = variance > 0 ? 1 / variance : 1;
            sum += weight * (lnDistance[t] - lnHubble[t]);
            weights += weight;
        }
        return sum / weights;
    }

    /**
     * Begin a sample of the tracers' distances.
     *
     * @param lnDistance of tracers, ln of H0 d in km/s
     * @param lnError of tracers, independent
     */
    public DistanceSample.Builder distances(DistanceType type, double[] lnDistance, double[] lnError) {
        return DistanceSample.of(
                        byGroup ? DistanceSample.Tracer.GROUP : DistanceSample.Tracer.GALAXY,
                        table.labels(),
                        table.rowIds(),
                        directions,
                        z,
                        lnDistance,
                        lnError,
                        members)
                .type(type);
    }
}
