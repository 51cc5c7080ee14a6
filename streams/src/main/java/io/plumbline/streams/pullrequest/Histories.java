package io.plumbline.streams.pullrequest;

import io.plumbline.streams.attribution.Attribution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecordBase;

/**
 * Adds sightings to a history. The result depends only on the set of sightings added, never on their order or number:
 * an event counts once, with the earliest observation; where two copies of one event differ, the fuller one is kept.
 */
final class Histories {

    /**
     * Distinct events remembered of one pull request, so that its state is bounded; real ones have some tens. Counts stop
     * here, and from here on the order of arrival decides which events are the remembered ones.
     */
    static final int LIMIT = 20_000;

    private static final Comparator<Moment> ORDER = Comparator.comparingLong(Moment::getAt)
            .thenComparingInt(Moment::getKind)
            .thenComparing(Moment::getId);
    private static final Comparator<Snapshot> NEWER = Comparator.comparingLong(Snapshot::getUpdatedAt)
            .thenComparingLong(Snapshot::getAt)
            .thenComparingInt(Snapshot::getKind)
            .thenComparing(Snapshot::getEvent);

    private static final Comparator<OriginStatement> STATED =
            Comparator.comparingLong(OriginStatement::getAt).thenComparing(OriginStatement::getId);

    private Histories() {}

    static PullRequestHistory begin(Input first) {
        return PullRequestHistory.newBuilder()
                .setProvider(first.provider())
                .setRepo(first.repo())
                .setNumber(first.number())
                .setMoments(new ArrayList<>())
                .build();
    }

    /** @return whether it is the newest, by time and then by id */
    static boolean add(PullRequestHistory history, OriginStatement statement) {
        var known = history.getStatement();
        if (known != null && STATED.compare(statement, known) <= 0) {
            return false;
        }
        history.setStatement(statement);
        return true;
    }

    /**
     * Reads the bodies again when other rules read them last.
     *
     * @param bodyOf by its hash; null when it is not kept
     */
    static boolean reread(PullRequestHistory history, Attribution attribution, Function<EventHash, String> bodyOf) {
        if (attribution.ruleVersion().equals(history.getRulesRead())) {
            return false;
        }
        for (var snapshot : Arrays.asList(history.getFull(), history.getBrief())) {
            var body = snapshot == null || snapshot.getBodyHash() == null ? null : bodyOf.apply(snapshot.getBodyHash());
            if (body != null) {
                read(snapshot, body, attribution);
            }
        }
        history.setRulesRead(attribution.ruleVersion());
        return true;
    }

    /** Hashes of the bodies that its snapshots show. */
    static Set<EventHash> bodies(PullRequestHistory history) {
        var bodies = new HashSet<EventHash>();
        for (var snapshot : Arrays.asList(history.getFull(), history.getBrief())) {
            if (snapshot != null && snapshot.getBodyHash() != null) {
                bodies.add(snapshot.getBodyHash());
            }
        }
        return bodies;
    }

    /** @return whether the history changed; a redelivery changes nothing */
    static boolean add(PullRequestHistory history, Sighting sighting, Attribution attribution) {
        boolean changed = addMoment(history, sighting.moment());
        var snapshot = sighting.snapshot();
        var known = sighting.full() ? history.getFull() : history.getBrief();
        if (snapshot == null || (known != null && NEWER.compare(snapshot, known) < 0)) {
            return changed;
        }
        readBody(snapshot, sighting.body(), history, attribution);
        if (known != null && NEWER.thenComparing(Histories::fuller).compare(snapshot, known) <= 0) {
            return changed;
        }
        if (sighting.full()) {
            history.setFull(snapshot);
        } else {
            history.setBrief(snapshot);
        }
        return true;
    }

    /** Bodies seldom change, and reading one is most of the work. */
    private static void readBody(Snapshot snapshot, String body, PullRequestHistory history, Attribution attribution) {
        if (body == null) {
            return;
        }
        for (var known : Arrays.asList(history.getFull(), history.getBrief())) {
            if (known != null && snapshot.getBodyHash().equals(known.getBodyHash())) {
                snapshot.setFindings(known.getFindings());
                snapshot.setRequestedBy(known.getRequestedBy());
                snapshot.setSuperseded(known.getSuperseded());
                return;
            }
        }
        read(snapshot, body, attribution);
    }

    private static void read(Snapshot snapshot, String body, Attribution attribution) {
        var evidence = attribution.read(body);
        snapshot.setFindings(evidence.findings().stream()
                .map(finding -> new Finding(finding.rule(), finding.value()))
                .toList());
        snapshot.setRequestedBy(evidence.requestedBy());
        snapshot.setSuperseded(Supersession.statedIn(body));
    }

    private static boolean addMoment(PullRequestHistory history, Moment moment) {
        var moments = history.getMoments();
        for (int i = 0; i < moments.size(); i++) {
            var known = moments.get(i);
            if (known.getId().equals(moment.getId())) {
                return merge(history, i, moment);
            }
        }
        if (moments.size() >= LIMIT) {
            return false;
        }
        insert(history, moment);
        return true;
    }

    private static boolean merge(PullRequestHistory history, int index, Moment moment) {
        var known = history.getMoments().get(index);
        if (known.equals(moment)) {
            return false;
        }
        long observedAt = Math.min(known.getObservedAt(), moment.getObservedAt());
        long knownObservedAt = known.getObservedAt();
        // Compared without the observation, which is merged by itself.
        known.setObservedAt(observedAt);
        moment.setObservedAt(observedAt);
        if (fuller(moment, known) > 0) {
            history.getMoments().remove(index);
            insert(history, moment);
            return true;
        }
        return observedAt != knownObservedAt;
    }

    private static void insert(PullRequestHistory history, Moment moment) {
        var moments = history.getMoments();
        int index = moments.size();
        // Events mostly arrive in their own order, so the place is mostly the end.
        while (index > 0 && ORDER.compare(moments.get(index - 1), moment) > 0) {
            index--;
        }
        moments.add(index, moment);
    }

    /** More stated fields first; then any order that does not depend on arrival. */
    private static int fuller(SpecificRecordBase left, SpecificRecordBase right) {
        int difference = Long.compare(stated(left), stated(right));
        return difference != 0
                ? difference
                : left.equals(right) ? 0 : left.toString().compareTo(right.toString());
    }

    private static long stated(SpecificRecordBase record) {
        return Stream.iterate(0, i -> i < record.getSchema().getFields().size(), i -> i + 1)
                .filter(i -> record.get(i) != null)
                .count();
    }
}
