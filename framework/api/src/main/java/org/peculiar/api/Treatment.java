package org.peculiar.api;

import static java.util.Objects.requireNonNull;

/**
 * A treatment that data have had, kept so that it is not given twice.
 *
 * @param what such as {@code cmb-frame}, {@code extinction of mu-e} or {@code malmquist}
 * @param how what did it, such as {@code planck2018, exact}
 */
public record Treatment(String what, String how) {

    public Treatment {
        requireNonNull(what, "what");
        requireNonNull(how, "how");
    }
}
