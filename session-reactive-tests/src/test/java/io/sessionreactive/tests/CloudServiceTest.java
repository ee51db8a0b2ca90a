package io.sessionreactive.tests;

import io.sessionreactive.ClientOptions;
import io.sessionreactive.OpenTok;
import io.sessionreactive.transport.NettyTransports;
import io.sessionreactive.transport.Transport;
import java.net.URI;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * OpenTok itself shows what the local service shows. For whoever has a session there and a publisher's token for it, in
 * environment variables; what is sent there are some signals.
 *
 * <pre>
 * SESSION_REACTIVE_API_KEY=... SESSION_REACTIVE_SESSION=... SESSION_REACTIVE_TOKEN=... \
 *     mvn -B -pl session-reactive-tests -am test -Dgroups=cloud -DexcludedGroups= \
 *     -Dtest=CloudServiceTest -Dsurefire.failIfNoSpecifiedTests=false
 * </pre>
 *
 * <p>{@code SESSION_REACTIVE_API_URL} names another place than {@link ClientOptions#OPENTOK_API}.
 */
@Tag("cloud")
@DisplayName("OpenTok")
@EnabledIfEnvironmentVariable(
        named = CloudServiceTest.API_KEY,
        matches = ".+",
        disabledReason = CloudServiceTest.WANTED)
@EnabledIfEnvironmentVariable(
        named = CloudServiceTest.SESSION,
        matches = ".+",
        disabledReason = CloudServiceTest.WANTED)
@EnabledIfEnvironmentVariable(named = CloudServiceTest.TOKEN, matches = ".+", disabledReason = CloudServiceTest.WANTED)
class CloudServiceTest extends LinkContract {
    static final String API_KEY = "SESSION_REACTIVE_API_KEY";
    static final String SESSION = "SESSION_REACTIVE_SESSION";
    static final String TOKEN = "SESSION_REACTIVE_TOKEN";
    static final String WANTED = "no session of OpenTok: set " + API_KEY + ", " + SESSION + " and " + TOKEN;

    private static final String API_URL = "SESSION_REACTIVE_API_URL";

    private static final Place PLACE = new Place() {
        @Override
        public OpenTok newClient(UnaryOperator<Transport> border) {
            String url = System.getenv(API_URL);
            ClientOptions options = url == null || url.isEmpty()
                    ? ClientOptions.defaults()
                    : ClientOptions.defaults().apiUrl(URI.create(url));
            NettyTransports way = new NettyTransports();
            way.prepareTls();
            return OpenTok.create(options.transport(() -> border.apply(way.get())));
        }

        @Override
        public String apiKey() {
            return variable(API_KEY);
        }

        /** Always the same: what is tested here does not mind others. */
        @Override
        public String newSessionId() {
            return variable(SESSION);
        }

        @Override
        public String token(String sessionId, String name) {
            return variable(TOKEN);
        }

        private static String variable(String name) {
            return Objects.requireNonNull(System.getenv(name), name);
        }
    };

    @Override
    Place place() {
        return PLACE;
    }
}
