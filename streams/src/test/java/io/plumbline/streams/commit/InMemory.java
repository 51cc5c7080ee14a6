package io.plumbline.streams.commit;

import io.plumbline.schema.event.CommitEvent;
import io.plumbline.schema.event.LineAttributionEvent;
import io.plumbline.schema.event.PullRequestEvent;
import io.plumbline.schema.event.PullRequestFiles;
import io.plumbline.schema.fact.PullRequestCommit;
import io.plumbline.schema.fact.PullRequestCommits;
import io.plumbline.schema.topic.PullRequestKey;
import io.plumbline.streams.PullRequestStory.Delivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rules of this package without Kafka: only what a notice touches is computed again, as on the real way. */
final class InMemory {

    private final Shelves shelves =
            new Shelves(new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new MapShelf<>(), new MapShelf<>());
    private final Repository repository = new Repository(RepositoryStory.KEY, shelves);
    private final Map<Integer, PullRequestCommits> told = new TreeMap<>();
    private final Limits limits;

    InMemory(Limits limits) {
        this.limits = limits;
    }

    static InMemory of(RepositoryStory story) {
        return new InMemory(Limits.STANDARD).receive(story.deliveries());
    }

    InMemory receive(List<? extends Delivery<?>> deliveries) {
        for (var delivery : deliveries) {
            Recording.add(repository, notice(delivery), limits).forEach(this::tell);
        }
        return this;
    }

    private void tell(int number) {
        Belonging.of(repository, number, limits)
                .ifPresentOrElse(commits -> told.put(number, commits), () -> told.remove(number));
    }

    private static CommitNotice notice(Delivery<?> delivery) {
        if (delivery.event() instanceof PullRequestEvent event) {
            return Notices.of(event);
        }
        if (delivery.event() instanceof PullRequestFiles event) {
            return Notices.of(event);
        }
        if (delivery.event() instanceof LineAttributionEvent event) {
            return Notices.of(event);
        }
        if (delivery.event() instanceof CommitEvent event) {
            return event.getNumber() == null ? Notices.pushed(event) : Notices.listed(event);
        }
        return Notices.erased(PullRequestKey.of(delivery.key()).number());
    }

    /** As last told. */
    Map<Integer, PullRequestCommits> told() {
        return told;
    }

    /** Computed from scratch, whatever was touched. */
    Map<Integer, PullRequestCommits> computed() {
        var all = new TreeMap<Integer, PullRequestCommits>();
        for (int number = 1; number < 100; number++) {
            var commits = Belonging.of(repository, number, limits);
            if (commits.isPresent()) {
                all.put(number, commits.get());
            }
        }
        return all;
    }

    /** Hashes of the commits that were told of a pull request. */
    List<String> commits(int number) {
        return told.containsKey(number)
                ? told.get(number).getCommits().stream()
                        .map(PullRequestCommit::getSha)
                        .toList()
                : List.of();
    }

    private static final class MapShelf<V> implements Shelf<V> {

        private final Map<String, V> values = new HashMap<>();

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
}
