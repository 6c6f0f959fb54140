package org.peculiar.engine.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReferencesTest {

    private static final String HUDSON = """
            @article{hudson1999,
              author = {Hudson, M. J. and {SMAC team}},
              title  = {A {Large-Scale} Bulk Flow},
              year   = 1999
            }""";
    private static final String SFD = "@Article{1998ApJ...500..525S, title = {Maps of Dust}, note = {a @ sign}}";

    private static References of(String bibtex) {
        References references = new References();
        references.add(bibtex);
        return references;
    }

    @Test
    void findsEntriesVerbatim() {
        References references = of("% a comment\n\n" + HUDSON + "\n\nbetween entries\n" + SFD + "\n");
        assertThat(references.has("hudson1999")).isTrue();
        assertThat(references.has("1998ApJ...500..525S")).isTrue();
        assertThat(references.has("title")).isFalse();
        assertThat(references.bibtex(List.of("hudson1999"))).isEqualTo(HUDSON + "\n");
    }

    @Test
    void sortsWhatIsUsedAndLeavesTheRest() {
        References references = of(HUDSON + "\n" + SFD + "\n@misc{unused, title = {Unused}}\n");
        assertThat(references.bibtex(List.of("hudson1999", "1998ApJ...500..525S", "hudson1999", "absent")))
                .isEqualTo(SFD + "\n\n" + HUDSON + "\n");
    }

    @Test
    void keepsTheFirstOfEqualKeys() {
        References references = of("@misc{a, title = {One}}");
        references.add("@misc{a, title = {Two}}\n@misc{b, title = {Three}}");
        assertThat(references.bibtex(List.of("a", "b")))
                .isEqualTo("@misc{a, title = {One}}\n\n@misc{b, title = {Three}}\n");
    }

    @Test
    void givesNothingForNothing() {
        assertThat(of("").bibtex(List.of("a"))).isEmpty();
        assertThat(of("@misc{torn, title = {never closed}").bibtex(List.of("torn")))
                .isEmpty();
    }
}
