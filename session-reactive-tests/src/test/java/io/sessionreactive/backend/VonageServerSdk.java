package io.sessionreactive.backend;

import com.vonage.client.HttpConfig;
import com.vonage.client.VonageClient;
import com.vonage.client.video.Archive;
import com.vonage.client.video.Broadcast;
import com.vonage.client.video.CreateSessionRequest;
import com.vonage.client.video.GetStreamResponse;
import com.vonage.client.video.ListStreamCompositionsRequest;
import com.vonage.client.video.MediaMode;
import com.vonage.client.video.Role;
import com.vonage.client.video.SessionStream;
import com.vonage.client.video.SignalRequest;
import com.vonage.client.video.TokenOptions;
import com.vonage.client.video.VideoClient;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** The server SDK of Vonage for Java, whose applications sign with a key pair. */
final class VonageServerSdk implements ServerSdk {
    private final VideoClient sdk;

    VonageServerSdk(String apiUrl, String applicationId, PrivateKey key) {
        sdk = VonageClient.builder()
                .applicationId(applicationId)
                .privateKeyContents(pem(key))
                .httpConfig(HttpConfig.builder().videoBaseUri(apiUrl).build())
                .build()
                .getVideoClient();
    }

    private static String pem(PrivateKey key) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
        return "-----BEGIN PRIVATE KEY-----\n" + base64 + "\n-----END PRIVATE KEY-----\n";
    }

    @Override
    public String createSession(boolean relayed) {
        return sdk.createSession(CreateSessionRequest.builder()
                        .mediaMode(relayed ? MediaMode.RELAYED : MediaMode.ROUTED)
                        .location("12.34.56.78")
                        .build())
                .getSessionId();
    }

    @Override
    public String token(String sessionId, String data) {
        return sdk.generateToken(
                sessionId,
                TokenOptions.builder().role(Role.MODERATOR).data(data).build());
    }

    @Override
    public void signalAll(String sessionId, String type, String data) {
        sdk.signalAll(sessionId, SignalRequest.builder().type(type).data(data).build());
    }

    @Override
    public void signalOne(String sessionId, String connectionId, String type, String data) {
        sdk.signal(
                sessionId,
                connectionId,
                SignalRequest.builder().type(type).data(data).build());
    }

    @Override
    public void forceDisconnect(String sessionId, String connectionId) {
        sdk.forceDisconnect(sessionId, connectionId);
    }

    @Override
    public void forceMute(String sessionId, String streamId) {
        sdk.muteStream(sessionId, streamId);
    }

    @Override
    public void forceMuteAll(String sessionId, List<String> but) {
        sdk.muteSession(sessionId, true, but);
    }

    @Override
    public void disableForceMute(String sessionId) {
        sdk.muteSession(sessionId, false);
    }

    @Override
    public String streamName(String sessionId, String streamId) {
        return sdk.getStream(sessionId, streamId).getName();
    }

    @Override
    public List<String> streams(String sessionId) {
        return sdk.listStreams(sessionId).stream()
                .map(stream -> stream.getId().toString())
                .toList();
    }

    @Override
    public void layoutClasses(String sessionId, String streamId, List<String> names) {
        sdk.setStreamLayout(
                sessionId,
                SessionStream.builder(streamId).layoutClassList(names).build());
    }

    @Override
    public List<String> layoutClasses(String sessionId, String streamId) {
        GetStreamResponse stream = sdk.getStream(sessionId, streamId);
        return stream.getLayoutClassList();
    }

    @Override
    public String startArchive(String sessionId, String name) {
        return sdk.createArchive(Archive.builder(sessionId).name(name).build())
                .getId()
                .toString();
    }

    @Override
    public String stopArchive(String archiveId) {
        return text(sdk.stopArchive(archiveId));
    }

    @Override
    public String archive(String archiveId) {
        Archive archive = sdk.getArchive(archiveId);
        return archive.getName() + " " + text(archive);
    }

    @Override
    public List<String> archives(String sessionId) {
        return sdk
                .listArchives(ListStreamCompositionsRequest.builder()
                        .sessionId(sessionId)
                        .build())
                .stream()
                .map(archive -> archive.getId().toString())
                .toList();
    }

    @Override
    public void deleteArchive(String archiveId) {
        sdk.deleteArchive(archiveId);
    }

    @Override
    public void startBroadcast(String sessionId) {
        sdk.createBroadcast(Broadcast.builder(sessionId)
                .hls(com.vonage.client.video.Hls.builder().build())
                .build());
    }

    @Override
    public void close() {}

    private static String text(Archive archive) {
        return archive.getStatus().toString().toLowerCase(Locale.ROOT);
    }
}
