package io.plumbline.streams.commit;

import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.OwnStores;
import io.plumbline.streams.runtime.StateSerde;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds each notice to its repository and forwards the commits of the pull requests that they are others of now; null when
 * none is left.
 */
final class CommitProcessor implements Processor<String, CommitNotice, String, PullRequestCommits> {

    private static final Logger LOG = LoggerFactory.getLogger(CommitProcessor.class);
    private static final AvroSerde<PullRequestCommits> COMMITS = AvroSerde.of(PullRequestCommits.class);
    private static final int DIGEST_BYTES = 16;

    private final List<StoredShelf<?>> open = new ArrayList<>();
    private ProcessorContext<String, PullRequestCommits> context;
    private Shelves shelves;

    @Override
    public void init(ProcessorContext<String, PullRequestCommits> context) {
        this.context = context;
        open.clear();
        this.shelves = new Shelves(
                shelf("commit-branches"),
                shelf("commit-texts"),
                shelf("pull-request-claims"),
                shelf("commit-uses"),
                shelf("commit-attributions"));
    }

    static ProcessorSupplier<String, CommitNotice, String, PullRequestCommits> supplier() {
        return new ProcessorSupplier<>() {
            @Override
            public CommitProcessor get() {
                return new CommitProcessor();
            }

            @Override
            public Set<StoreBuilder<?>> stores() {
                return OwnStores.of(
                        store("commit-branches", CommitBranch.class),
                        store("commit-texts", CommitText.class),
                        store("pull-request-claims", CommitClaims.class),
                        store("commit-uses", CommitUses.class),
                        store("commit-attributions", CommitStatements.class));
            }
        };
    }

    private static <V extends SpecificRecord> StoreBuilder<KeyValueStore<String, V>> store(String name, Class<V> type) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), StateSerde.of(type))
                .withCachingEnabled();
    }

    private <V> Shelf<V> shelf(String name) {
        KeyValueStore<String, V> store = context.getStateStore(name);
        var shelf = new StoredShelf<>(store);
        open.add(shelf);
        return shelf;
    }

    @Override
    public void process(Record<String, CommitNotice> record) {
        try {
            take(record);
        } catch (RuntimeException e) {
            open.forEach(StoredShelf::forgetObjects);
            throw e;
        }
    }

    private void take(Record<String, CommitNotice> record) {
        var notice = record.value();
        var repository = new Repository(record.key(), shelves);
        if (notice.getErased()) {
            erase(record, repository, notice.getNumber());
            return;
        }
        for (int number : Recording.add(repository, notice, Limits.STANDARD)) {
            tell(record, repository, number);
        }
    }

    private void tell(Record<String, CommitNotice> record, Repository repository, int number) {
        var commits = Belonging.of(repository, number, Limits.STANDARD).orElse(null);
        var digest = commits == null ? null : digest(commits);
        var claims = repository.claims(number);
        if (claims == null || Objects.equals(digest, claims.getWritten())) {
            return;
        }
        claims.setWritten(digest);
        repository.put(number, claims);
        context.forward(record.withKey(repository.pullRequest(number)).withValue(commits));
    }

    /** A person's right to erasure: what is known of the pull request goes, and its record. */
    private void erase(Record<String, CommitNotice> record, Repository repository, int number) {
        var claims = repository.claims(number);
        if (claims == null) {
            return;
        }
        boolean written = claims.getWritten() != null;
        Recording.add(repository, record.value(), Limits.STANDARD);
        LOG.info("Erased the commits of a pull request");
        if (written) {
            context.forward(record.withKey(repository.pullRequest(number)).withValue((PullRequestCommits) null));
        }
    }

    private static ByteBuffer digest(PullRequestCommits commits) {
        try {
            var sha256 = MessageDigest.getInstance("SHA-256").digest(COMMITS.toBytes(commits));
            return ByteBuffer.wrap(Arrays.copyOf(sha256, DIGEST_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
