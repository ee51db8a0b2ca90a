package io.sessionreactive.browser;

import com.microsoft.playwright.WebSocket;
import io.sessionreactive.rumor.Frame;
import io.sessionreactive.rumor.FrameCodec;
import java.util.ArrayList;
import java.util.List;

/** A WebSocket that a page has opened, with what the page has sent on it. */
final class BrowserSocket {
    private final String url;
    private final List<byte[]> sent = new ArrayList<>();

    BrowserSocket(WebSocket socket) {
        this.url = socket.url();
        socket.onFrameSent(frame -> sent.add(frame.binary()));
    }

    String url() {
        return url;
    }

    /** Its binary messages as they were, in order. */
    List<byte[]> sent() {
        return sent;
    }

    /** The same, decoded. */
    List<Frame> frames() {
        return sent.stream().map(FrameCodec::decode).toList();
    }
}
