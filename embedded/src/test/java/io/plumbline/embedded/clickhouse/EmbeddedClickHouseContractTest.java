package io.plumbline.embedded.clickhouse;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedClickHouseContractTest extends ClickHouseContract {
    @TempDir
    static Path directory;

    private static EmbeddedClickHouse clickHouse;

    @BeforeAll
    static void start() {
        clickHouse = EmbeddedClickHouse.start(directory, 0);
    }

    @AfterAll
    static void stop() {
        clickHouse.close();
    }

    @Override
    protected ClickHouseEndpoint endpoint() {
        return ClickHouseEndpoint.of(clickHouse);
    }
}
