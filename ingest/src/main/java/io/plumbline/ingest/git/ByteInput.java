package io.plumbline.ingest.git;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes with a look ahead. A line of a file is never held: of lines as long as the file only a hash is made as they pass.
 */
final class ByteInput {

    private static final int BUFFER = 1 << 18;
    private static final long PRIME = 0x9E3779B97F4A7C15L;
    /** Fewer letters and digits than this say nothing: braces, {@code else}, {@code end}. */
    private static final int TELLING = 5;

    private static final byte[] KINDS = kinds();
    private static final byte BLANK = 1;
    private static final byte LETTER = 2;

    private final InputStream in;
    private byte[] buffer = new byte[BUFFER];
    private int position;
    private int end;

    ByteInput(InputStream in) {
        this.in = in;
    }

    /** What comes after {@code ahead} other bytes; -1 at the end. */
    int peek(int ahead) throws IOException {
        while (end - position <= ahead) {
            if (!fill()) {
                return -1;
            }
        }
        return buffer[position + ahead] & 0xff;
    }

    int read() throws IOException {
        int next = peek(0);
        position++;
        return next;
    }

    boolean startsWith(String ascii) throws IOException {
        for (int i = 0; i < ascii.length(); i++) {
            if (peek(i) != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** Up to the byte, which is passed over. Bytes that are no UTF-8 become replacement characters. */
    String textTo(int stop) throws IOException {
        int length = 0;
        while (true) {
            int next = peek(length);
            if (next < 0) {
                throw new EOFException("git ended in the middle of a commit");
            }
            if (next == stop) {
                var text = new String(buffer, position, length, StandardCharsets.UTF_8);
                position += length + 1;
                return text;
            }
            length++;
        }
    }

    void skipLine() throws IOException {
        while (true) {
            for (int i = position; i < end; i++) {
                if (buffer[i] == '\n') {
                    position = i + 1;
                    return;
                }
            }
            position = end;
            if (!fill()) {
                return;
            }
        }
    }

    /**
     * Passes over a line.
     *
     * @return a hash of it without white space; odd = the line says something, 0 = it is blank
     */
    long hashOfLine() throws IOException {
        long hash = 0;
        int letters = 0;
        while (true) {
            var bytes = buffer;
            int stop = end;
            for (int i = position; i < stop; i++) {
                byte one = bytes[i];
                byte kind = KINDS[one & 0xff];
                if (kind != BLANK) {
                    hash = (hash ^ (one & 0xff)) * PRIME;
                    hash ^= hash >>> 29;
                    letters += kind >> 1;
                } else if (one == '\n') {
                    position = i + 1;
                    return finished(hash, letters);
                }
            }
            position = stop;
            if (!fill()) {
                return finished(hash, letters);
            }
        }
    }

    private static long finished(long hash, int letters) {
        if (hash == 0) {
            return 0;
        }
        long even = hash & ~1L;
        return letters >= TELLING ? even | 1 : even == 0 ? 2 : even;
    }

    /** False at the end of the input. */
    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = 0;
        } else if (end == buffer.length) {
            if (position > 0) {
                System.arraycopy(buffer, position, buffer, 0, end - position);
                end -= position;
                position = 0;
            } else {
                buffer = Arrays.copyOf(buffer, buffer.length * 2);
            }
        }
        int read = in.read(buffer, end, buffer.length - end);
        if (read <= 0) {
            return false;
        }
        end += read;
        return true;
    }

    private static byte[] kinds() {
        var kinds = new byte[256];
        for (int blank : new int[] {' ', '\t', '\r', '\n', 0x0b, '\f'}) {
            kinds[blank] = BLANK;
        }
        for (int one = 0; one < 256; one++) {
            if (one >= 0x80 || Character.isLetterOrDigit((char) one)) {
                kinds[one] = LETTER;
            }
        }
        return kinds;
    }
}
