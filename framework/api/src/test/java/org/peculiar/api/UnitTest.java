package org.peculiar.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnitTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "km/s, KMS",
                "km s-1, KMS",
                "km.s**-1, KMS",
                "kms, KMS",
                "m/s, MS",
                "Mpc/h, MPC_H",
                "h-1 Mpc, MPC_H",
                "kpc/h, KPC_H",
                "deg, DEG",
                "°, DEG",
                "', ARCMIN",
                "\", ARCSEC",
                "rad, RAD",
                "hourangle, HOUR",
                "mag, MAG",
                "mag/arcsec2, MAG_ARCSEC2",
                "mag.arcsec**-2, MAG_ARCSEC2",
                "dex, DEX",
                "[-], DEX",
                "[km/s], DEX_KMS",
                "[arcsec], DEX_ARCSEC",
                "dex(kpc/h), DEX_KPC_H",
                "log(Lsun/pc2), DEX_LSUN_PC2",
                "mag/dex, PER_DEX",
                "%, PERCENT",
                "percent, PERCENT",
                "1, NONE",
                "``, NONE",
                "` km/s `, KMS"
            })
    void knowsTheSpellingsOfCatalogues(String spelling, Unit unit) {
        assertThat(Unit.of(spelling)).hasValue(unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Km/s", "km", "Mpc", "kpc", "s", "lightyear", "mag^2"})
    void knowsNoOther(String spelling) {
        assertThat(Unit.of(spelling)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void readsWhatItWrites(Unit unit) {
        assertThat(Unit.of(unit.symbol())).hasValue(unit);
        assertThat(unit.in(unit)).isEqualTo(1);
        assertThat(unit.noun()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(Unit.Dimension.class)
    void givesNoSpellingToTwoUnits(Unit.Dimension dimension) {
        List<String> spellings = Unit.spellings(dimension);
        assertThat(spellings).doesNotContain("").doesNotHaveDuplicates();
        Set<Unit> units = new HashSet<>();
        spellings.forEach(spelling -> units.add(Unit.of(spelling).orElseThrow()));
        assertThat(units).allMatch(unit -> unit.dimension() == dimension);
        assertThat(spellings)
                .containsAll(Unit.symbols(dimension).stream()
                        .filter(s -> !s.isEmpty())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({
        "KMS, MS, 1000",
        "MS, KMS, 0.001",
        "MPC_H, KPC_H, 1000",
        "DEG, ARCMIN, 60",
        "DEG, ARCSEC, 3600",
        "HOUR, DEG, 15",
        "RAD, DEG, 57.29577951308232",
        "PERCENT, NONE, 0.01",
        "NONE, PERCENT, 100"
    })
    void converts(Unit from, Unit to, double factor) {
        assertThat(from.in(to)).isCloseTo(factor, within(1e-14 * factor));
    }

    @Test
    void refusesToConvertBetweenDimensions() {
        assertThatThrownBy(() -> Unit.KMS.in(Unit.MPC_H))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a velocity in km/s cannot be expressed in Mpc/h");
    }

    @Test
    void listsTheBaseUnitFirst() {
        assertThat(Unit.symbols(Unit.Dimension.VELOCITY)).containsExactly("km/s", "m/s");
        assertThat(Unit.symbols(Unit.Dimension.ANGLE)).containsExactly("deg", "arcmin", "arcsec", "rad", "hourangle");
    }

    @ParameterizedTest
    @CsvSource({"MAG, 1", "MAG_ARCSEC2, 1", "DEX_LSUN_PC2, -0.4", "DEX_ARCSEC, 0", "DEX_KMS, 0", "NONE, 0"})
    void tellsWhatDustDoesToAQuantity(Unit unit, double response) {
        assertThat(new Quantity("x", unit).extinctionResponse()).isEqualTo(response);
    }

    @Test
    void namesAQuantityWithItsUnit() {
        assertThat(new Quantity("log-sigma", Unit.DEX_KMS)).hasToString("log-sigma [dex(km/s)]");
        assertThat(Quantity.REDSHIFT).hasToString("z");
    }
}
