package io.sessionreactive.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.sessionreactive.support.MissingException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The browser of this machine, without a window, which reaches nothing but this machine. All that comes from here belongs
 * to the thread that launched it.
 */
final class Chromium implements AutoCloseable {
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
            // a camera and a microphone that need neither devices nor consent, and sound without a click before it
            "--use-fake-device-for-media-stream",
            "--use-fake-ui-for-media-stream",
            "--autoplay-policy=no-user-gesture-required",
            // media from page to page, also where loopback is the only network and nobody resolves .local names
            "--allow-loopback-in-peer-connection",
            "--disable-features=WebRtcHideLocalIpsWithMdns");

    private final PageServer pages;
    private final Playwright playwright;
    private final Browser browser;

    private Chromium(PageServer pages, Playwright playwright, Browser browser) {
        this.pages = pages;
        this.playwright = playwright;
        this.browser = browser;
    }

    /**
     * Starts the browser.
     *
     * @param openTokJs the script that its pages load
     * @throws MissingException if there is none
     */
    static Chromium launch(Path openTokJs) {
        Path executable = executable();
        Map<String, String> noDownload = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
        Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(noDownload));
        Browser browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setHeadless(true)
                        .setArgs(ARGUMENTS));
        return new Chromium(new PageServer(openTokJs), playwright, browser);
    }

    /**
     * Where the browser is.
     *
     * @throws MissingException if there is none
     */
    static Path executable() {
        return MissingException.programOf(
                "Chromium", List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"));
    }

    /**
     * A new page, in a profile and a process of its own, in which OT.js is loaded and asks the service at
     * {@code apiUrl}.
     */
    BrowserClient open(String name, URI apiUrl) {
        return new BrowserClient(name, browser.newContext(), pages.address(), apiUrl);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
        pages.close();
    }
}
