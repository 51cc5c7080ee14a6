package io.plumbline.streams.loader;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;

/**
 * Rows in ClickHouse's RowBinary format, into memory that grows. A row that fails half way is taken back with
 * {@link #truncate}.
 *
 * @see <a href="https://clickhouse.com/docs/interfaces/formats/RowBinary">RowBinary</a>
 */
final class RowBinaryWriter {

    private byte[] bytes = new byte[64 * 1024];
    private int size;

    int size() {
        return size;
    }

    void truncate(int newSize) {
        size = newSize;
    }

    InputStream asStream() {
        return new ByteArrayInputStream(bytes, 0, size);
    }

    /** Null is the empty string: tables know no null strings, views do. */
    void string(String value) {
        if (value == null) {
            length(0);
            return;
        }
        bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    void bytes(byte[] value) {
        length(value.length);
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    void bytes(ByteBuffer value) {
        int count = value.remaining();
        length(count);
        ensure(count);
        value.duplicate().get(bytes, size, count);
        size += count;
    }

    /** UInt8, Int8, Bool, Enum8. */
    void int8(int value) {
        ensure(1);
        bytes[size++] = (byte) value;
    }

    /** UInt16, Int16. */
    void int16(int value) {
        little(value, 2);
    }

    /** UInt32, Int32. */
    void int32(int value) {
        little(value, 4);
    }

    /** UInt64, Int64. */
    void int64(long value) {
        little(value, 8);
    }

    void float64(double value) {
        little(Double.doubleToRawLongBits(value), 8);
    }

    void bool(boolean value) {
        int8(value ? 1 : 0);
    }

    /** Date: days since 1970, from 1970 to 2149. */
    void date(LocalDate value) {
        int16((int) value.toEpochDay());
    }

    /** DateTime64(3, 'UTC'). */
    void time(Instant value) {
        int64(value.toEpochMilli());
    }

    void nullableTime(Instant value) {
        if (isPresent(value)) {
            time(value);
        }
    }

    void nullableInt32(Integer value) {
        if (isPresent(value)) {
            int32(value);
        }
    }

    void nullableInt64(Long value) {
        if (isPresent(value)) {
            int64(value);
        }
    }

    /** Nullable(UInt8), Nullable(Bool). */
    void nullableBool(Boolean value) {
        if (isPresent(value)) {
            bool(value);
        }
    }

    void map(Map<String, String> value) {
        length(value.size());
        value.forEach((key, text) -> {
            string(key);
            string(text);
        });
    }

    /** Begins a string, array or map: what follows are so many bytes, elements or entries. */
    void length(int value) {
        int rest = value;
        ensure(5);
        while (rest >= 0x80) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    private boolean isPresent(Object value) {
        int8(value == null ? 1 : 0);
        return value != null;
    }

    private void little(long value, int count) {
        ensure(count);
        for (int i = 0; i < count; i++) {
            bytes[size++] = (byte) (value >>> (8 * i));
        }
    }

    private void ensure(int further) {
        if (bytes.length - size < further) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(size, further), (int)
                    Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8L)));
        }
    }
}
