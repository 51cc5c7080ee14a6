package io.plumbline.streams.loader;

import io.plumbline.schema.raw.DeadLetter;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.loader.LoaderProgress.PartitionProgress;
import io.plumbline.streams.runtime.DrainCheck;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries topics into ClickHouse tables; as many instances as there are partitions may run side by side.
 *
 * <p>Failure semantics: while ClickHouse is away or refuses, the same batch is tried again with the same token, Kafka
 * holds the rest, {@link #isHealthy} is false and {@link #progress} says since when and why. A record that cannot be read
 * becomes a dead letter with its bytes. Kafka failing for good ends the thread and calls back once.
 */
public final class Loader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Loader.class);
    private static final int INSERT_THREADS = 2;
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration REPORT_EVERY = Duration.ofSeconds(1);
    private static final Duration LAST_INSERT = Duration.ofSeconds(5);

    private final LoaderConfig config;
    private final Clock clock;
    private final Consumer<Throwable> onDeath;
    private final Map<String, List<Rows>> mappings = new LinkedHashMap<>();
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final List<Future<RecordMetadata>> unsaved = new ArrayList<>();
    private final LoaderStatus status = new LoaderStatus();
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final AtomicReference<Thread> thread = new AtomicReference<>();

    private KafkaConsumer<byte[], byte[]> consumer;
    private Commits commits;
    private KafkaProducer<String, DeadLetter> deadLetters;
    private final Pseudonyms pseudonyms;
    private ClickHouseInserts inserts;
    private SmallTeams smallTeams;
    private ExecutorService inserters;
    private long reportedNanos;

    /** @param onDeath called once, from the dying thread, when the loader cannot go on */
    public Loader(LoaderConfig config, Clock clock, Consumer<Throwable> onDeath) {
        this.config = config;
        this.clock = clock;
        this.onDeath = onDeath;
        this.pseudonyms = new Pseudonyms(config.pseudonymKey());
        all(pseudonyms, clock).forEach(rows -> mappings.computeIfAbsent(rows.topic(), topic -> new ArrayList<>())
                .add(rows));
    }

    static List<Rows> all(Pseudonyms pseudonyms, Clock clock) {
        var all = new ArrayList<Rows>(List.of(
                new RawEventRows(), new IngestOutcomeRows(), new DeadLetterRows(), new StreamsDeadLetterRows()));
        all.addAll(EventRows.ofEveryKind(pseudonyms));
        all.add(new ConfigEntryRows(pseudonyms));
        all.add(new PullRequestRows(pseudonyms));
        all.add(new SuggestionRows(pseudonyms));
        all.add(new DeploymentRows(pseudonyms));
        all.add(new ReworkRows());
        all.add(new FindingsRows());
        all.add(new IncidentRows());
        all.add(new DeliveryRows());
        all.add(new UsageDayRows(pseudonyms));
        all.add(new LineAttributionRows());
        all.add(new LineHistoryRows(pseudonyms));
        all.add(new MetricDailyRows(clock));
        all.add(new MetricFinalRows());
        all.add(new RestatementRows());
        all.add(new ConfigAppliedRows());
        return all;
    }

    /** Topics that have a table; they must exist before the start. */
    public static List<String> topics() {
        return all(new Pseudonyms("none"), Clock.systemUTC()).stream()
                .map(Rows::topic)
                .distinct()
                .toList();
    }

    /** The loader as the last stage of a pipeline. */
    public static DrainCheck.Stage stage() {
        return new DrainCheck.Stage(LoaderConfig.GROUP, topics());
    }

    /** Connects and begins in a thread of its own. */
    public Loader start() {
        consumer = new KafkaConsumer<>(LoaderClients.consumer(config));
        commits = new Commits(consumer);
        deadLetters = new KafkaProducer<>(
                LoaderClients.producer(config),
                Topics.DEAD_LETTER.keySerde().serializer(),
                Topics.DEAD_LETTER.valueSerde().serializer());
        inserts = new ClickHouseInserts(config.target(), INSERT_THREADS + 1);
        smallTeams = new SmallTeams(inserts, config.minimumPeople(), pseudonyms);
        inserters = Executors.newFixedThreadPool(INSERT_THREADS + 1, work -> new Thread(work, "loader-insert"));
        var runner = new Thread(this::run, "loader");
        thread.set(runner);
        runner.start();
        LOG.info("Loading {} topics into {}", mappings.size(), config.target());
        return this;
    }

    /** Running, and the last insert, if any, was acknowledged. */
    public boolean isHealthy() {
        var runner = thread.get();
        return runner != null && runner.isAlive() && status.failingSince() == null;
    }

    public LoaderProgress progress() {
        return status.progress();
    }

    /** Waits for the inserts under way, commits, and stops; what was not inserted yet is read again next time. */
    @Override
    public void close() {
        stopping.countDown();
        var runner = thread.get();
        if (runner == null) {
            return;
        }
        try {
            runner.join(LAST_INSERT.multipliedBy(3).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            consumer.subscribe(mappings.keySet(), new Rebalance());
            while (!isStopping()) {
                var records = consumer.poll(pause());
                records.forEach(this::add);
                saveDeadLetters();
                long now = System.nanoTime();
                var landed = new HashMap<TopicPartition, OffsetAndMetadata>();
                for (var lane : lanes.values()) {
                    collect(lane, landed);
                    insertWhenDue(lane, now);
                    passMarkers(lane, landed);
                }
                commits.send(landed, lanes, now);
                countTeams(now, landed.keySet());
                report(now);
            }
            finish(lanes.keySet());
        } catch (RuntimeException e) {
            LOG.error("The loader stops: {}", e.getMessage(), e);
            onDeath.accept(e);
        } finally {
            stopping.countDown();
            inserters.shutdownNow();
            // A named instance leaves too: its name is for being killed, and a reset needs an empty group.
            consumer.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
            deadLetters.close();
            inserts.close();
        }
    }

    private void countTeams(long now, Collection<TopicPartition> landed) {
        if (landed.stream().anyMatch(partition -> partition.topic().equals(Topics.PULL_REQUEST_FACT.name()))) {
            smallTeams.outdated();
        }
        if (smallTeams.isDue(now)) {
            inserters.execute(smallTeams::count);
        }
    }

    private boolean isStopping() {
        return stopping.getCount() == 0;
    }

    /** Short while an insert is under way or a batch waits, so that neither waits for the other. */
    private Duration pause() {
        boolean busy = lanes.values().stream().anyMatch(lane -> lane.isInserting() || lane.filling() != null);
        return busy ? BUSY_POLL : IDLE_POLL;
    }

    private void add(ConsumerRecord<byte[], byte[]> record) {
        var lane = lanes.get(new TopicPartition(record.topic(), record.partition()));
        try {
            lane.filling(record.offset(), System.nanoTime()).add(record);
        } catch (RuntimeException e) {
            status.deadLetter();
            LOG.warn("Cannot read {}-{}@{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
            var letter = DeadLetters.of(
                    "load",
                    record.topic(),
                    record.topic() + "-" + record.partition() + "@" + record.offset(),
                    String.valueOf(e.getMessage()),
                    clock.instant(),
                    Map.of(),
                    record.value());
            unsaved.add(deadLetters.send(new ProducerRecord<>(Topics.DEAD_LETTER.name(), letter.getId(), letter)));
        }
    }

    /** A dead letter must be safe before the offset behind it is committed. */
    private void saveDeadLetters() {
        for (var letter : unsaved) {
            try {
                letter.get();
            } catch (ExecutionException e) {
                throw new KafkaException("Kafka did not take a dead letter", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptException(e);
            }
        }
        unsaved.clear();
    }

    private void insertWhenDue(Lane lane, long now) {
        var batch = lane.filling();
        if (batch == null) {
            return;
        }
        boolean full = batch.rows() >= config.maxRows() || batch.bytes() >= config.maxBytes();
        if (lane.isInserting()) {
            if (full && !lane.isPaused()) {
                consumer.pause(List.of(lane.partition()));
                lane.paused(true);
            }
        } else if (full || lane.isDue(now, config.linger())) {
            var taken = lane.take();
            lane.inserting(inserters.submit(() -> insert(taken)));
            if (lane.isPaused()) {
                consumer.resume(List.of(lane.partition()));
                lane.paused(false);
            }
        }
    }

    /** Until it lands; false when the loader stops or loses the partition first. */
    private boolean insert(Batch batch) throws InterruptedException {
        var wait = config.firstRetry();
        while (batch.rows() > 0) {
            try {
                smallTeams.settle();
                inserts.insert(batch);
                status.inserted(batch.rows(), clock.instant());
                LOG.debug("{}: {} rows, {} bytes", batch.token(), batch.rows(), batch.bytes());
                return true;
            } catch (ExecutionException | RuntimeException e) {
                var cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                status.failed(cause.toString(), clock.instant());
                LOG.warn("Cannot insert {}, trying again in {}: {}", batch.token(), wait, cause.toString());
            }
            if (stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            wait = wait.multipliedBy(2).compareTo(config.longestRetry()) < 0
                    ? wait.multipliedBy(2)
                    : config.longestRetry();
        }
        return true;
    }

    private static void collect(Lane lane, Map<TopicPartition, OffsetAndMetadata> landed) {
        if (lane.isInserting() && lane.insert().isDone() && hasLanded(lane, Duration.ZERO)) {
            landed.put(lane.partition(), new OffsetAndMetadata(lane.landed(System.nanoTime())));
        }
    }

    /** Behind the last record there may be transaction markers; an idle lane has passed them and says so to Kafka. */
    private void passMarkers(Lane lane, Map<TopicPartition, OffsetAndMetadata> landed) {
        if (!lane.isInserting() && lane.filling() == null) {
            long reached = consumer.position(lane.partition());
            if (reached > lane.loaded()) {
                lane.passed(reached);
                landed.put(lane.partition(), new OffsetAndMetadata(reached));
            }
        }
    }

    private static boolean hasLanded(Lane lane, Duration patience) {
        try {
            return lane.insert().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException("An insert died", e.getCause());
        } catch (TimeoutException | CancellationException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Lets inserts under way land, commits them, and forgets the partitions. */
    private void finish(Collection<TopicPartition> partitions) {
        var landed = new HashMap<TopicPartition, OffsetAndMetadata>();
        for (var partition : List.copyOf(partitions)) {
            var lane = lanes.remove(partition);
            if (lane != null && lane.isInserting()) {
                if (hasLanded(lane, status.failingSince() == null ? LAST_INSERT : Duration.ZERO)) {
                    landed.put(partition, new OffsetAndMetadata(lane.landed(System.nanoTime())));
                } else {
                    lane.insert().cancel(true);
                }
            }
        }
        if (!landed.isEmpty()) {
            consumer.commitSync(landed);
        }
    }

    /** Once a second: it asks the broker, because a paused partition does not learn its end by itself. */
    private void report(long now) {
        if (now - reportedNanos < REPORT_EVERY.toNanos() && reportedNanos != 0) {
            return;
        }
        reportedNanos = now;
        Map<TopicPartition, Long> ends;
        try {
            ends = consumer.endOffsets(lanes.keySet());
        } catch (org.apache.kafka.common.errors.TimeoutException e) {
            LOG.warn("Kafka does not say where its topics end: {}", e.getMessage());
            return;
        }
        var partitions = new ArrayList<PartitionProgress>(lanes.size());
        for (var lane : lanes.values()) {
            long reached = lane.loaded();
            partitions.add(new PartitionProgress(
                    lane.partition().topic(),
                    lane.partition().partition(),
                    reached,
                    Math.max(0, ends.get(lane.partition()) - reached)));
        }
        status.partitions(partitions);
    }

    private final class Rebalance implements ConsumerRebalanceListener {

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            partitions.forEach(partition -> lanes.put(
                    partition, new Lane(partition, mappings.get(partition.topic()), consumer.position(partition))));
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            finish(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            // Somebody else may have them already: nothing may be committed.
            for (var partition : partitions) {
                var lane = lanes.remove(partition);
                if (lane != null && lane.isInserting()) {
                    lane.insert().cancel(true);
                }
            }
        }
    }
}
