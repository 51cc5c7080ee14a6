package io.plumbline.streams.deployment;

import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.schema.topic.Topic;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.SettingsTable;
import io.plumbline.streams.settings.Told;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Deployments, merged pull requests and pushed commits to their repository, a fact per deployment out of it. */
final class DeploymentTopology {

    private DeploymentTopology() {}

    static List<Topic<?, ?>> sources() {
        return List.of(Topics.DEPLOYMENT, Topics.COMMIT, Topics.PULL_REQUEST_FACT);
    }

    /**
     * Writes {@code fact.deployment}.
     *
     * @param application its id
     * @return the facts as they are written, for counters of the same application
     */
    static KStream<String, DeploymentFact> addTo(StreamsBuilder builder, String application, SettingsTable settings) {
        // Both have the repository as key already, and as many partitions as all topics.
        var deployments = records(builder, Topics.DEPLOYMENT, "deployment-events")
                .filter((key, event) -> event != null, Named.as("deployments-not-erased"))
                .mapValues(event -> (News) News.of(event), Named.as("read-deployment"));
        var commits = records(builder, Topics.COMMIT, "commit-events")
                .filter((key, event) -> event != null && event.getNumber() == null, Named.as("commits-of-repositories"))
                .mapValues(event -> (News) News.of(event), Named.as("read-commit"));

        // A pull request goes to its repository.
        var pulls = records(builder, Topics.PULL_REQUEST_FACT, "pull-request-facts")
                .map(
                        (key, fact) -> {
                            var pullRequest = PullRequestKey.of(key);
                            var pull = fact == null ? News.none(pullRequest.number()) : News.of(fact);
                            return KeyValue.pair(
                                    Topics.repositoryKey(pullRequest.provider(), pullRequest.repo()), pull.pull());
                        },
                        Named.as("read-pull-request"))
                .repartition(Repartitioned.with(Serdes.String(), StateSerde.of(MergedPull.class))
                        .withName("deployed-pull-requests-by-repository"))
                .mapValues(pull -> (News) new News.OfPull(pull), Named.as("as-pull-request"));

        var told = deployments
                .merge(commits, Named.as("and-commits"))
                .merge(pulls, Named.as("and-pull-requests"))
                .process(DeploymentProcessor.supplier(application, settings), Named.as("recompute-deployments"));
        var facts = Told.facts("deployment", told, DeploymentFact.class);
        facts.to(
                Topics.DEPLOYMENT_FACT.name(),
                Produced.with(Topics.DEPLOYMENT_FACT.keySerde(), Topics.DEPLOYMENT_FACT.valueSerde())
                        .withName("deployment-facts"));
        return facts;
    }

    private static <V> KStream<String, V> records(StreamsBuilder builder, Topic<String, V> topic, String name) {
        return builder.stream(
                topic.name(),
                Consumed.with(topic.keySerde(), topic.valueSerde()).withName(name));
    }
}
