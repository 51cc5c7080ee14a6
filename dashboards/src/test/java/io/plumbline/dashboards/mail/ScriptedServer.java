package io.plumbline.dashboards.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;

/** A mail server that says what a test wants it to say, or nothing. */
final class ScriptedServer implements AutoCloseable {

    /** Instead of an answer: close the connection; say nothing for ever. */
    static final String HANG_UP = "hang up";

    static final String SILENCE = "silence";

    private final ServerSocket socket;
    private final Map<String, Deque<String>> answers = new ConcurrentHashMap<>();
    final Deque<String> bodies = new ConcurrentLinkedDeque<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedServer() throws IOException {
        this.socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        var thread = new Thread(this::serve, "scripted-smtp");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return socket.getLocalPort();
    }

    /** @param command EHLO, MAIL, RCPT, DATA, or "." for the end of the message; answered with 2xx and 3xx when nothing is said */
    ScriptedServer answer(String command, String... replies) {
        var queue = answers.computeIfAbsent(command, key -> new ConcurrentLinkedDeque<>());
        for (var reply : replies) {
            queue.add(reply);
        }
        return this;
    }

    private void serve() {
        try {
            while (true) {
                try (var client = socket.accept()) {
                    converse(client);
                }
            }
        } catch (SocketException e) {
            // Closed by the test.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse(Socket client) throws IOException {
        var in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
        var out = client.getOutputStream();
        out.write("220 test\r\n".getBytes(StandardCharsets.US_ASCII));
        var line = in.readLine();
        while (line != null) {
            var command = line.split("[ :]")[0];
            var reply = next(command, usual(command));
            if (!say(out, reply)) {
                return;
            }
            if (command.equals("DATA") && reply.startsWith("354")) {
                var body = new StringBuilder();
                for (line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
                    body.append(line).append('\n');
                }
                if (line == null) {
                    return;
                }
                var end = next(".", "250 taken");
                if (end.startsWith("250") || end.equals(HANG_UP) || end.equals(SILENCE)) {
                    bodies.add(body.toString());
                }
                if (!say(out, end)) {
                    return;
                }
            }
            line = in.readLine();
        }
    }

    private boolean say(java.io.OutputStream out, String reply) throws IOException {
        if (reply.equals(SILENCE)) {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }
        if (reply.equals(HANG_UP)) {
            return false;
        }
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        return true;
    }

    private String next(String command, String otherwise) {
        var queue = answers.get(command);
        var reply = queue == null ? null : queue.poll();
        return reply == null ? otherwise : reply;
    }

    private static String usual(String command) {
        return switch (command) {
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 OK";
        };
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        socket.close();
    }
}
