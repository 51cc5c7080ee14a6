package io.plumbline.ingest.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Semaphore;

/**
 * Reads request bodies within two limits: the size of one, and the memory of all that are being handled.
 *
 * <p>Memory is taken as bytes arrive, not as a header announces them, so a sender who announces much and sends little
 * holds little. It is given back when the body is closed.
 */
final class RequestBodies {

    private static final int FIRST = 64 * 1024;

    private final int largest;
    private final Semaphore memory;

    RequestBodies(int largest, long memory) {
        this.largest = largest;
        this.memory = new Semaphore((int) memory);
    }

    /** @param announced Content-Length; -1 when the sender does not say */
    Body read(InputStream in, long announced) throws RejectedException {
        if (announced > largest) {
            throw tooLarge();
        }
        var body = new Body();
        try {
            while (body.fill(in)) {
                body.grow();
            }
        } catch (IOException e) {
            body.close();
            throw new RejectedException(Rejection.ABORTED, "the body ended early");
        } catch (RejectedException | RuntimeException e) {
            body.close();
            throw e;
        }
        return body;
    }

    private RejectedException tooLarge() {
        return new RejectedException(Rejection.TOO_LARGE, "the body is larger than " + largest + " bytes");
    }

    /** Bytes 0..length of the array. */
    final class Body implements AutoCloseable {

        private byte[] bytes = new byte[0];
        private int length;

        byte[] bytes() {
            return bytes;
        }

        int length() {
            return length;
        }

        /** False at the end of the body. */
        private boolean fill(InputStream in) throws IOException, RejectedException {
            while (length < bytes.length) {
                var read = in.read(bytes, length, bytes.length - length);
                if (read < 0) {
                    return false;
                }
                length += read;
                if (length > largest) {
                    throw tooLarge();
                }
            }
            return true;
        }

        private void grow() throws RejectedException {
            // One byte more than allowed shows that a body is too large without reading the rest of it.
            var wanted = (int) Math.min(Math.max(FIRST, bytes.length * 2L), largest + 1L);
            if (!memory.tryAcquire(wanted - bytes.length)) {
                throw new RejectedException(Rejection.BUSY, "too many large deliveries at once");
            }
            bytes = Arrays.copyOf(bytes, wanted);
        }

        @Override
        public void close() {
            memory.release(bytes.length);
            bytes = new byte[0];
            length = 0;
        }
    }
}
