package io.sessionreactive.browser;

import io.sessionreactive.support.NpmPackages;
import java.nio.file.Path;

/** The published browser client, as npm installs it, unmodified. */
final class OpenTokJs {
    private OpenTokJs() {}

    /**
     * The script, installed now if it was not yet.
     *
     * @throws io.sessionreactive.support.MissingException if there is no npm, or it cannot install
     */
    static Path provide() {
        return NpmPackages.provide("/browser", "@opentok/client/dist/js/opentok.min.js");
    }
}
