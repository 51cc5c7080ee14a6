package io.plumbline.streams.deployment;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.fact.CarriedPullRequest;
import io.plumbline.schema.fact.DeploymentFact;
import io.plumbline.schema.fact.PullRequestFact;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.delivery.DeliveryRules;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.runtime.StateSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules over maps, without a broker: one repository. */
final class InMemory {

    static {
        // Avro instantiates only classes that it was told to trust.
        StateSerde.of(DeploymentHistory.class);
    }

    private final Map<String, DeploymentFact> told = new TreeMap<>();
    private final TreeMap<String, String> index = new TreeMap<>();
    private final TreeMap<String, DeploymentHistory> deployments = new TreeMap<>();
    private final DeploymentBook book;
    private int records;

    InMemory() {
        this(DeliveryRules.standard());
    }

    InMemory(DeliveryRules rules) {
        this.book = new DeploymentBook(
                DeploymentStory.KEY,
                new Shelves(
                        new MapShelf<>(deployments),
                        new MapShelf<>(new TreeMap<>()),
                        new MapShelf<>(new TreeMap<>()),
                        new MapIndex()),
                rules,
                Directory.EMPTY);
    }

    InMemory receive(DeploymentStory story) {
        return receive(story.deliveries());
    }

    InMemory receive(List<? extends Delivery<?>> deliveries) {
        deliveries.forEach(delivery -> keep(book.add(news(delivery))));
        return this;
    }

    /** Everything once more; whatever an index missed shows here. */
    List<DeploymentFact> computedAgain() {
        var changed = new ArrayList<DeploymentFact>();
        for (var history : List.copyOf(deployments.values())) {
            changed.addAll(book.again(history.getDeploymentId()));
        }
        return changed;
    }

    Map<String, DeploymentFact> told() {
        return Map.copyOf(told);
    }

    int records() {
        return records;
    }

    int indexed() {
        return index.size();
    }

    DeploymentFact fact(String id) {
        return told.get(id);
    }

    /** Numbers, a star at those that reach the environment for the first time. */
    List<String> carried(String id) {
        return fact(id).getPullRequests().stream()
                .map(one -> one.getNumber() + (one.getFirst() ? "*" : ""))
                .toList();
    }

    List<String> how(String id) {
        return fact(id).getPullRequests().stream()
                .map(CarriedPullRequest::getHow)
                .toList();
    }

    static News news(Delivery<?> delivery) {
        if (delivery.event() instanceof DeploymentEvent event) {
            return News.of(event);
        } else if (delivery.event() instanceof CommitEvent event) {
            return News.of(event);
        } else if (delivery.event() instanceof PullRequestFact fact) {
            return News.of(fact);
        }
        return News.none(PullRequestKey.of(delivery.key()).number());
    }

    private void keep(List<DeploymentFact> facts) {
        for (var fact : facts) {
            records++;
            told.put(fact.getDeploymentId(), fact);
        }
    }

    private record MapShelf<V>(Map<String, V> values) implements Shelf<V> {
        @Override
        public V get(String key) {
            return values.get(key);
        }

        @Override
        public void put(String key, V value) {
            values.put(key, value);
        }

        @Override
        public void delete(String key) {
            values.remove(key);
        }
    }

    private final class MapIndex implements Index {
        @Override
        public void put(String key, String value) {
            index.put(key, value);
        }

        @Override
        public void delete(String key) {
            index.remove(key);
        }

        @Override
        public List<Entry> under(String prefix) {
            return between(prefix, prefix, prefix + '\uffff');
        }

        @Override
        public List<Entry> between(String prefix, String from, String to) {
            return index.subMap(from, to).entrySet().stream()
                    .map(MapIndex::entry)
                    .toList();
        }

        @Override
        public Entry next(String prefix, String key) {
            return within(prefix, index.higherEntry(key));
        }

        @Override
        public Entry previous(String prefix, String key) {
            return within(prefix, index.lowerEntry(key));
        }

        private static Entry within(String prefix, Map.Entry<String, String> found) {
            return found == null || !found.getKey().startsWith(prefix) ? null : entry(found);
        }

        private static Entry entry(Map.Entry<String, String> found) {
            return new Entry(found.getKey(), found.getValue());
        }
    }
}
