package io.sessionreactive.browser;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Tests of this class need a browser. They are skipped where there is none, unless {@code SESSION_REACTIVE_REQUIRE_BROWSER}
 * is {@code true}. A test takes a {@link Meeting}, or a {@link Chromium} to make meetings of its own kind.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("browser")
@Timeout(300)
@ExtendWith(BrowserExtension.class)
@interface BrowserTest {}
