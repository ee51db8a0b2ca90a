package io.sessionreactive.testkit.junit;

import io.sessionreactive.testkit.LocalSessionServiceOptions;
import java.util.function.Supplier;

/** What {@link SessionTest#options} is where nobody says otherwise. */
final class DefaultOptions implements Supplier<LocalSessionServiceOptions> {
    @Override
    public LocalSessionServiceOptions get() {
        return LocalSessionServiceOptions.defaults();
    }
}
