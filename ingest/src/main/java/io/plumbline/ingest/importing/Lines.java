package io.plumbline.ingest.importing;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines without copying them: a line is a range of the buffer, valid until the next call.
 *
 * <p>The buffer grows to the longest line met, at most {@code longest} bytes. Of a longer line only its beginning is
 * kept and the rest is read over.
 */
final class Lines implements Closeable {

    private static final int FIRST_BUFFER = 1 << 20;
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final InputStream in;
    private final int longest;
    private final boolean whole;
    private byte[] buffer = new byte[FIRST_BUFFER];
    /** Read but not yet given out: next..limit. */
    private int next;

    private int limit;
    private boolean ended;
    private int start;
    private int length;
    private boolean cut;
    private long offset;
    private long number;

    Lines(InputStream in, int longest) {
        this(in, longest, false);
    }

    /** @param whole take the whole content as one line, newlines included */
    Lines(InputStream in, int longest, boolean whole) {
        this.in = in;
        this.longest = longest;
        this.whole = whole;
    }

    /** Goes to a position that an earlier reading of the same content gave. */
    void skipTo(long position, long line) throws IOException {
        in.skipNBytes(position);
        offset = position;
        number = line;
    }

    /** False at the end. The last line need not end with a newline. */
    boolean next() throws IOException {
        cut = false;
        var newline = find(next);
        while (newline < 0 && !ended && limit - next <= longest) {
            var searched = limit - next;
            fill();
            newline = find(next + searched);
        }
        if (newline < 0 && !ended) {
            return tooLong();
        }
        if (newline < 0 && next == limit) {
            return false;
        }
        var end = newline < 0 ? limit : newline;
        var after = newline < 0 ? limit : newline + 1;
        if (end - next > longest) {
            cut = true;
            end = next + longest;
        }
        give(next, end);
        offset += after - next;
        next = after;
        number++;
        return true;
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    /** Bytes of the line without its end; 0 for an empty line. */
    int length() {
        return length;
    }

    /** True when the line was longer than allowed and only its beginning is here. */
    boolean cut() {
        return cut;
    }

    /** Bytes of the content up to and with this line and its end. */
    long offset() {
        return offset;
    }

    /** Of this line, from 1. */
    long number() {
        return number;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean tooLong() throws IOException {
        var kept = Arrays.copyOfRange(buffer, next, next + longest);
        offset += limit - next;
        next = limit;
        var newline = -1;
        while (newline < 0 && !ended) {
            next = 0;
            limit = 0;
            fill();
            newline = find(0);
            var passed = newline < 0 ? limit : newline + 1;
            offset += passed;
            next = passed;
        }
        // The kept beginning goes in front of what is still to be given out.
        var rest = Arrays.copyOfRange(buffer, next, limit);
        buffer = Arrays.copyOf(kept, Math.max(kept.length + rest.length, FIRST_BUFFER));
        System.arraycopy(rest, 0, buffer, kept.length, rest.length);
        give(0, kept.length);
        next = kept.length;
        limit = kept.length + rest.length;
        cut = true;
        number++;
        return true;
    }

    private void give(int from, int to) {
        start = from;
        var end = to;
        if (number == 0 && startsWithMark(from, to)) {
            start += BYTE_ORDER_MARK.length;
        }
        while (end > start && isBlank(buffer[end - 1])) {
            end--;
        }
        length = end - start;
    }

    /** A newline is within the line only when the whole content is one. */
    private static boolean isBlank(byte character) {
        return character == '\r' || character == '\n' || character == ' ' || character == '\t';
    }

    private boolean startsWithMark(int from, int to) {
        return to - from >= BYTE_ORDER_MARK.length
                && Arrays.equals(
                        buffer, from, from + BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
    }

    private int find(int from) {
        if (whole) {
            return -1;
        }
        for (var i = from; i < limit; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    private void fill() throws IOException {
        if (next > 0) {
            System.arraycopy(buffer, next, buffer, 0, limit - next);
            limit -= next;
            next = 0;
        }
        if (limit == buffer.length) {
            buffer = Arrays.copyOf(buffer, (int) Math.min(buffer.length * 2L, Math.max(longest + 2L, FIRST_BUFFER)));
        }
        try {
            var read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        } catch (EOFException e) {
            throw new IOException("the file ends in the middle of a gzip block", e);
        }
    }
}
