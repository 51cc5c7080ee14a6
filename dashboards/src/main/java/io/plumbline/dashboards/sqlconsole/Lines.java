package io.plumbline.dashboards.sqlconsole;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Lines of a stream, none of which may fill the memory. */
final class Lines {

    static final int LONGEST = 4_000_000;

    private final InputStream in;
    private long bytes;

    Lines(InputStream in) {
        this.in = in instanceof BufferedInputStream ? in : new BufferedInputStream(in, 1 << 16);
    }

    /**
     * Without the line break; null at the end.
     *
     * @throws TooLongException for a line beyond {@link #LONGEST} bytes
     */
    String next() throws IOException {
        var line = new ByteArrayOutputStream(256);
        int b = in.read();
        if (b < 0) {
            return null;
        }
        while (b >= 0 && b != '\n') {
            line.write(b);
            bytes++;
            if (line.size() > LONGEST) {
                throw new TooLongException();
            }
            b = in.read();
        }
        bytes++;
        var text = line.toString(StandardCharsets.UTF_8);
        return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    /** Read so far. */
    long bytes() {
        return bytes;
    }

    /** One row is larger than what a page or a file here holds. */
    static final class TooLongException extends IOException {

        private static final long serialVersionUID = 1L;

        TooLongException() {
            super("A row is larger than " + LONGEST / 1_000_000 + " MB; select fewer or shorter columns.");
        }
    }
}
