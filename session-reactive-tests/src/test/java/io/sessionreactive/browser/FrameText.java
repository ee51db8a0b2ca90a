package io.sessionreactive.browser;

import io.sessionreactive.raptor.RaptorCodec;
import io.sessionreactive.raptor.RaptorMessage;
import io.sessionreactive.rumor.Frame;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** All that a frame says, as one line in which what differs from run to run has a name instead. */
final class FrameText {
    private static final String ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";
    private static final List<String> LONG = List.of("sdp", "candidate", "userAgent");

    private FrameText() {}

    /**
     * The line.
     *
     * @param names of what has a better one than {@code ID}, by what it is in the frame
     */
    static String of(Frame frame, Map<String, String> names) {
        List<String> addresses =
                frame.addresses().stream().map(address -> "<" + address + ">").toList();
        String text = frame.type() + " " + addresses + " " + frame.headers();
        if (!frame.payload().isEmpty()) {
            RaptorMessage message = RaptorCodec.decode(frame.payload());
            text += " " + message.method() + " " + message.uri() + " "
                    + content(message.content().utf8());
        }
        for (Map.Entry<String, String> name : names.entrySet()) {
            text = text.replace(name.getKey(), name.getValue());
        }
        return text.replaceAll(ID, "ID").replaceAll("X-TB-TOKEN-AUTH=\\(\\d+ characters\\)", "X-TB-TOKEN-AUTH=TOKEN");
    }

    private static String content(String json) {
        ObjectNode content = (ObjectNode) JsonMapper.shared().readTree(json);
        LONG.stream().filter(content::has).forEach(key -> content.put(key, "TEXT"));
        return content.toString();
    }
}
