package io.sessionreactive.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A small HTTP proxy that does what CONNECT asks for, on threads of its own, and tells where everybody wanted to go and
 * what they said there.
 */
public final class ConnectProxy implements AutoCloseable {
    private final ServerSocket server;
    private final String credentials;
    private final int refusal;
    private final List<Tunnel> tunnels = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> names = new ConcurrentHashMap<>();

    private ConnectProxy(String credentials, int refusal) throws IOException {
        this.credentials = credentials;
        this.refusal = refusal;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        thread(this::accept);
    }

    /** One that lets everybody through. */
    public static ConnectProxy open() throws IOException {
        return new ConnectProxy(null, 0);
    }

    /** One that asks for credentials, and refuses others with 407. */
    public static ConnectProxy guarded(String user, String password) throws IOException {
        return new ConnectProxy(user + ":" + password, 0);
    }

    /** One that lets nobody through, with that status. */
    public static ConnectProxy refusing(int status) throws IOException {
        return new ConnectProxy(null, status);
    }

    /** Only the proxy knows that host: its name is looked up nowhere else. */
    public void knows(String host, int localPort) {
        names.put(host, localPort);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Who was let through, in order. */
    public List<Tunnel> tunnels() {
        return List.copyOf(tunnels);
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = server.accept();
            open.add(client);
            thread(() -> serve(client));
        }
    }

    private void serve(Socket client) throws IOException {
        String head = head(client.getInputStream());
        String target = head.split(" ", 3)[1];
        int status = refusal != 0 ? refusal : isAllowed(head) ? 200 : 407;
        if (!head.startsWith("CONNECT ")) {
            status = 405;
        }
        String answer = "HTTP/1.1 " + status + " said the proxy\r\n"
                + (status == 407 ? "Proxy-Authenticate: Basic realm=\"test\"\r\n" : "")
                + (status == 200 ? "" : "Content-Length: 0\r\n") + "\r\n";
        if (status != 200) {
            client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            client.close();
            return;
        }
        int colon = target.lastIndexOf(':');
        String host = target.substring(0, colon);
        int port = names.getOrDefault(host, Integer.parseInt(target.substring(colon + 1)));
        Socket service = new Socket(names.containsKey(host) ? "127.0.0.1" : host, port);
        open.add(service);
        Tunnel tunnel = new Tunnel(target, new ByteArrayOutputStream());
        tunnels.add(tunnel);
        client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        thread(() -> copy(client, service, tunnel.said));
        copy(service, client, OutputStream.nullOutputStream());
    }

    private boolean isAllowed(String head) {
        return credentials == null
                || head.contains("asic "
                        + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)) + "\r\n");
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private static void copy(Socket from, Socket to, OutputStream witness) throws IOException {
        byte[] buffer = new byte[8192];
        try {
            for (int read = from.getInputStream().read(buffer);
                    read >= 0;
                    read = from.getInputStream().read(buffer)) {
                witness.write(buffer, 0, read);
                to.getOutputStream().write(buffer, 0, read);
            }
        } finally {
            to.close();
        }
    }

    private static void thread(Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // the other side is gone, or the test is over
                    }
                },
                "connect-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** A connection through the proxy. */
    public static final class Tunnel {
        private final String target;
        private final ByteArrayOutputStream said;

        Tunnel(String target, ByteArrayOutputStream said) {
            this.target = target;
            this.said = said;
        }

        /** Where to, as the client wrote it. */
        public String target() {
            return target;
        }

        /** What the client said through it. */
        public String said() {
            return said.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /** What a thread does. */
    private interface Work {
        void run() throws IOException;
    }
}
