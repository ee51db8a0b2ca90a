package io.sessionreactive.backend;

import java.util.List;

/** What a backend does with a server SDK. A call that the service refuses throws something. */
interface ServerSdk {
    /** Makes a session whose media go from client to client, or through a media server. */
    String createSession(boolean relayed) throws Exception;

    /** A moderator's token with that connection data. */
    String token(String sessionId, String data) throws Exception;

    void signalAll(String sessionId, String type, String data) throws Exception;

    void signalOne(String sessionId, String connectionId, String type, String data) throws Exception;

    void forceDisconnect(String sessionId, String connectionId) throws Exception;

    void forceMute(String sessionId, String streamId) throws Exception;

    void forceMuteAll(String sessionId, List<String> but) throws Exception;

    void disableForceMute(String sessionId) throws Exception;

    /** The name of a stream. */
    String streamName(String sessionId, String streamId) throws Exception;

    /** The ids of the streams. */
    List<String> streams(String sessionId) throws Exception;

    void layoutClasses(String sessionId, String streamId, List<String> names) throws Exception;

    /** The layout classes of a stream. */
    List<String> layoutClasses(String sessionId, String streamId) throws Exception;

    /** Starts an archive of that name; returns its id. */
    String startArchive(String sessionId, String name) throws Exception;

    /** Returns the status after that. */
    String stopArchive(String archiveId) throws Exception;

    /** Name and status, with a space between them. */
    String archive(String archiveId) throws Exception;

    /** The ids of a session's archives. */
    List<String> archives(String sessionId) throws Exception;

    void deleteArchive(String archiveId) throws Exception;

    /** Starts a broadcast, which is not offered. */
    void startBroadcast(String sessionId) throws Exception;

    /** Frees what the SDK holds. */
    void close() throws Exception;
}
