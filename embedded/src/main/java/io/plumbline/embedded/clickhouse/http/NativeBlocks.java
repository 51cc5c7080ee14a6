package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Rewrites a result in format Native for clients that state a protocol version ({@code client_protocol_version}, as
 * clickhouse-go and so Grafana do): each block gets an info before it and, from version 54454 on, each column a flag that
 * its values are stored the plain way. The embedded engine writes the form without, as it cannot be told a version.
 *
 * <p>To find where a column ends, its values are walked by their type. A type that is not known here fails the query.
 */
final class NativeBlocks {
    private static final int WITH_BLOCK_INFO = 51903;
    private static final int WITH_COLUMN_FLAG = 54454;
    /** Field 1: not overflows; field 2: bucket -1; end. */
    private static final byte[] INFO = {1, 0, 2, -1, -1, -1, -1, 0};

    private final InputStream in;
    private final OutputStream out;
    private final long version;
    private final byte[] buffer = new byte[1 << 16];

    private NativeBlocks(InputStream in, OutputStream out, long version) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.out = out;
        this.version = version;
    }

    /** Copies all blocks. */
    static void copy(InputStream in, OutputStream out, long version) throws IOException, EngineException {
        NativeBlocks blocks = new NativeBlocks(in, out, version);
        for (int first = blocks.in.read(); first >= 0; first = blocks.in.read()) {
            blocks.copyBlock(first);
        }
    }

    private void copyBlock(int first) throws IOException, EngineException {
        if (version >= WITH_BLOCK_INFO) {
            out.write(INFO);
        }
        long columns = number(first);
        writeNumber(columns);
        long rows = copyNumber();
        for (long column = 0; column < columns; column++) {
            copy(copyNumber()); // its name
            NativeType type = NativeType.parse(copyText());
            if (version >= WITH_COLUMN_FLAG) {
                out.write(0);
            }
            if (rows > 0) {
                copyPrefix(type);
                copyValues(type, rows);
            }
        }
    }

    /** Comes before the values of the whole column, inner types included. */
    private void copyPrefix(NativeType type) throws IOException {
        if (type.kind() == NativeType.Kind.LOW_CARDINALITY) {
            copy(Long.BYTES);
        }
        for (NativeType inner : type.inner()) {
            copyPrefix(inner);
        }
    }

    private void copyValues(NativeType type, long rows) throws IOException {
        switch (type.kind()) {
            case FIXED -> copy(rows * type.size());
            case STRING -> {
                for (long row = 0; row < rows; row++) {
                    copy(copyNumber());
                }
            }
            case NULLABLE -> {
                copy(rows);
                copyValues(type.inner().get(0), rows);
            }
            case ARRAY -> {
                long values = lastOffset(rows);
                for (NativeType inner : type.inner()) {
                    copyValues(inner, values);
                }
            }
            case TUPLE -> {
                for (NativeType inner : type.inner()) {
                    copyValues(inner, rows);
                }
            }
            case LOW_CARDINALITY -> copyDictionary(type.inner().get(0), rows);
        }
    }

    /** Offsets are running totals, so the last one is the number of values. */
    private long lastOffset(long rows) throws IOException {
        if (rows == 0) {
            return 0;
        }
        copy((rows - 1) * Long.BYTES);
        return copyLong();
    }

    private void copyDictionary(NativeType values, long rows) throws IOException {
        NativeType plain =
                values.kind() == NativeType.Kind.NULLABLE ? values.inner().get(0) : values;
        for (long done = 0; done < rows; ) {
            long flags = copyLong();
            boolean keys = (flags & 0x200) != 0;
            if (keys) {
                copyValues(plain, copyLong());
            }
            long indexes = copyLong();
            copy(indexes << (flags & 0xff)); // 1, 2, 4 or 8 bytes each
            done += indexes;
        }
    }

    private String copyText() throws IOException {
        int length = Math.toIntExact(copyNumber());
        byte[] text = in.readNBytes(length);
        if (text.length < length) {
            throw new EOFException("A block is cut off");
        }
        out.write(text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private void copy(long bytes) throws IOException {
        for (long left = bytes; left > 0; ) {
            int n = in.read(buffer, 0, (int) Math.min(left, buffer.length));
            if (n < 0) {
                throw new EOFException("A block is cut off");
            }
            out.write(buffer, 0, n);
            left -= n;
        }
    }

    private long copyLong() throws IOException {
        byte[] bytes = in.readNBytes(Long.BYTES);
        if (bytes.length < Long.BYTES) {
            throw new EOFException("A block is cut off");
        }
        out.write(bytes);
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }

    private long copyNumber() throws IOException {
        int first = in.read();
        if (first < 0) {
            throw new EOFException("A block is cut off");
        }
        long number = number(first);
        writeNumber(number);
        return number;
    }

    /** Seven bits a byte, the lowest first. */
    private long number(int first) throws IOException {
        long value = first & 0x7f;
        int shift = 7;
        for (int b = first; (b & 0x80) != 0; shift += 7) {
            b = in.read();
            if (b < 0) {
                throw new EOFException("A block is cut off");
            }
            value |= (long) (b & 0x7f) << shift;
        }
        return value;
    }

    private void writeNumber(long number) throws IOException {
        long left = number;
        while (left > 0x7f) {
            out.write((int) ((left & 0x7f) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
