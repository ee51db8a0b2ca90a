package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A session id that was read: {@code 1_} or {@code 2_} and then, in base64url without padding,
 * {@code 1~<API key>~<location>~<time in ms>~<random>~}.
 *
 * @param text the id as clients write it
 * @param apiKey the project it belongs to
 * @param relayed whether media go from client to client ({@code 2_}); otherwise through a media server ({@code 1_})
 */
public record SessionId(String text, String apiKey, boolean relayed) {
    private static final Pattern FORM = Pattern.compile("([12])_([A-Za-z0-9_-]{8,400})");
    private static final Pattern INSIDE = Pattern.compile("1~([^~/]+)~[^~]*~\\d+~[^~]+~.*");

    /** A new id. */
    public static SessionId create(String apiKey, boolean relayed, Instant now) {
        String random = Ids.secret().replace("-", "").substring(0, 20);
        String inside = "1~" + apiKey + "~~" + now.toEpochMilli() + "~" + random + "~~";
        String base64 = Base64.getUrlEncoder().withoutPadding().encodeToString(inside.getBytes(StandardCharsets.UTF_8));
        return new SessionId((relayed ? "2_" : "1_") + base64, apiKey, relayed);
    }

    /** What {@code text} says; empty if it is no session id. */
    public static Optional<SessionId> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(form.group(2));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        Matcher inside = INSIDE.matcher(new String(bytes, StandardCharsets.UTF_8));
        return inside.matches()
                ? Optional.of(new SessionId(text, inside.group(1), form.group(1).equals("2")))
                : Optional.empty();
    }
}
