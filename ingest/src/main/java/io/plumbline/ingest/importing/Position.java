package io.plumbline.ingest.importing;

/**
 * How far a file is read.
 *
 * @param offset bytes of the content (of a gzipped file: unpacked) that lie before
 * @param line number of the last line before
 */
record Position(long offset, long line) {
    static final Position START = new Position(0, 0);
}
