package io.sessionreactive.testkit;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import reactor.netty.ChannelBindException;

/** The command line of {@link LocalSessionService}. */
@Command(
        name = "LocalSessionService",
        description =
                "A session service on this machine, for tests and for trying things out. Ends on Ctrl-C or SIGTERM.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class ServiceCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "port of 127.0.0.1; 0 is any (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(names = "--api-key", paramLabel = "KEY", description = "the API key it serves (default: ${DEFAULT-VALUE})")
    private String apiKey = "100";

    @Option(
            names = "--api-secret",
            paramLabel = "SECRET",
            description = "what tokens are signed with (default: ${DEFAULT-VALUE})")
    private String apiSecret =
            LocalSessionServiceOptions.defaults().settings().keys().apiSecret();

    @ArgGroup(exclusive = false)
    private @Nullable Signer application;

    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    /**
     * The command, ready to be executed: it serves until the process is told to end or its thread is interrupted, and
     * returns at once with an exit code if it cannot.
     */
    static CommandLine commandLine() {
        return new CommandLine(new ServiceCommand());
    }

    @Override
    public Integer call() {
        LocalSessionService service;
        try {
            service = LocalSessionService.start(options());
        } catch (ChannelBindException e) {
            spec.commandLine().getErr().println("Port " + port + " of 127.0.0.1 is taken; --port 0 takes a free one.");
            return FAILED;
        }
        Thread atTheEnd = new Thread(() -> end(service), "local-session-service-end");
        Runtime.getRuntime().addShutdownHook(atTheEnd);
        welcome(service, spec.commandLine().getOut());
        waitForInterruption();
        Runtime.getRuntime().removeShutdownHook(atTheEnd);
        service.close();
        return 0;
    }

    private LocalSessionServiceOptions options() {
        try {
            LocalSessionServiceOptions options = LocalSessionServiceOptions.defaults()
                    .port(port)
                    .apiKey(apiKey)
                    .apiSecret(apiSecret)
                    .frames(0); // nobody could look at them
            return application == null
                    ? options
                    : options.application(application.id, PublicKeyFile.read(application.publicKey));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private static void welcome(LocalSessionService service, PrintWriter out) {
        String sessionId = service.createSession();
        out.println("Local session service: " + service.apiUrl());
        out.println("  API key  " + service.apiKey());
        out.println("  session  " + sessionId);
        out.println("  token    " + service.token(sessionId));
        out.println("Any session id of this API key is a session here. Ctrl-C ends the service.");
        out.flush();
    }

    /** Being told to end is the way this program ends, so it is a success; by default the exit code would be 143. */
    private static void end(LocalSessionService service) {
        try {
            service.close();
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private static void waitForInterruption() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            // that was it; the thread is not interrupted any more, and may wait for the service's end
        }
    }

    /** An application that signs tokens with a key pair. */
    private static final class Signer {
        @Option(
                names = "--application-id",
                paramLabel = "ID",
                required = true,
                description = "an application whose tokens it takes too")
        private String id = "";

        @Option(
                names = "--public-key",
                paramLabel = "FILE",
                required = true,
                description = "the public half of its RSA key, in PEM")
        private Path publicKey = Path.of("");
    }
}
