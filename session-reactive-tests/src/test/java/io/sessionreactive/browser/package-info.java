/**
 * The browser client OT.js in a real Chromium, in one session with JVM clients, on the local service.
 *
 * <p>This room knows how a browser is found, driven and looked at; the page's side is in the resources of {@code browser}.
 */
package io.sessionreactive.browser;
