package io.plumbline.embedded.clickhouse.http;

import io.plumbline.embedded.clickhouse.engine.EngineException;
import java.io.IOException;

/** The bytes of a request cannot be unpacked; carries what ClickHouse would answer. */
final class DamagedBodyException extends IOException {
    private final transient EngineException answer;

    private DamagedBodyException(int code, String name, String message) {
        super(message);
        this.answer = new EngineException(code, name, message + ".");
    }

    static DamagedBodyException checksum() {
        return new DamagedBodyException(40, "CHECKSUM_DOESNT_MATCH", "Checksum doesn't match: corrupted data");
    }

    static DamagedBodyException block(String message) {
        return new DamagedBodyException(271, "CANNOT_DECOMPRESS", message);
    }

    static DamagedBodyException method(int method) {
        return new DamagedBodyException(
                89, "UNKNOWN_COMPRESSION_METHOD", "Unknown compression method " + method + ": LZ4 and none are known");
    }

    EngineException answer() {
        return answer;
    }
}
