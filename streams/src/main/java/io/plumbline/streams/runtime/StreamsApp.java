package io.plumbline.streams.runtime;

import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One Kafka Streams application, run the way all of ours run.
 *
 * <p>Failure semantics: a record that cannot be read or processed becomes a dead letter with its bytes; more of them than
 * the budget, or any other failure of a thread, ends the application and calls back once, so that the process can exit
 * non-zero and its supervisor restart it. Nothing is lost by that: work is committed in transactions.
 */
public final class StreamsApp implements AutoCloseable {

    static final String BUDGET = "plumbline.failure.budget";

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration BUDGET_WINDOW = Duration.ofMinutes(10);
    private static final Duration CLOSING = Duration.ofSeconds(20);
    private static final Duration LONGEST_TRANSACTION = Duration.ofSeconds(60);

    private final String applicationId;
    private final StreamsSettings settings;
    private final Topology topology;
    private final KafkaStreams streams;
    private final Restored restored = new Restored();
    private final CountDownLatch running = new CountDownLatch(1);
    private final AtomicReference<Throwable> death = new AtomicReference<>();

    /**
     * @param applicationId also the consumer group, and what internal topics begin with
     * @param topology adds the topology to the builder
     * @param onDeath called once, from the dying thread, when the application cannot go on
     */
    public StreamsApp(
            String applicationId,
            Consumer<StreamsBuilder> topology,
            StreamsSettings settings,
            Clock clock,
            Consumer<Throwable> onDeath) {
        this.applicationId = applicationId;
        this.settings = settings;
        var properties = properties(clock);
        var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
        topology.accept(builder);
        this.topology = builder.build(properties);
        this.streams = new KafkaStreams(this.topology, properties);
        streams.setGlobalStateRestoreListener(restored);
        streams.setStateListener((now, before) -> {
            long records = restored.takeSum();
            LOG.info(
                    "{} is {}{}",
                    applicationId,
                    now,
                    records == 0 ? "" : ", " + records + " records of state read back");
            if (now == KafkaStreams.State.RUNNING || now == KafkaStreams.State.ERROR) {
                running.countDown();
            }
        });
        streams.setUncaughtExceptionHandler(failure -> {
            if (death.compareAndSet(null, failure)) {
                LOG.error("{} stops: {}", applicationId, failure.getMessage(), failure);
                onDeath.accept(failure);
            }
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
        });
    }

    public String applicationId() {
        return applicationId;
    }

    /** Returns at once; {@link #awaitRunning} waits. */
    public StreamsApp start() {
        streams.start();
        return this;
    }

    /** Waits until partitions are assigned and state is restored; false when it takes longer or the application died. */
    public boolean awaitRunning(Duration patience) {
        try {
            return running.await(patience.toMillis(), TimeUnit.MILLISECONDS) && isHealthy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sources, processors, stores and sinks as text. */
    public String describe() {
        return topology.describe().toString();
    }

    public KafkaStreams.State state() {
        return streams.state();
    }

    /** Alive: running, or on its way there. */
    public boolean isHealthy() {
        return death.get() == null && (state() == KafkaStreams.State.CREATED || state().isRunningOrRebalancing());
    }

    /** Commits what is done and stops. */
    @Override
    public void close() {
        // A named instance leaves too: its name is for being killed, and a reset needs an empty group.
        var leaving = CloseOptions.timeout(CLOSING)
                .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
        if (!streams.close(leaving)) {
            LOG.warn("{} did not stop within {}", applicationId, CLOSING);
        }
    }

    private Properties properties(Clock clock) {
        var all = new Properties();
        all.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        all.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, settings.bootstrapServers());
        all.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDirectory().toString());
        all.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        all.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        all.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        all.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, settings.cacheBytes());
        // Order between topics does not matter to our topologies, so a task need not look whether others have more;
        // with
        // six sources that look costs several percent.
        all.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        all.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        all.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        all.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.STREAMS_DEAD_LETTER.name());
        all.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterUnreadable.class);
        all.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, DeadLetterUnprocessable.class);
        // By its name: the constant is deprecated already, because Kafka 5 will always do this.
        all.put("processing.exception.handler.global.enabled", true);
        all.put(BUDGET, new FailureBudget(settings.failuresTolerated(), BUDGET_WINDOW, clock));
        // Internal topics carry event times too: see Topic.configuration().
        Topic.eventTimeConfiguration().forEach((name, value) -> all.put(StreamsConfig.topicPrefix(name), value));
        all.put(
                StreamsConfig.topicPrefix(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                Integer.toString(Topics.MAX_RECORD_BYTES));
        all.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), Topics.MAX_RECORD_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), 2L * Topics.MAX_RECORD_BYTES);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), 256 * 1024);
        all.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
        // Streams' own 10 s is less than a busy machine may need for one commit; then all that was done is thrown away.
        all.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                LONGEST_TRANSACTION.toMillis());
        all.put(StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        all.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        if (settings.instance() != null) {
            all.put(
                    StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                    applicationId + "-" + settings.instance());
        }
        all.putAll(settings.overrides());
        return all;
    }

    /** Counts records of state that are read back from Kafka, as after a kill. */
    private static final class Restored implements StateRestoreListener {

        private final LongAdder records = new LongAdder();

        long takeSum() {
            return records.sumThenReset();
        }

        @Override
        public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
            // Told at the end.
        }

        @Override
        public void onBatchRestored(TopicPartition partition, String store, long last, long count) {
            records.add(count);
        }

        @Override
        public void onRestoreEnd(TopicPartition partition, String store, long total) {
            // Counted batch by batch.
        }
    }
}
