package io.plumbline.embedded.clickhouse.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * ClickHouse's block compression ({@code compress=1}, {@code decompress=1}): CityHash128 of what follows (16 bytes), method
 * (1), size of method, sizes and data (4), size uncompressed (4), data; integers little-endian.
 */
final class BlockCompression {
    private static final byte LZ4 = (byte) 0x82;
    private static final byte NONE = 0x02;
    private static final int HASH = 16;
    private static final int HEADER = 9;
    private static final int BLOCK = 1 << 16;
    /** ClickHouse's own limit; a larger number is not a size but a stream that is not compressed at all. */
    private static final int LARGEST = 0x4000_0000;

    private BlockCompression() {}

    /** Compresses what is written; blocks end at 64 KiB and at {@link OutputStream#flush()}. */
    static final class Writer extends FilterOutputStream {
        private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
        private final byte[] plain = new byte[BLOCK];
        private final byte[] packed = new byte[HASH + HEADER + compressor.maxCompressedLength(BLOCK)];
        private int filled;

        Writer(OutputStream out) {
            super(out);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            for (int from = offset, left = length; left > 0; ) {
                int size = Math.min(left, BLOCK - filled);
                System.arraycopy(data, from, plain, filled, size);
                filled += size;
                from += size;
                left -= size;
                if (filled == BLOCK) {
                    writeBlock();
                }
            }
        }

        private void writeBlock() throws IOException {
            if (filled == 0) {
                return;
            }
            int size = compressor.compress(plain, 0, filled, packed, HASH + HEADER);
            ByteBuffer block = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
            block.put(HASH, LZ4).putInt(HASH + 1, HEADER + size).putInt(HASH + 5, filled);
            CityHash.Hash128 hash = CityHash.hash128(packed, HASH, HEADER + size);
            block.putLong(0, hash.low()).putLong(8, hash.high());
            out.write(packed, 0, HASH + HEADER + size);
            filled = 0;
        }

        @Override
        public void flush() throws IOException {
            writeBlock();
            out.flush();
        }
    }

    /** Decompresses; a wrong checksum or a cut-off block is a {@link DamagedBodyException}. */
    static final class Reader extends InputStream {
        private final LZ4SafeDecompressor decompressor =
                LZ4Factory.fastestInstance().safeDecompressor();
        private final InputStream in;
        private byte[] plain = new byte[0];
        private int position;
        private int limit;

        Reader(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            while (position == limit) {
                if (!readBlock()) {
                    return -1;
                }
            }
            int size = Math.min(length, limit - position);
            System.arraycopy(plain, position, target, offset, size);
            position += size;
            return size;
        }

        private boolean readBlock() throws IOException {
            byte[] head = in.readNBytes(HASH + HEADER);
            if (head.length == 0) {
                return false;
            }
            if (head.length < HASH + HEADER) {
                throw DamagedBodyException.block("A compressed block is cut off");
            }
            ByteBuffer header = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN);
            int size = header.getInt(HASH + 1);
            int plainSize = header.getInt(HASH + 5);
            if (size < HEADER || size > LARGEST || plainSize < 0 || plainSize > LARGEST) {
                throw DamagedBodyException.block("The size of a compressed block is not plausible: " + size);
            }
            byte[] block = new byte[size];
            System.arraycopy(head, HASH, block, 0, HEADER);
            if (in.readNBytes(block, HEADER, size - HEADER) < size - HEADER) {
                throw DamagedBodyException.block("A compressed block is cut off");
            }
            CityHash.Hash128 hash = CityHash.hash128(block, 0, size);
            if (hash.low() != header.getLong(0) || hash.high() != header.getLong(8)) {
                throw DamagedBodyException.checksum();
            }
            unpack(block, plainSize);
            return true;
        }

        private void unpack(byte[] block, int plainSize) throws IOException {
            if (plain.length < plainSize) {
                plain = new byte[plainSize];
            }
            position = 0;
            limit = plainSize;
            if (block[0] == NONE) {
                System.arraycopy(block, HEADER, plain, 0, plainSize);
            } else if (block[0] == LZ4) {
                try {
                    decompressor.decompress(block, HEADER, block.length - HEADER, plain, 0, plainSize);
                } catch (LZ4Exception e) {
                    throw DamagedBodyException.block("A compressed block does not decompress: " + e.getMessage());
                }
            } else {
                throw new IOException(
                        "Unknown compression method " + (block[0] & 0xff) + ": LZ4 and none are supported");
            }
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
