package io.sessionreactive.testkit.junit;

import io.sessionreactive.testkit.LocalSessionServiceOptions;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Gives each test of a class, or one test, a session service of its own with a session, and clients of it. On a method
 * it counts instead of that on the class.
 *
 * <pre>{@code
 * @SessionTest
 * class GreeterTest {
 *     @Test
 *     void greetsWhoComes(LocalSession room, Session ada) {
 *         ada.connect(room.token()) ...
 *     }
 * }
 * }</pre>
 *
 * <p>Parameters of tests, of {@code @BeforeEach} and {@code @AfterEach} methods and, unless one instance of the class
 * serves all tests, of its constructor may be of these types; all of one test belong together:
 *
 * <ul>
 *   <li>{@link io.sessionreactive.testkit.LocalSessionService}: the service, on a free port or in memory
 *   <li>{@link io.sessionreactive.testkit.LocalSession}: a session of it, and what it sees
 *   <li>{@link io.sessionreactive.Session}: a client of that session which has not joined yet, another one for each
 *       parameter
 *   <li>{@link io.sessionreactive.OpenTok}: the client that made them, to make more
 *   <li>{@link io.sessionreactive.testkit.token.Tokens}: tokens of all kinds
 *   <li>{@link io.sessionreactive.testkit.Faults}: faults of the service
 *   <li>{@link reactor.test.scheduler.VirtualTimeScheduler}: the time, if it is virtual
 * </ul>
 *
 * <p>After the test its sessions are left and the service is ended. If the test failed, what the service saw is printed:
 * each frame with its time, each change of a socket, each HTTP answer, and in which state the clients were.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
@ExtendWith(SessionTestExtension.class)
@ResourceLock(providers = VirtualTimeLock.class)
public @interface SessionTest {
    /**
     * Whether time is virtual. Then it is installed in all of Reactor's schedulers, before anything of the test is
     * created (with one instance of the class for all tests, before its {@code @BeforeEach} methods), and taken back after
     * the test; the service is in memory and lives in it. It stands still until the test advances it.
     *
     * <p>Virtual time is one for the whole JVM. If tests run at the same time, those with this annotation wait for each
     * other where it is needed; others must not touch Reactor's schedulers meanwhile.
     */
    boolean virtual() default false;

    /** Makes the options of the service; has a constructor without parameters. By default they are the default ones. */
    Class<? extends Supplier<LocalSessionServiceOptions>> options() default DefaultOptions.class;

    /**
     * Whether a test fails that leaves sockets open: those of clients that it made itself and did not dispose of. Otherwise
     * they are only printed. Either way they are closed.
     */
    boolean failOnLeaks() default true;

    /** Whether what signals, connections and other messages say is printed too when a test fails. */
    boolean printContents() default false;
}
