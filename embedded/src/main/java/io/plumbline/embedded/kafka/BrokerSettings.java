package io.plumbline.embedded.kafka;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Kafka's configuration for one broker on one machine; what is not named here is Kafka's default. */
final class BrokerSettings {
    static final int NODE_ID = 1;

    /** GitHub sends up to 25 MB; 32 MiB leaves room for the envelope around it. */
    static final int MAX_BATCH_BYTES = 32 * 1024 * 1024;

    private static final int MIB = 1024 * 1024;

    private BrokerSettings() {}

    static Map<String, Object> of(Path logDirectory, int brokerPort, int controllerPort) {
        Map<String, Object> settings = new HashMap<>();
        identity(settings, logDirectory, brokerPort, controllerPort);
        oneReplicaOfEverything(settings);
        largeRecords(settings);
        keptUntilSomebodySaysOtherwise(settings);
        promptOnOneMachine(settings);
        smallInAHeapSharedWithOthers(settings);
        // As text, as in a properties file: some settings are shorts, some longs, and Kafka parses them all.
        settings.replaceAll((name, value) -> value.toString());
        return settings;
    }

    private static void identity(Map<String, Object> s, Path logDirectory, int brokerPort, int controllerPort) {
        String broker = LoopbackSockets.BROKER + "://" + LoopbackSockets.HOST + ":" + brokerPort;
        String controller = LoopbackSockets.CONTROLLER + "://" + LoopbackSockets.HOST + ":" + controllerPort;
        s.put("process.roles", "broker,controller");
        s.put("node.id", NODE_ID);
        s.put("log.dirs", logDirectory.toAbsolutePath().toString());
        s.put("listeners", broker + "," + controller);
        s.put("advertised.listeners", broker);
        s.put("listener.security.protocol.map", "BROKER:PLAINTEXT,CONTROLLER:PLAINTEXT");
        s.put("inter.broker.listener.name", LoopbackSockets.BROKER);
        s.put("controller.listener.names", LoopbackSockets.CONTROLLER);
        // A static voter, not a dynamic one: its address is configuration, so each start may use another port.
        s.put("controller.quorum.voters", NODE_ID + "@" + LoopbackSockets.HOST + ":" + controllerPort);
        // Topics come from the catalogue; a misspelt name must fail, not become a topic.
        s.put("auto.create.topics.enable", false);
    }

    private static void oneReplicaOfEverything(Map<String, Object> s) {
        s.put("default.replication.factor", 1);
        s.put("min.insync.replicas", 1);
        s.put("offsets.topic.replication.factor", 1);
        s.put("offsets.topic.num.partitions", 1);
        s.put("transaction.state.log.replication.factor", 1);
        s.put("transaction.state.log.min.isr", 1);
        s.put("transaction.state.log.num.partitions", 1);
        s.put("share.coordinator.state.topic.replication.factor", 1);
        s.put("share.coordinator.state.topic.min.isr", 1);
        s.put("share.coordinator.state.topic.num.partitions", 1);
    }

    private static void largeRecords(Map<String, Object> s) {
        s.put("message.max.bytes", MAX_BATCH_BYTES);
        s.put("replica.fetch.max.bytes", MAX_BATCH_BYTES);
        s.put("replica.fetch.response.max.bytes", MAX_BATCH_BYTES);
        s.put("socket.request.max.bytes", 2 * MAX_BATCH_BYTES);
    }

    private static void keptUntilSomebodySaysOtherwise(Map<String, Object> s) {
        // Imported events carry their own, old timestamps: Kafka's seven days would delete them within minutes.
        s.put("log.retention.ms", -1);
        // A laptop that was off for three weeks goes on where it stopped.
        s.put("offsets.retention.minutes", 60 * 24 * 400);
    }

    private static void promptOnOneMachine(Map<String, Object> s) {
        s.put("group.initial.rebalance.delay.ms", 0);
        // Controlled shutdown stays on although there is nobody to hand leadership to: it tells the controller that the
        // broker is gone. After kill -9 nobody tells, and the next start waits until the session has run out, so that
        // is
        // shorter than Kafka's 9 s. A pause longer than this only costs clients a retry.
        s.put("broker.session.timeout.ms", 3_000);
        s.put("broker.heartbeat.interval.ms", 500);
        // Open transactions of a dead producer block read_committed readers until they are found.
        s.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", 1_000);
        s.put("log.cleaner.backoff.ms", 5_000);
        // A start that hangs must become an error that can be read.
        s.put("server.max.startup.time.ms", 120_000);
    }

    private static void smallInAHeapSharedWithOthers(Map<String, Object> s) {
        s.put("num.network.threads", 2);
        s.put("num.io.threads", 4);
        s.put("background.threads", 2);
        s.put("num.replica.fetchers", 1);
        s.put("num.recovery.threads.per.data.dir", 2);
        s.put("group.coordinator.threads", 1);
        s.put("share.coordinator.threads", 1);
        s.put("log.cleaner.threads", 1);
        // 24 bytes a key: about 600,000 distinct keys a pass; more keys take more passes.
        s.put("log.cleaner.dedupe.buffer.size", 16 * MIB);
        s.put("offsets.load.buffer.size", MIB);
        s.put("transaction.state.log.load.buffer.size", MIB);
        s.put("share.coordinator.load.buffer.size", MIB);
        s.put("log.segment.bytes", 256 * MIB);
        // Enough for such a segment; the default maps 10 MB twice for every partition.
        s.put("log.index.size.max.bytes", MIB);
        // -1: the kernel tunes the buffers of loopback connections better than a fixed 100 KB.
        s.put("socket.send.buffer.bytes", -1);
        s.put("socket.receive.buffer.bytes", -1);
        // The controller would otherwise write and sync an empty record to disk twice a second, for ever.
        s.put("metadata.max.idle.interval.ms", 0);
        s.put("metadata.log.segment.bytes", 32 * MIB);
    }
}
