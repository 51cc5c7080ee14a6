package io.plumbline.embedded.kafka;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnknownHostException;
import java.nio.channels.ServerSocketChannel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.server.ServerSocketFactory;

/**
 * The broker's and the controller's listening sockets, bound before Kafka's configuration is written.
 *
 * <p>Kafka wants the port numbers in its configuration (the controller's even as an address to vote for), so "any free
 * port" means: bind first, then tell. Binding first also leaves no moment in which another process takes the port.
 */
final class LoopbackSockets implements ServerSocketFactory, AutoCloseable {
    static final String HOST = "127.0.0.1";
    static final String BROKER = "BROKER";
    static final String CONTROLLER = "CONTROLLER";
    private static final int BACKLOG = 128;

    private final Map<String, ServerSocketChannel> unclaimed = new ConcurrentHashMap<>();
    private final int brokerPort;
    private final int controllerPort;

    private LoopbackSockets(int port) throws IOException {
        brokerPort = bind(BROKER, port);
        try {
            controllerPort = bind(CONTROLLER, 0);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Binds both listeners; {@code port} is the broker's, 0 for any free one. */
    static LoopbackSockets bind(int port) {
        try {
            return new LoopbackSockets(port);
        } catch (BindException e) {
            throw new EmbeddedKafkaException(
                    "Port " + port + " on " + HOST + " is taken (" + e.getMessage()
                            + "). Choose another Kafka port, or 0 for any free one.",
                    e);
        } catch (IOException e) {
            throw new EmbeddedKafkaException("Cannot listen on " + HOST + ":" + port + ": " + e, e);
        }
    }

    int brokerPort() {
        return brokerPort;
    }

    int controllerPort() {
        return controllerPort;
    }

    InetSocketAddress controllerAddress() throws UnknownHostException {
        return address(controllerPort);
    }

    /** Spelt as bytes, so that no resolver is asked and no IPv6 preference changes it. */
    private static InetSocketAddress address(int port) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByAddress(HOST, new byte[] {127, 0, 0, 1}), port);
    }

    private int bind(String listener, int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // A restart on the same port must not wait for the old connections to leave TIME_WAIT.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.bind(address(port), BACKLOG);
            channel.configureBlocking(false);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        unclaimed.put(listener, channel);
        return channel.socket().getLocalPort();
    }

    @Override
    public ServerSocketChannel openServerSocket(
            String listenerName, InetSocketAddress address, int backlog, int receiveBuffer) throws IOException {
        ServerSocketChannel channel = unclaimed.remove(listenerName);
        if (channel == null) {
            throw new IOException("No socket was bound for listener " + listenerName + " at " + address);
        }
        return channel;
    }

    /** Closes the sockets that no broker has claimed; the claimed ones are closed by their owner. */
    @Override
    public void close() {
        for (ServerSocketChannel channel : unclaimed.values()) {
            try {
                channel.close();
            } catch (IOException e) {
                throw new EmbeddedKafkaException("Cannot close a listening socket: " + e, e);
            }
        }
        unclaimed.clear();
    }
}
