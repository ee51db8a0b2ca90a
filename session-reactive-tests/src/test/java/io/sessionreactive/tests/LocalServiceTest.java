package io.sessionreactive.tests;

import io.sessionreactive.OpenTok;
import io.sessionreactive.testkit.LocalSessionService;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.Transport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;

/** The local session service on real sockets shows what every service must show. */
class LocalServiceTest {
    private static LocalSessionService service;

    private static final SessionContract.Place PLACE = new SessionContract.Place() {
        @Override
        public OpenTok newClient(UnaryOperator<Transport> border) {
            NettyTransports way = new NettyTransports();
            return OpenTok.create(service.clientOptions().transport(() -> border.apply(way.get())));
        }

        @Override
        public String apiKey() {
            return service.apiKey();
        }

        @Override
        public String newSessionId() {
            return service.createSession();
        }

        @Override
        public String token(String sessionId, String name) {
            return service.tokens().forSession(sessionId).data(name).jwt();
        }
    };

    @BeforeAll
    static void start() {
        service = LocalSessionService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Nested
    @DisplayName("joining")
    class Joining extends JoinContract {
        @Override
        Place place() {
            return PLACE;
        }
    }

    @Nested
    @DisplayName("losing the link")
    class Link extends LinkContract {
        @Override
        Place place() {
            return PLACE;
        }
    }

    @Nested
    @DisplayName("signals")
    class Signals extends SignalContract {
        @Override
        Place place() {
            return PLACE;
        }
    }
}
