package io.plumbline.streams.commit;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.DrainCheck;
import io.plumbline.streams.runtime.StateSerde;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** The commits, files and line attribution of every pull request, as one application in front of its facts. */
public final class CommitApplication {

    /** Application id and consumer group. */
    public static final String ID = "plumbline-commit";

    private CommitApplication() {}

    /** Writes {@code scm.pull-request-commits}: a record replaces the one before, null = nothing is known any more. */
    public static void addTo(StreamsBuilder builder) {
        var commits = events(builder, Topics.COMMIT, "commit-events");

        // What is keyed by pull request goes to its repository, where pushes and line attribution are.
        var ofPullRequests = byRepository(
                        events(builder, Topics.PULL_REQUEST, "pull-request-events"), Notices::of, "read-pull-request")
                .merge(
                        byRepository(
                                events(builder, Topics.PULL_REQUEST_FILES, "pull-request-files"),
                                Notices::of,
                                "read-files"),
                        Named.as("and-files"))
                .merge(
                        byRepository(
                                commits.filter(CommitApplication::isOfPullRequest, Named.as("commits-of-lists")),
                                Notices::listed,
                                "read-listed-commit"),
                        Named.as("and-listed-commits"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(CommitNotice.class))
                        .withName("notices-by-repository"));

        // Both have the repository as key already, and as many partitions as the topics above.
        var pushed = commits.filterNot(CommitApplication::isOfPullRequest, Named.as("commits-of-pushes"))
                .filter((key, commit) -> commit != null && commit.getRef() != null, Named.as("commits-on-branches"))
                .mapValues(Notices::pushed, Named.as("read-pushed-commit"));
        var stated = events(builder, Topics.LINE_ATTRIBUTION, "line-attribution-events")
                .filter((key, event) -> event != null, Named.as("line-attribution-not-erased"))
                .mapValues(event -> Notices.of(event), Named.as("read-line-attribution"));

        ofPullRequests
                .merge(pushed, Named.as("and-pushed-commits"))
                .merge(stated, Named.as("and-line-attribution"))
                .process(CommitProcessor.supplier(), Named.as("recompute-pull-request-commits"))
                .to(
                        Topics.PULL_REQUEST_COMMITS.name(),
                        Produced.with(Topics.PULL_REQUEST_COMMITS.keySerde(), Topics.PULL_REQUEST_COMMITS.valueSerde())
                                .withName("pull-request-commits"));
    }

    /** This application as a stage of a pipeline. */
    public static DrainCheck.Stage stage() {
        List<String> sources = Stream.<Topic<?, ?>>of(
                        Topics.PULL_REQUEST, Topics.PULL_REQUEST_FILES, Topics.COMMIT, Topics.LINE_ATTRIBUTION)
                .<String>map(Topic::name)
                .toList();
        return new DrainCheck.Stage(ID, sources);
    }

    private static <V> KStream<String, V> events(StreamsBuilder builder, Topic<String, V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }

    /** Of an erased commit only the key is left to tell. */
    private static boolean isOfPullRequest(String key, CommitEvent commit) {
        return commit == null ? key.contains("#") : commit.getNumber() != null;
    }

    private static <V> KStream<String, CommitNotice> byRepository(
            KStream<String, V> events, Function<V, CommitNotice> notice, String name) {
        return events.map(
                (key, event) -> {
                    var pullRequest = PullRequestKey.of(key);
                    return KeyValue.pair(
                            pullRequest.provider() + ":" + pullRequest.repo(),
                            event == null ? Notices.erased(pullRequest.number()) : notice.apply(event));
                },
                Named.as(name));
    }
}
