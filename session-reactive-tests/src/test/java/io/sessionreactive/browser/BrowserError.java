package io.sessionreactive.browser;

/**
 * An error as OT.js gives it.
 *
 * @param name such as {@code OT_AUTHENTICATION_ERROR}
 * @param code such as 1004; 0 if it has none
 */
record BrowserError(String name, int code) {}
