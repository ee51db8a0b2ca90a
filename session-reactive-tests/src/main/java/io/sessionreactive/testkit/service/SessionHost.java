package io.sessionreactive.testkit.service;

import io.sessionreactive.raptor.ResourcePath;
import io.sessionreactive.testkit.token.TokenVerifier;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.scheduler.Scheduler;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * All sessions and all members of one service, and the one scheduler on which they live. Gives each new socket its
 * {@link RumorEndpoint}: one that resumes, one that starts, or one that is closed at once.
 *
 * <p>All methods are to be called on the scheduler, except {@link #history}, {@link #sessions}, {@link #traffic} and {@link #isMember}.
 */
public final class SessionHost {
    private static final Logger LOG = Loggers.getLogger(SessionHost.class);
    private static final int MOST_GONE = 10_000;

    private final ServiceSettings settings;
    private final Scheduler scheduler;
    private final RequestDesk desk;
    private final TrafficLog traffic;
    private final Map<String, SessionHistory> histories = new ConcurrentHashMap<>();
    private final Map<String, LiveRoom> rooms = new HashMap<>();
    private final Map<String, Member> bySocketId = new HashMap<>();
    private final Set<Member> members = new LinkedHashSet<>();
    private final Set<RumorEndpoint> endpoints = new LinkedHashSet<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private volatile boolean closed;
    private boolean stopped;

    /**
     * A service without members.
     *
     * @param scheduler runs one thing at a time; also the clock
     * @param frames how many frames are kept to be looked at
     */
    public SessionHost(ServiceSettings settings, TokenVerifier tokens, Scheduler scheduler, int frames) {
        this.settings = settings;
        this.scheduler = scheduler;
        this.traffic = new TrafficLog(frames, this::now, this::later);
        this.desk = new RequestDesk(new Admission(settings, tokens, this::room), this::now);
    }

    /** A socket has opened. */
    public RumorEndpoint open(SocketQuery query, Wire wire) {
        RumorEndpoint endpoint = new RumorEndpoint(this, wire, query);
        endpoints.add(endpoint);
        String socketId = query.socketId();
        Member known = known(query);
        if (stopped) {
            endpoint.close(CloseCode.GOING_AWAY, "the service stops");
        } else if (known != null) {
            resume(known, endpoint);
        } else if (socketId != null && gone.contains(socketId)) {
            endpoint.close(CloseCode.STATE_GONE, "what this socket would resume is gone");
        }
        return endpoint;
    }

    /** What a session saw; callable from any thread, for sessions that nobody has joined yet too. */
    public SessionHistory history(String sessionId) {
        SessionHistory history =
                histories.computeIfAbsent(sessionId, id -> new SessionHistory(this::instant, this::later));
        if (closed) {
            history.close();
        }
        return history;
    }

    /** The ids of the sessions that have a history; callable from any thread. */
    public List<String> sessions() {
        return List.copyOf(histories.keySet());
    }

    /** What goes between the service and its clients; readable from any thread. */
    public TrafficLog traffic() {
        return traffic;
    }

    /** Whether that connection is in a session, with a socket or without; callable from any thread. */
    public boolean isMember(String connectionId) {
        return histories.values().stream()
                .flatMap(history -> history.log().members().stream())
                .anyMatch(member -> member.connectionId().equals(connectionId));
    }

    /** Who opens a socket with that query, as far as it tells. */
    public Peer peer(SocketQuery query) {
        Member known = known(query);
        return known == null ? Peer.UNKNOWN : known.peer();
    }

    /** Whether a socket with that query would carry a member who is known already. */
    public boolean resumes(SocketQuery query) {
        return known(query) != null;
    }

    /** Ends the member whom a socket with that query would carry, if there is one; it cannot come back. */
    public void letGo(SocketQuery query) {
        Member known = known(query);
        if (known != null) {
            RumorEndpoint present = known.endpoint();
            remove(known, Messages.NETWORK_DISCONNECTED);
            if (present != null) {
                present.cut();
            }
        }
    }

    /** Closes all sockets, those too that open from now on. Members who may come back are waited for. */
    public void stop() {
        stopped = true;
        List.copyOf(endpoints).forEach(endpoint -> endpoint.close(CloseCode.GOING_AWAY, "the service stops"));
    }

    /** Lets sockets open again. */
    public void start() {
        stopped = false;
    }

    /** Forgets all sessions and all members, as a service does that starts anew. */
    public void forget() {
        forgetMembers();
        rooms.values().forEach(LiveRoom::empty);
        rooms.clear();
        gone.clear();
    }

    /** Closes all sockets, those too that open from now on, and waits for nobody. */
    public void close() {
        closed = true;
        forgetMembers();
        stop();
        histories.values().forEach(SessionHistory::close);
        traffic.close();
    }

    private void forgetMembers() {
        members.forEach(member -> member.graceTimer().dispose());
        members.clear();
        bySocketId.clear();
    }

    ServiceSettings settings() {
        return settings;
    }

    RequestDesk desk() {
        return desk;
    }

    /** The time in milliseconds since 1970. */
    long now() {
        return scheduler.now(TimeUnit.MILLISECONDS);
    }

    private Instant instant() {
        return Instant.ofEpochMilli(now());
    }

    Disposable schedule(Runnable task, long milliseconds) {
        return scheduler.schedule(task, milliseconds, TimeUnit.MILLISECONDS);
    }

    /** Runs {@code task} after what runs now. */
    void later(Runnable task) {
        scheduler.schedule(task);
    }

    /** A socket has named its connection; null if that cannot be, as its logical socket carries another one. */
    @Nullable
    Member admit(RumorEndpoint endpoint, String connectionId) {
        Member known = known(endpoint.query());
        if (known != null) {
            boolean same = known.connectionId().equals(connectionId);
            if (same) {
                resume(known, endpoint);
            }
            return same ? known : null;
        }
        Member member = new Member(endpoint.query().socketId(), connectionId);
        members.add(member);
        if (member.socketId() != null) {
            bySocketId.put(member.socketId(), member);
        }
        endpoint.carry(member);
        member.attach(endpoint);
        return member;
    }

    /** A socket is gone: its member is absent from now on, unless another socket has replaced it. */
    void socketEnded(RumorEndpoint endpoint) {
        endpoints.remove(endpoint);
        Member member = endpoint.member();
        if (member == null || member.endpoint() != endpoint || !members.contains(member)) {
            return;
        }
        member.detach();
        if (!settings.reconnection() || member.socketId() == null) {
            remove(member, Messages.NETWORK_DISCONNECTED);
            return;
        }
        present(member, false);
        Duration grace = settings.graceTime();
        LOG.debug("Connection {} is absent, waiting {} ms for it", member.connectionId(), grace.toMillis());
        member.graceTimer().update(schedule(() -> remove(member, Messages.NETWORK_DISCONNECTED), grace.toMillis()));
    }

    /** Ends a member for good; the others in its session hear why. Nothing happens the second time. */
    void remove(Member member, String reason) {
        LiveRoom room = member.room();
        if (forget(member) && room != null) {
            room.remove(member, reason);
        }
    }

    private @Nullable Member known(SocketQuery query) {
        String socketId = query.socketId();
        return socketId == null ? null : bySocketId.get(socketId);
    }

    private void resume(Member member, RumorEndpoint endpoint) {
        RumorEndpoint replaced = member.endpoint();
        endpoint.carry(member);
        member.attach(endpoint);
        if (replaced != null) {
            replaced.cut();
        }
        LOG.debug("Connection {} is back", member.connectionId());
        present(member, true);
    }

    private static void present(Member member, boolean isPresent) {
        LiveRoom room = member.room();
        if (room != null) {
            room.present(member, isPresent);
        }
    }

    private boolean forget(Member member) {
        if (!members.remove(member)) {
            return false;
        }
        member.graceTimer().dispose();
        String socketId = member.socketId();
        if (socketId != null) {
            bySocketId.remove(socketId);
            gone.add(socketId);
            if (gone.size() > MOST_GONE) {
                gone.remove(gone.iterator().next());
            }
        }
        return true;
    }

    /** The room of a session that somebody has joined; null if nobody has. */
    @Nullable
    LiveRoom room(String sessionId) {
        return rooms.get(sessionId);
    }

    private LiveRoom room(SessionId session) {
        return rooms.computeIfAbsent(session.text(), id -> {
            ResourcePath uri = ResourcePath.session(session.apiKey(), id);
            return new LiveRoom(uri, history(id), this::lost, this::expelled);
        });
    }

    private void lost(Member member) {
        LOG.debug("Connection {} was away for too many messages", member.connectionId());
        later(() -> remove(member, Messages.NETWORK_DISCONNECTED));
    }

    private void expelled(Member member) {
        forget(member);
        RumorEndpoint endpoint = member.endpoint();
        if (endpoint != null) {
            endpoint.close(CloseCode.NORMAL, "removed from the session");
        }
    }
}
