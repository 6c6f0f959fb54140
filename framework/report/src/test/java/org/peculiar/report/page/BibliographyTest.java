package org.peculiar.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BibliographyTest {

    @Test
    void printsReferencesAsJournalsDo() {
        Bibliography references = Bibliography.of("""
                @article{1998ApJ...500..525S,
                  author = {Schlegel, D. J. and Finkbeiner, D. P. and Davis, M.},
                  title = {Maps of Dust {I}nfrared Emission},
                  journal = {The Astrophysical Journal}, year = {1998}, volume = {500}, pages = {525}
                }
                @article{1996MNRAS.280..167J,
                  author = {J{\\o}rgensen, I. and Franx, M. and Kj{\\ae}rgaard, P. and Another, A.},
                  title = {The Fundamental Plane}, journal = {MNRAS}, year = {1996}, volume = {280}, pages = {167},
                  doi = {10.1093/mnras/280.1.167}
                }
                @article{2020A&A...641A...1P,
                  author = {{Planck Collaboration}}, title = {Planck 2018 results}, journal = {Astronomy and Astrophysics},
                  year = {2020}, volume = {641}, pages = {A1}
                }
                """);
        assertThat(references.entries())
                .containsExactly(
                        new Bibliography.Entry(
                                "1996MNRAS.280..167J",
                                "Jørgensen et al. 1996",
                                "Jørgensen, I.; et al. 1996",
                                "The Fundamental Plane",
                                "MNRAS, 280, 167",
                                "https://doi.org/10.1093/mnras/280.1.167"),
                        new Bibliography.Entry(
                                "2020A&A...641A...1P",
                                "Planck Collaboration 2020",
                                "Planck Collaboration 2020",
                                "Planck 2018 results",
                                "A&A, 641, A1",
                                "https://ui.adsabs.harvard.edu/abs/2020A%26A...641A...1P"),
                        new Bibliography.Entry(
                                "1998ApJ...500..525S",
                                "Schlegel et al. 1998",
                                "Schlegel, D. J.; Finkbeiner, D. P.; Davis, M. 1998",
                                "Maps of Dust Infrared Emission",
                                "ApJ, 500, 525",
                                "https://ui.adsabs.harvard.edu/abs/1998ApJ...500..525S"));
        assertThat(references.label("1998ApJ...500..525S")).isEqualTo("Schlegel et al. 1998");
        assertThat(references.label("1900Unknown")).isEqualTo("1900Unknown");
    }

    @Test
    void keepsWhatIsNoBibtex() {
        Bibliography references = Bibliography.of("@article{oops");
        assertThat(references.entries()).isEmpty();
        assertThat(references.bibtex()).isEqualTo("@article{oops");
    }
}
