package io.plumbline.embedded.clickhouse.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A Jetty connector that can tell, while a handler works, that the client has hung up. HTTP servers learn of it when they
 * next read or write, which a long aggregation does at its very end.
 */
final class PeerAwareConnector extends ServerConnector {

    PeerAwareConnector(Server server, HttpConnectionFactory http) {
        super(server, null, null, null, 1, 2, http);
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key)
            throws IOException {
        return new PeekingEndPoint(channel, selector, key, getScheduler());
    }

    /** Whether the other side has closed. Only to be asked when the request's body was read to its end. */
    static boolean peerHasClosed(Request request) {
        EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
        return endPoint instanceof PeekingEndPoint peeking && peeking.peerHasClosed();
    }

    /** Reads one byte ahead when asked, and gives it back on the next read. */
    private static final class PeekingEndPoint extends SocketChannelEndPoint {
        private final ByteBuffer ahead = ByteBuffer.allocate(1).limit(0);
        private boolean closed;

        PeekingEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
            super(channel, selector, key, scheduler);
        }

        synchronized boolean peerHasClosed() {
            if (!closed && !ahead.hasRemaining()) {
                try {
                    ahead.clear();
                    closed = getChannel().read(ahead) < 0;
                } catch (IOException e) {
                    closed = true;
                } finally {
                    ahead.flip();
                }
            }
            return closed;
        }

        @Override
        public synchronized int fill(ByteBuffer buffer) throws IOException {
            if (ahead.hasRemaining()) {
                // Jetty hands over buffers in flush mode: their limit is where more may be put.
                int limit = buffer.limit();
                buffer.limit(limit + 1).put(limit, ahead.get());
                return 1;
            }
            return super.fill(buffer);
        }
    }
}
