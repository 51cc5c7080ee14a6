package io.plumbline.streams.loader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A port in front of a server that can be shut: connections are then dropped, as when the server is away. */
final class Gate implements AutoCloseable {

    private final ServerSocket listener;
    private final URI behind;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean shut;

    Gate(URI behind) {
        this.behind = behind;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        new Thread(this::accept, "gate").start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    void shut() {
        shut = true;
        open.forEach(Gate::drop);
    }

    void open() {
        shut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var client = listener.accept();
                if (shut) {
                    drop(client);
                    continue;
                }
                var server = new Socket(behind.getHost(), behind.getPort());
                open.add(client);
                open.add(server);
                new Thread(() -> pump(client, server), "gate-in").start();
                new Thread(() -> pump(server, client), "gate-out").start();
            } catch (IOException e) {
                // The listener was closed, or the server is away: both end in a closed connection.
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side is gone; closing both is all there is to do.
        }
    }

    private static void drop(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        shut();
    }
}
