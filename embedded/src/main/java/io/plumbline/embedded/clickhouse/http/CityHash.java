package io.plumbline.embedded.clickhouse.http;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * CityHash128 of Google's CityHash 1.0.2, the checksum of ClickHouse's compressed blocks. Later versions of CityHash give
 * other values; ClickHouse stays with this one.
 */
final class CityHash {
    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MULTIPLIER = 0x9ddfea08eb382d69L;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** The 16 bytes are {@code low} and then {@code high}, both little-endian. */
    record Hash128(long low, long high) {}

    private final byte[] data;

    private CityHash(byte[] data) {
        this.data = data;
    }

    static Hash128 hash128(byte[] data, int offset, int length) {
        CityHash hash = new CityHash(data);
        if (length >= 16) {
            return hash.seeded(
                    offset + 16, length - 16, new Hash128(hash.long64(offset) ^ K3, hash.long64(offset + 8)));
        }
        if (length >= 8) {
            long first = hash.long64(offset) ^ (length * K0);
            return hash.seeded(offset, 0, new Hash128(first, hash.long64(offset + length - 8) ^ K1));
        }
        return hash.seeded(offset, length, new Hash128(K0, K1));
    }

    private Hash128 seeded(int start, int length, Hash128 seed) {
        if (length < 128) {
            return murmur(start, length, seed);
        }
        int s = start;
        int left = length;
        long x = seed.low;
        long y = seed.high;
        long z = length * K1;
        long v1 = Long.rotateRight(y ^ K1, 49) * K1 + long64(s);
        long v2 = Long.rotateRight(v1, 42) * K1 + long64(s + 8);
        long w1 = Long.rotateRight(y + z, 35) * K1 + x;
        long w2 = Long.rotateRight(x + long64(s + 88), 53) * K1;
        do {
            for (int half = 0; half < 2; half++) {
                x = Long.rotateRight(x + y + v1 + long64(s + 16), 37) * K1;
                y = Long.rotateRight(y + v2 + long64(s + 48), 42) * K1;
                x ^= w2;
                y ^= v1;
                z = Long.rotateRight(z ^ w1, 33);
                Hash128 v = weak32(s, v2 * K1, x + w1);
                Hash128 w = weak32(s + 32, z + w2, y);
                v1 = v.low;
                v2 = v.high;
                w1 = w.low;
                w2 = w.high;
                long swapped = z;
                z = x;
                x = swapped;
                s += 64;
            }
            left -= 128;
        } while (left >= 128);
        y += Long.rotateRight(w1, 37) * K0 + z;
        x += Long.rotateRight(v1 + z, 49) * K0;
        for (int done = 0; done < left; ) {
            done += 32;
            y = Long.rotateRight(y - x, 42) * K0 + v2;
            w1 += long64(s + left - done + 16);
            x = Long.rotateRight(x, 49) * K0 + w1;
            w1 += v1;
            Hash128 v = weak32(s + left - done, v1, v2);
            v1 = v.low;
            v2 = v.high;
        }
        x = mix(x, v1);
        y = mix(y, w1);
        return new Hash128(mix(x + v2, w2) + y, mix(x + w2, y + v2));
    }

    private Hash128 murmur(int start, int length, Hash128 seed) {
        long a = seed.low;
        long b = seed.high;
        long c;
        long d;
        int left = length - 16;
        if (left <= 0) {
            a = shiftMix(a * K1) * K1;
            c = b * K1 + upTo16(start, length);
            d = shiftMix(a + (length >= 8 ? long64(start) : c));
        } else {
            c = mix(long64(start + length - 8) + K1, a);
            d = mix(b + length, c + long64(start + length - 16));
            a += d;
            for (int s = start; left > 0; s += 16, left -= 16) {
                a ^= shiftMix(long64(s) * K1) * K1;
                a *= K1;
                b ^= a;
                c ^= shiftMix(long64(s + 8) * K1) * K1;
                c *= K1;
                d ^= c;
            }
        }
        a = mix(a, c);
        b = mix(d, b);
        return new Hash128(a ^ b, mix(b, a));
    }

    private long upTo16(int s, int length) {
        if (length > 8) {
            long a = long64(s);
            long b = long64(s + length - 8);
            return mix(a, Long.rotateRight(b + length, length)) ^ b;
        }
        if (length >= 4) {
            return mix(length + (int32(s) << 3), int32(s + length - 4));
        }
        if (length > 0) {
            int y = (data[s] & 0xff) + ((data[s + (length >> 1)] & 0xff) << 8);
            int z = length + ((data[s + length - 1] & 0xff) << 2);
            return shiftMix(y * K2 ^ z * K3) * K2;
        }
        return K2;
    }

    private Hash128 weak32(int s, long seedA, long seedB) {
        long a = seedA + long64(s);
        long b = Long.rotateRight(seedB + a + long64(s + 24), 21);
        long c = a;
        a += long64(s + 8);
        a += long64(s + 16);
        b += Long.rotateRight(a, 44);
        return new Hash128(a + long64(s + 24), b + c);
    }

    private static long mix(long u, long v) {
        long a = (u ^ v) * MULTIPLIER;
        a ^= a >>> 47;
        long b = (v ^ a) * MULTIPLIER;
        b ^= b >>> 47;
        return b * MULTIPLIER;
    }

    private static long shiftMix(long value) {
        return value ^ (value >>> 47);
    }

    private long long64(int position) {
        return (long) LONGS.get(data, position);
    }

    private long int32(int position) {
        return Integer.toUnsignedLong((int) INTS.get(data, position));
    }
}
