package io.sessionreactive.testkit;

import io.sessionreactive.testkit.seen.SeenAnswer;
import io.sessionreactive.testkit.seen.SeenFrame;
import io.sessionreactive.testkit.seen.SeenSocket;
import io.sessionreactive.testkit.seen.SeenTraffic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What went between a service and its clients, as a text for people: a line for each frame, each change of a socket and
 * each HTTP answer. Ids are shortened, keep-alive frames in a row are counted, and of a long history only the end is
 * told. There is no token in it, and nothing that signals and connections say unless {@link #withContents} asks for it.
 */
public final class Transcript {
    private static final int MOST_LINES = 500;
    private static final int MOST_CONTENT = 1_000;
    private static final Pattern UUID = Pattern.compile("([0-9a-fA-F]{8})(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern SESSION = Pattern.compile("(?:/v2/partner/[^/]+)?/session/([^/?]+)");

    private final List<SeenTraffic> traffic;
    private final Instant start;
    private final boolean withContents;

    private Transcript(List<SeenTraffic> traffic, Instant start, boolean withContents) {
        this.traffic = traffic;
        this.start = start;
        this.withContents = withContents;
    }

    /** The transcript of that traffic, its times counted from {@code start}. */
    static Transcript of(List<SeenTraffic> traffic, Instant start) {
        return new Transcript(List.copyOf(traffic), start, false);
    }

    /** The same with what messages and answers contain, the data of signals and connections included. */
    public Transcript withContents() {
        return new Transcript(traffic, start, true);
    }

    @Override
    public String toString() {
        Map<String, String> sessions = new LinkedHashMap<>();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < traffic.size(); ) {
            int end = endOfKeepAlive(i);
            if (end - i > 2) {
                lines.add(keepAlive(i, end));
                i = end;
            } else {
                lines.add(line(traffic.get(i++), sessions));
            }
        }
        List<String> text = new ArrayList<>();
        sessions.forEach((id, name) -> text.add(name + " is session " + id));
        int left = Math.max(0, lines.size() - MOST_LINES);
        if (left > 0) {
            text.add(left + " earlier lines are left out");
        }
        text.addAll(lines.subList(left, lines.size()));
        return String.join("\n", text);
    }

    private int endOfKeepAlive(int from) {
        int end = from;
        while (end < traffic.size() && traffic.get(end) instanceof SeenFrame frame && frame.isKeepAlive()) {
            end++;
        }
        return end;
    }

    private String keepAlive(int from, int end) {
        return time(traffic.get(from)) + " to" + time(traffic.get(end - 1)) + "  " + (end - from)
                + " times PING or PONG";
    }

    private String line(SeenTraffic one, Map<String, String> sessions) {
        if (one instanceof SeenFrame frame) {
            return time(one) + carrier(frame.socket(), frame.connectionId()) + frame(frame, sessions);
        } else if (one instanceof SeenSocket socket) {
            return time(one) + carrier(socket.socket(), socket.connectionId()) + " --  " + socket.what();
        }
        SeenAnswer answer = (SeenAnswer) one;
        String refusal = answer.refusal().isEmpty() ? "" : ": " + answer.refusal();
        String asked = shortened(answer.method() + " " + answer.path(), sessions);
        return time(one) + "  HTTP         --  " + asked + " " + answer.status() + refusal;
    }

    private String time(SeenTraffic one) {
        double seconds = Duration.between(start, one.at()).toMillis() / 1000.0;
        return String.format(Locale.ROOT, "%9.3f s", seconds);
    }

    private static String carrier(int socket, @Nullable String connectionId) {
        return String.format(Locale.ROOT, "  #%-3d %8s", socket, connectionId == null ? "" : head(connectionId));
    }

    private static String head(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }

    private String frame(SeenFrame frame, Map<String, String> sessions) {
        StringBuilder line = new StringBuilder(frame.fromClient() ? " ->  " : " <-  ").append(frame.type());
        for (String part : new @Nullable String[] {frame.status(), frame.method(), frame.uri()}) {
            line.append(part == null ? "" : " " + shortened(part, sessions));
        }
        String transaction = frame.transactionId();
        if (transaction != null) {
            line.append(", transaction ").append(head(transaction));
        }
        String content = frame.content();
        if (withContents && content != null) {
            line.append("\n").append(" ".repeat(30)).append(content, 0, Math.min(content.length(), MOST_CONTENT));
        }
        return line.toString();
    }

    /** Ids as their first eight characters, sessions as S1, S2 and so on. */
    private static String shortened(String text, Map<String, String> sessions) {
        Matcher session = SESSION.matcher(text);
        String named = session.replaceFirst(
                found -> sessions.computeIfAbsent(found.group(1), id -> "S" + (sessions.size() + 1)));
        return UUID.matcher(named).replaceAll("$1");
    }
}
