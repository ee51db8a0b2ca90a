package io.sessionreactive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sessionreactive.SessionEvent.ConnectionCreated;
import io.sessionreactive.SessionSnapshot.Status;
import io.sessionreactive.rumor.Headers;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** A session in real time, called by many threads at once. The service answers by itself. */
@Timeout(120)
class SessionThreadsTest {
    private static final int THREADS = 8;
    private static final int SIGNALS = 100; // of each thread, so that all may wait for their answers at once
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern DATA = Pattern.compile("\"data\":\"(\\d+)-(\\d+)\"");

    private final Scheduler worker = Schedulers.newSingle("session", true);
    private final ScriptedTransport network = new ScriptedTransport(worker);
    private final List<String> sent = new ArrayList<>(); // written and read on the worker only
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Session session = OpenTok.create(ClientOptions.defaults()
                    .apiUrl(URI.create("https://api.example.com"))
                    .transport(() -> network))
            .initSession(Wire.API_KEY, Wire.SESSION_ID);

    @BeforeEach
    void serve() {
        network.answer(200, Wire.information(false));
        network.onSent((socket, frame) -> {
            String json = frame.payload().utf8();
            if (json.startsWith("{\"method\":\"create\"")) {
                String own = frame.headers().get(Headers.FROM_ADDRESS);
                socket.answer(frame, 200, Wire.snapshot(List.of(own)));
            } else if (json.startsWith("{\"method\":\"signal\"")) {
                Matcher data = DATA.matcher(json);
                assertTrue(data.find(), json);
                sent.add(data.group(1) + "-" + data.group(2));
                socket.answer(frame, 200, "");
            }
        });
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        worker.dispose();
    }

    @Test
    @DisplayName("S26 signals of several threads: none is lost, those of a thread go out in its order of subscription")
    void signalOrder() throws Exception {
        session.connect(Stage.TOKEN).block(LIMIT);
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (List<CompletableFuture<Void>> ofThread : atOnce(this::signals)) {
            answers.addAll(ofThread);
        }
        CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new)).get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        List<String> seen =
                Mono.fromCallable(() -> List.copyOf(sent)).subscribeOn(worker).block(LIMIT);
        assertEquals(THREADS * SIGNALS, seen.size());
        Map<String, Integer> last = new HashMap<>();
        for (String signal : seen) {
            String thread = signal.substring(0, signal.indexOf('-'));
            int number = Integer.parseInt(signal.substring(signal.indexOf('-') + 1));
            assertEquals(last.getOrDefault(thread, -1) + 1, number, "of thread " + thread);
            last.put(thread, number);
        }
    }

    private List<CompletableFuture<Void>> signals(int thread) {
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (int i = 0; i < SIGNALS; i++) {
            answers.add(session.signal(Signal.of(thread + "-" + i)).toFuture());
        }
        return answers;
    }

    @Test
    @DisplayName("S05 of several threads that connect at once one joins, the others fail and disturb nothing")
    void connectAtOnce() throws Exception {
        List<String> outcomes = atOnce(thread -> session.connect(Stage.TOKEN)
                .map(own -> "joined")
                .onErrorResume(SessionException.class, failure -> Mono.just(failure.name()))
                .block(LIMIT));
        assertEquals(1, outcomes.stream().filter("joined"::equals).count(), outcomes::toString);
        assertEquals(
                THREADS - 1,
                outcomes.stream().filter("OT_ILLEGAL_STATE"::equals).count(),
                outcomes::toString);
        assertEquals(Status.CONNECTED, session.snapshot().status());
    }

    @Test
    @DisplayName(
            "S08 subscribers of many threads that come while the service tells miss nothing and hear nothing twice")
    void subscribeAtOnce() throws Exception {
        session.connect(Stage.TOKEN).block(LIMIT);
        ScriptedSocket socket =
                Mono.fromCallable(network::socket).subscribeOn(worker).block(LIMIT);
        List<String> clients = IntStream.range(0, 500).mapToObj(i -> "c-" + i).toList();
        List<List<CompletableFuture<List<String>>>> heard = atOnce(thread -> {
            if (thread == 0) {
                clients.forEach(id -> socket.feed(ScriptedSocket.message("t-" + id, "", Wire.created(id))));
                return List.of();
            }
            return IntStream.range(0, 25).mapToObj(i -> others(clients.size())).toList();
        });
        for (List<CompletableFuture<List<String>>> ofThread : heard) {
            for (CompletableFuture<List<String>> ids : ofThread) {
                assertEquals(clients, ids.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
            }
        }
    }

    /** Subscribes now and gets the first so many others that are told. */
    private CompletableFuture<List<String>> others(int count) {
        return session.events()
                .ofType(ConnectionCreated.class)
                .filter(created -> !created.own())
                .map(created -> created.connection().connectionId())
                .take(count)
                .collectList()
                .toFuture();
    }

    /** Lets all threads do this at the same time. */
    private <T> List<T> atOnce(IntFunction<T> act) throws Exception {
        CyclicBarrier start = new CyclicBarrier(THREADS);
        List<Future<T>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            int thread = i;
            running.add(threads.submit(() -> {
                start.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
                return act.apply(thread);
            }));
        }
        List<T> results = new ArrayList<>();
        for (Future<T> one : running) {
            results.add(one.get(LIMIT.toSeconds(), TimeUnit.SECONDS));
        }
        return results;
    }
}
