package io.plumbline.standalone.cli;

import io.plumbline.standalone.config.PlumblineConfig;

/** A role alone makes sense only beside services that outlive it. */
final class External {

    private External() {}

    static void require(PlumblineConfig config, String role) {
        if (config.kafkaBootstrap() == null || config.clickHouseUrl() == null) {
            throw new UsageException(
                    "`plumbline " + role + "` runs one role beside others, so it needs services of their own: set "
                            + "plumbline.kafka.bootstrap and plumbline.clickhouse.url (or PLUMBLINE_KAFKA_BOOTSTRAP and "
                            + "PLUMBLINE_CLICKHOUSE_URL). For everything in one process use `plumbline serve`.");
        }
    }
}
