package io.sessionreactive.browser;

import static org.junit.jupiter.api.Assertions.fail;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.TimeoutError;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * OT.js in a page. What it does are the actions of {@code client.js}; what it tells is kept there as lines, in order.
 * Everything waits up to two minutes.
 */
final class BrowserClient implements AutoCloseable {
    private static final double MOST_MILLISECONDS = 120_000;

    private final String name;
    private final BrowserContext context;
    private final Page page;
    private final List<BrowserSocket> sockets = new ArrayList<>();
    private String connectionId = "";

    BrowserClient(String name, BrowserContext context, URI address, URI apiUrl) {
        this.name = name;
        this.context = context;
        context.setDefaultTimeout(MOST_MILLISECONDS);
        // where OT.js looks, when it is loaded, for another service than its makers'
        context.addInitScript("window.OTProperties = {apiURL: '" + apiUrl + "', loggingURL: '" + address + "logging'}");
        this.page = context.newPage();
        page.onWebSocket(socket -> sockets.add(new BrowserSocket(socket)));
        page.navigate(address.toString());
    }

    /** Makes a session object; no traffic. */
    void initSession(String apiKey, String sessionId) {
        act("initSession", Map.of("apiKey", apiKey, "sessionId", sessionId));
    }

    /** Joins, and returns when the browser client says that it has. */
    void connect(String token) {
        connectionId = (String) act("connect", token);
    }

    /** The name it was opened with. */
    String name() {
        return name;
    }

    /** Its own connection's id; empty before it has connected. */
    String connectionId() {
        return connectionId;
    }

    /** Sends a signal and waits until it is accepted. */
    void signal(Map<String, ?> signal) {
        act("signal", signal);
    }

    /** Does an action and gives its result. */
    Object act(String action, Object argument) {
        Map<?, ?> outcome = outcome(action, argument);
        Object error = outcome.get("error");
        return error == null ? outcome.get("value") : fail(name + "'s " + action + " failed: " + error);
    }

    /** Does an action that has to fail, and gives the error. */
    BrowserError refused(String action, Object argument) {
        Map<?, ?> outcome = outcome(action, argument);
        if (!(outcome.get("error") instanceof Map<?, ?> error)) {
            return fail(name + "'s " + action + " did not fail");
        }
        return new BrowserError((String) error.get("name"), ((Number) error.get("code")).intValue());
    }

    private Map<?, ?> outcome(String action, Object argument) {
        return (Map<?, ?>)
                page.evaluate("([action, argument]) => client.act(action, argument)", Arrays.asList(action, argument));
    }

    /** Begins an action; that it is done, or failed, is told by a line. */
    void begin(String action, Object argument) {
        page.evaluate("([action, argument]) => client.begin(action, argument)", Arrays.asList(action, argument));
    }

    /** All lines so far. */
    List<String> seen() {
        return ((List<?>) page.evaluate("() => client.seen"))
                .stream().map(String.class::cast).toList();
    }

    /** Those lines that begin so. */
    List<String> seen(String beginning) {
        return seen().stream().filter(line -> line.startsWith(beginning)).toList();
    }

    /** Forgets all lines so far. */
    void forget() {
        page.evaluate("() => { client.seen.length = 0; }");
    }

    /** Waits until there is that line. */
    void await(String line) {
        await("line => client.seen.includes(line)", line, line);
    }

    /** Waits until there is one of those lines, and gives the first. */
    String awaitOneOf(List<String> lines) {
        await("lines => client.seen.some(line => lines.includes(line))", lines, String.join(" or ", lines));
        return seen().stream().filter(lines::contains).findFirst().orElseThrow();
    }

    /** Waits until so many clients are in its session, itself included. */
    void awaitMembers(int count) {
        await("async count => (await client.act('members')).value === count", count, count + " clients");
    }

    /** Waits until a subscribed stream is shown, picture after picture, and heard. */
    void awaitMedia(String streamId) {
        await("async id => (await client.act('framesShown', id)).value > 10", streamId, "moving pictures");
        await("async id => (await client.act('soundReceived', id)).value > 1000", streamId, "sound");
    }

    private void await(String predicate, Object argument, String what) {
        try {
            page.waitForFunction(predicate, argument);
        } catch (TimeoutError e) {
            fail(name + " waited for \"" + what + "\" in vain; there was " + seen(), e);
        }
    }

    /** The WebSockets it has opened, those that failed too, in order. */
    List<BrowserSocket> sockets() {
        return sockets;
    }

    /** Waits for something that {@link #sockets()} shows. */
    void awaitSockets(BooleanSupplier condition) {
        page.waitForCondition(condition);
    }

    /** Ends the page's process. */
    void kill() {
        try {
            page.navigate("chrome://crash");
        } catch (PlaywrightException e) {
            return; // a page that has crashed is no page that has loaded
        }
        fail(name + "'s page survived");
    }

    /** Closes the page as its user would. */
    void closePage() {
        page.close(new Page.CloseOptions().setRunBeforeUnload(true));
    }

    @Override
    public void close() {
        context.close();
    }

    @Override
    public String toString() {
        return name;
    }
}
