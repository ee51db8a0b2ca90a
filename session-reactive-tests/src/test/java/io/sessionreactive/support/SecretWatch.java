package io.sessionreactive.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.LoggerFactory;

/**
 * Fails the run if any line that anybody logged in it, at any level, has a token in it, the id of a logical socket, or the
 * service's secret. What secrets look like when they are encoded, {@code SecretsTest} looks for in runs of its own.
 *
 * <p>JUnit finds this extension by itself, through {@code META-INF/services}.
 */
public final class SecretWatch implements BeforeAllCallback {
    private static final Namespace NAMESPACE = Namespace.create(SecretWatch.class);
    private static final Pattern SECRET =
            Pattern.compile("eyJ[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}\\.[A-Za-z0-9_-]{10,}"
                    + "|T1==[A-Za-z0-9+/=_-]{20,}"
                    + "|socketId=[0-9a-f-]{8}"
                    + "|local-session-service-secret");

    // what backends use besides us
    private static final List<String> NOT_OURS = List.of("org.asynchttpclient", "org.apache.http", "com.opentok");

    @Override
    public void beforeAll(ExtensionContext context) {
        // JUnit closes what the root's store holds when all tests have run.
        context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(Watch.class);
    }

    /** From the first test to the last. */
    private static final class Watch implements AutoCloseable {
        private final Watcher watcher = new Watcher();

        Watch() {
            LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
            Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
            ThresholdFilter asBefore = new ThresholdFilter();
            asBefore.setLevel(root.getLevel().toString());
            asBefore.start();
            root.iteratorForAppenders().forEachRemaining(appender -> appender.addFilter(asBefore));
            watcher.setContext(context);
            watcher.start();
            root.addAppender(watcher);
            root.setLevel(Level.TRACE);
            NOT_OURS.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
        }

        @Override
        public void close() {
            if (watcher.lines.get() == 0) {
                throw new AssertionError("nothing was logged, so nothing was watched");
            }
            if (!watcher.found.isEmpty()) {
                throw new AssertionError("secrets in the log:\n" + String.join("\n", watcher.found));
            }
        }
    }

    /** Looks at each line, and keeps those with a secret. Takes no lock: lines come from event loops. */
    private static final class Watcher extends UnsynchronizedAppenderBase<ILoggingEvent> {
        private static final int MOST = 20;

        private final Queue<String> found = new ConcurrentLinkedQueue<>();
        private final AtomicLong lines = new AtomicLong();

        @Override
        protected void append(ILoggingEvent event) {
            lines.incrementAndGet();
            String text = event.getFormattedMessage();
            if (event.getThrowableProxy() != null) {
                text += "\n" + ThrowableProxyUtil.asString(event.getThrowableProxy());
            }
            if (SECRET.matcher(text).find() && found.size() < MOST) {
                found.add(event.getLevel() + " " + event.getLoggerName() + " " + text);
            }
        }
    }
}
