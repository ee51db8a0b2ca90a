package io.sessionreactive.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** All that anybody logs, at every level, in place of where it goes otherwise. */
public final class LogCapture implements AutoCloseable {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level level = root.getLevel();
    private final List<Appender<ILoggingEvent>> others = new ArrayList<>();
    private final Lines lines = new Lines();

    /** Captures from now on. */
    public LogCapture() {
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        lines.setContext(context);
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    /** The text of everything so far, with the traces of exceptions. */
    public String text() {
        return String.join("\n", lines.texts);
    }

    /** How many lines each logger wrote. */
    public Map<String, Long> counts() {
        return lines.loggers.stream().collect(Collectors.groupingBy(name -> name, Collectors.counting()));
    }

    @Override
    public void close() {
        root.setLevel(level);
        root.detachAppender(lines);
        others.forEach(root::addAppender);
    }

    /** Keeps the text of each event. */
    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final ConcurrentLinkedQueue<String> texts = new ConcurrentLinkedQueue<>();
        private final ConcurrentLinkedQueue<String> loggers = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            loggers.add(event.getLoggerName());
            String trace =
                    event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            texts.add(
                    event.getLevel() + " " + event.getLoggerName() + " " + event.getFormattedMessage() + "\n" + trace);
        }
    }
}
