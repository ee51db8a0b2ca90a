package io.sessionreactive;

import io.sessionreactive.rumor.Headers;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;

/**
 * One stay in a session from the join to the end, for a publisher that must tell so much and no more: it is lived when
 * somebody has subscribed and asked for something, so that all who subscribe first and ask then hear the whole of it.
 */
final class ToldStory {
    private final Scheduler worker;
    private final ScriptedTransport network;
    private final Session session;
    private final int others;
    private final int signals;
    private boolean heard; // both on the worker only
    private boolean asked;
    private boolean begun;

    /**
     * A stay that has not begun.
     *
     * @param worker of one thread
     * @param others how many are in the session besides us
     * @param signals how many come before the network ends the stay
     */
    ToldStory(Scheduler worker, int others, int signals) {
        this.worker = worker;
        this.others = others;
        this.signals = signals;
        this.network = new ScriptedTransport(worker);
        this.session = OpenTok.create(ClientOptions.defaults()
                        .apiUrl(URI.create("https://api.example.com"))
                        .transport(() -> network))
                .initSession(Wire.API_KEY, Wire.SESSION_ID);
        network.answer(200, Wire.information(false));
        network.onSent((socket, frame) -> {
            if (frame.payload().utf8().startsWith("{\"method\":\"create\"")) {
                socket.answer(frame, 200, Wire.snapshot(present(frame.headers().get(Headers.FROM_ADDRESS))));
                tellTheRest(socket);
            }
        });
    }

    /** What one of the session's publishers tells of it. */
    <T> Publisher<T> by(Function<Session, Flux<T>> telling) {
        Flux<T> told = telling.apply(session)
                .doOnRequest(count -> worker.schedule(() -> {
                    asked = true;
                    begin();
                }));
        return subscriber -> {
            told.subscribe(subscriber);
            worker.schedule(
                    () -> { // behind the subscription itself, which takes its place on the worker too
                        heard = true;
                        begin();
                    });
        };
    }

    private void begin() {
        if (heard && asked && !begun) {
            begun = true;
            session.connect(Stage.TOKEN).subscribe();
        }
    }

    private List<String> present(String own) {
        List<String> ids = new ArrayList<>(List.of(own));
        for (int i = 0; i < others; i++) {
            ids.add("c-" + i);
        }
        return ids;
    }

    private void tellTheRest(ScriptedSocket socket) {
        for (int i = 0; i < signals; i++) {
            socket.tell("", Wire.signal("chat", String.valueOf(i)));
        }
        socket.cut();
    }
}
