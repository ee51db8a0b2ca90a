package io.sessionreactive.testkit.service;

import io.sessionreactive.rumor.Payload;
import io.sessionreactive.testkit.seen.SeenStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A stream that is published, as it is now: its channels change, its subscribers come and go. */
final class LiveStream {
    private static final int MOST_CHANNELS = 16;

    private final String id;
    private final String owner;
    private final ObjectNode json;
    private final Map<String, String> subscribers = new LinkedHashMap<>();
    private List<String> layoutClasses = List.of();

    private LiveStream(String id, String owner, ObjectNode json) {
        this.id = id;
        this.owner = owner;
        this.json = json;
    }

    /**
     * The stream that a publisher's {@code content} describes.
     *
     * @throws Refusal if it describes none
     */
    static LiveStream of(String id, Participant owner, long creationTime, ObjectNode content) {
        JsonNode channels = content.path("channel");
        Refusal.unless(
                channels.isArray() && channels.size() <= MOST_CHANNELS,
                Refusal.MALFORMED,
                "a stream has an array of at most " + MOST_CHANNELS + " channels");
        for (JsonNode channel : channels) {
            Refusal.unless(channel.path("id").isString(), Refusal.MALFORMED, "each channel of a stream has an id");
        }
        ObjectNode json = Messages.newObject().put("id", id).put("connectionId", owner.id());
        json.set("connection", Messages.object(owner.json())); // whole, for those who are not told of the owner itself
        json.put("name", content.path("name").asString(""));
        json.put("creationTime", creationTime);
        json.set("channel", channels);
        return new LiveStream(id, owner.id(), json);
    }

    String id() {
        return id;
    }

    /** Who publishes it. */
    String owner() {
        return owner;
    }

    /** The stream object that clients get. */
    Payload json() {
        return Messages.payload(json);
    }

    /** The connections of the subscribers, by the subscribers' ids. */
    Map<String, String> subscribers() {
        return subscribers;
    }

    /**
     * Changes a channel.
     *
     * @return whether that made a difference
     * @throws Refusal if there is no such channel
     */
    boolean update(String channelId, ObjectNode change) {
        ObjectNode channel = channel(channelId);
        JsonNode before = channel.deepCopy();
        change.properties().stream()
                .filter(field -> !field.getKey().equals("id"))
                .forEach(field -> channel.set(field.getKey(), field.getValue()));
        return !channel.equals(before);
    }

    private ObjectNode channel(String channelId) {
        for (JsonNode channel : json.path("channel")) {
            if (channel instanceof ObjectNode object
                    && channelId.equals(object.path("id").asString(""))) {
                return object;
            }
        }
        throw new Refusal(Refusal.NOT_FOUND, "the stream has no such channel");
    }

    /** How a composed archive would lay it out. */
    void layoutClasses(List<String> names) {
        layoutClasses = List.copyOf(names);
    }

    /** The stream object that a backend gets. */
    ObjectNode told() {
        ObjectNode told = Messages.newObject().put("id", id).put("videoType", videoType());
        told.put("name", json.path("name").asString(""));
        ArrayNode classes = told.putArray("layoutClassList");
        layoutClasses.forEach(classes::add);
        return told;
    }

    private String videoType() {
        for (JsonNode channel : json.path("channel")) {
            if (channel.path("type").asString("").equals("video")) {
                return channel.path("source").asString("camera");
            }
        }
        return "camera";
    }

    SeenStream seen() {
        return new SeenStream(id, owner, json.path("name").asString(""), subscribers.size());
    }
}
