package io.sessionreactive.backend;

import com.opentok.Archive;
import com.opentok.ArchiveProperties;
import com.opentok.BroadcastProperties;
import com.opentok.MediaMode;
import com.opentok.MuteAllProperties;
import com.opentok.OpenTok;
import com.opentok.Role;
import com.opentok.SessionProperties;
import com.opentok.SignalProperties;
import com.opentok.Stream;
import com.opentok.StreamListProperties;
import com.opentok.StreamProperties;
import com.opentok.TokenOptions;
import java.util.List;

/** The server SDK of OpenTok for Java. */
final class OpenTokServerSdk implements ServerSdk {
    private final OpenTok sdk;

    OpenTokServerSdk(String apiUrl, String apiKey, String apiSecret) {
        sdk = new OpenTok.Builder(Integer.parseInt(apiKey), apiSecret)
                .apiUrl(apiUrl)
                .build();
    }

    @Override
    public String createSession(boolean relayed) throws Exception {
        return sdk.createSession(new SessionProperties.Builder()
                        .mediaMode(relayed ? MediaMode.RELAYED : MediaMode.ROUTED)
                        .location("12.34.56.78")
                        .build())
                .getSessionId();
    }

    @Override
    public String token(String sessionId, String data) throws Exception {
        return sdk.generateToken(
                sessionId,
                new TokenOptions.Builder().role(Role.MODERATOR).data(data).build());
    }

    @Override
    public void signalAll(String sessionId, String type, String data) throws Exception {
        sdk.signal(
                sessionId, new SignalProperties.Builder().type(type).data(data).build());
    }

    @Override
    public void signalOne(String sessionId, String connectionId, String type, String data) throws Exception {
        sdk.signal(
                sessionId,
                connectionId,
                new SignalProperties.Builder().type(type).data(data).build());
    }

    @Override
    public void forceDisconnect(String sessionId, String connectionId) throws Exception {
        sdk.forceDisconnect(sessionId, connectionId);
    }

    @Override
    public void forceMute(String sessionId, String streamId) throws Exception {
        sdk.forceMuteStream(sessionId, streamId);
    }

    @Override
    public void forceMuteAll(String sessionId, List<String> but) throws Exception {
        sdk.forceMuteAll(
                sessionId,
                new MuteAllProperties.Builder().excludedStreamIds(but).build());
    }

    @Override
    public void disableForceMute(String sessionId) throws Exception {
        sdk.disableForceMute(sessionId);
    }

    @Override
    public String streamName(String sessionId, String streamId) throws Exception {
        return sdk.getStream(sessionId, streamId).getName();
    }

    @Override
    public List<String> streams(String sessionId) throws Exception {
        return sdk.listStreams(sessionId).stream().map(Stream::getId).toList();
    }

    @Override
    public void layoutClasses(String sessionId, String streamId, List<String> names) throws Exception {
        StreamProperties.Builder stream = new StreamProperties.Builder().id(streamId);
        names.forEach(stream::addLayoutClass);
        sdk.setStreamLayouts(
                sessionId,
                new StreamListProperties.Builder()
                        .addStreamProperties(stream.build())
                        .build());
    }

    @Override
    public List<String> layoutClasses(String sessionId, String streamId) throws Exception {
        return sdk.getStream(sessionId, streamId).getLayoutClassList();
    }

    @Override
    public String startArchive(String sessionId, String name) throws Exception {
        return sdk.startArchive(
                        sessionId, new ArchiveProperties.Builder().name(name).build())
                .getId();
    }

    @Override
    public String stopArchive(String archiveId) throws Exception {
        return sdk.stopArchive(archiveId).getStatus().toString();
    }

    @Override
    public String archive(String archiveId) throws Exception {
        Archive archive = sdk.getArchive(archiveId);
        return archive.getName() + " " + archive.getStatus();
    }

    @Override
    public List<String> archives(String sessionId) throws Exception {
        return sdk.listArchives(sessionId).stream().map(Archive::getId).toList();
    }

    @Override
    public void deleteArchive(String archiveId) throws Exception {
        sdk.deleteArchive(archiveId);
    }

    @Override
    public void startBroadcast(String sessionId) throws Exception {
        sdk.startBroadcast(sessionId, new BroadcastProperties.Builder().build());
    }

    @Override
    public void close() {
        sdk.close();
    }
}
