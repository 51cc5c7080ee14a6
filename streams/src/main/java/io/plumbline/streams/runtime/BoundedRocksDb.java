package io.plumbline.streams.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * All stores of this process share one block cache and one budget for write buffers; by default each store would take
 * tens of megabytes of its own, outside the Java heap.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long TOTAL_BYTES = 160L << 20;
    private static final long WRITE_BUFFERS_BYTES = 96L << 20;
    private static final long ONE_WRITE_BUFFER_BYTES = 8L << 20;
    /**
     * What a write buffer grows by. RocksDB's own eighth of a buffer is 1 MB: with a hundred stores in one process the
     * budget would be spent on empty buffers, and each write would flush one.
     */
    private static final long WRITE_BUFFER_STEP_BYTES = 64L << 10;

    static {
        org.rocksdb.RocksDB.loadLibrary();
    }

    private static final Cache CACHE = new LRUCache(TOTAL_BYTES, -1, false, 0.1);
    private static final WriteBufferManager WRITE_BUFFERS = new WriteBufferManager(WRITE_BUFFERS_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> configuration) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(WRITE_BUFFERS);
        options.setWriteBufferSize(ONE_WRITE_BUFFER_BYTES);
        options.setArenaBlockSize(WRITE_BUFFER_STEP_BYTES);
        options.setMaxWriteBufferNumber(2);
    }

    @Override
    public void close(String store, Options options) {
        // Cache and write buffer manager are shared and live as long as the process.
    }
}
