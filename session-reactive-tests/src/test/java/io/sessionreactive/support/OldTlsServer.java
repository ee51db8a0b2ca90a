package io.sessionreactive.support;

import java.io.BufferedReader;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Security;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A server that speaks TLS 1.1 and nothing newer, in a process of its own: there the Java runtime is told to allow it.
 * Prints its port, then one line for each connection: how many bytes it could read, or why none.
 */
public final class OldTlsServer implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final int port;

    private OldTlsServer(Process process) throws IOException {
        this.process = process;
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        this.port = Integer.parseInt(said.readLine());
    }

    /** Starts one with the key and the certificate in that store. */
    public static OldTlsServer start(Path keyStore, String password) throws IOException {
        return new OldTlsServer(ChildJvm.start(OldTlsServer.class, keyStore.toString(), password));
    }

    public int port() {
        return port;
    }

    /** What became of the next connection. */
    public String nextConnection() throws IOException {
        return said.readLine();
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The server itself. */
    public static void main(String[] args) throws Exception {
        Security.setProperty("jdk.tls.disabledAlgorithms", "");
        char[] password = args[1].toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = new FileInputStream(args[0])) {
            store.load(in, password);
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, password);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        server.setEnabledProtocols(new String[] {"TLSv1.1"});
        System.out.println(server.getLocalPort());
        while (true) {
            try (SSLSocket socket = (SSLSocket) server.accept()) {
                System.out.println(socket.getInputStream().readNBytes(1).length + " bytes");
            } catch (IOException e) {
                System.out.println("nothing: " + e.getMessage());
            }
        }
    }
}
