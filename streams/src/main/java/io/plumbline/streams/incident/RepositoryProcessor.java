package io.plumbline.streams.incident;

import io.plumbline.schema.fact.DeliveryFact;
import io.plumbline.schema.topic.AvroSerde;
import io.plumbline.streams.runtime.StateSerde;
import io.plumbline.streams.settings.Restating;
import io.plumbline.streams.settings.SettingsTable;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.SchemaNormalization;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Takes what facts say to their repository, finds what each change can reach (the incidents around a deployment, the pull
 * requests of an incident), judges that again and forwards what differs from what was told.
 */
final class RepositoryProcessor implements Processor<String, RepositoryNews, String, Judgement> {

    static final String SUBJECTS = "incident-subjects";
    static final String INDEX = "incident-index";
    static final String SETTINGS = "incident-repository-settings";

    private static final AvroSerde<JudgedIncident> JUDGED = StateSerde.of(JudgedIncident.class);
    private static final AvroSerde<DeliveryFact> DELIVERY = AvroSerde.of(DeliveryFact.class);
    private static final AvroSerde<DeploymentOutcome> OUTCOME = StateSerde.of(DeploymentOutcome.class);

    private final String application;
    private final SettingsTable settingsTable;
    private ProcessorContext<String, Judgement> context;
    private RepositoryMemory memory;
    private Restating restating;

    /** What has to be judged again, in one repository. */
    private static final class Touched {
        final Set<String> incidents = new TreeSet<>();
        final Set<String> deployments = new TreeSet<>();
        final Set<String> pulls = new TreeSet<>();
    }

    RepositoryProcessor(String application, SettingsTable settingsTable) {
        this.application = application;
        this.settingsTable = settingsTable;
    }

    @Override
    public void init(ProcessorContext<String, Judgement> context) {
        this.context = context;
        KeyValueStore<String, Subject> subjects = context.getStateStore(SUBJECTS);
        this.memory = new RepositoryMemory(subjects, context.getStateStore(INDEX));
        this.restating = new Restating(
                application,
                context,
                settingsTable,
                subjects,
                context.getStateStore(SETTINGS),
                this::restate,
                applied -> context.forward(Restating.recordOf(applied, new Judgement(Judgement.SETTINGS, applied))));
    }

    @Override
    public void process(Record<String, RepositoryNews> record) {
        var repo = record.key();
        var news = record.value();
        var touched = new Touched();
        switch (news.getKind()) {
            case RepositoryMemory.INCIDENT -> incident(repo, news, touched, record.timestamp());
            case RepositoryMemory.DEPLOYMENT -> deployment(repo, news, touched);
            case RepositoryMemory.PULL -> pull(repo, news, touched);
            default -> rework(repo, news, touched);
        }
        settle(repo, touched, record.timestamp());
    }

    private void incident(String repo, RepositoryNews news, Touched touched, long timestamp) {
        var id = news.getId();
        boolean known = known(repo);
        var subject = memory.take(RepositoryMemory.INCIDENT, repo, id);
        var before = subject.getIncident();
        if (before != null) {
            memory.index(repo, id, before.getStory(), false);
        }
        if (news.getIncident() == null) {
            if (before != null) {
                memory.indexCauses(repo, id, before.getCauses(), false);
                touch(touched, before);
            }
            subject.setIncident(null);
            subject.setTold(0L);
            memory.keep(RepositoryMemory.INCIDENT, repo, id, subject);
            if (!news.getMoved()) {
                var gone = JudgedIncident.newBuilder()
                        .setId(id)
                        .setGeneration(news.getGeneration())
                        .build();
                context.forward(new Record<>(id, new Judgement(Judgement.INCIDENT, gone), timestamp));
            }
        } else {
            memory.index(repo, id, news.getIncident(), true);
            subject.setIncident(JudgedIncident.newBuilder()
                    .setId(id)
                    .setGeneration(news.getGeneration())
                    .setStory(news.getIncident())
                    .setCauses(before == null ? new ArrayList<>() : before.getCauses())
                    .build());
            memory.keep(RepositoryMemory.INCIDENT, repo, id, subject);
            touched.incidents.add(id);
        }
        if (known != known(repo)) {
            // The first incident of a repository, or the last that goes: it changes what silence means.
            touched.pulls.addAll(memory.ids(RepositoryMemory.PULL, repo));
            touched.deployments.addAll(memory.ids(RepositoryMemory.DEPLOYMENT, repo));
        }
    }

    private void deployment(String repo, RepositoryNews news, Touched touched) {
        var id = news.getId();
        var subject = memory.take(RepositoryMemory.DEPLOYMENT, repo, id);
        var before = subject.getDeployed();
        var now = news.getDeployed();
        if (before == null ? now == null : before.equals(now)) {
            memory.keep(RepositoryMemory.DEPLOYMENT, repo, id, subject);
            return;
        }
        if (before != null) {
            memory.index(repo, id, before, false);
            reach(repo, before, touched);
        }
        subject.setDeployed(now);
        memory.keep(RepositoryMemory.DEPLOYMENT, repo, id, subject);
        if (now != null) {
            memory.index(repo, id, now, true);
            reach(repo, now, touched);
        }
        touched.deployments.add(id);
    }

    /** Incidents that a deployment can be a cause or an answer of, and the pull requests it carries. */
    private void reach(String repo, Deployed deployed, Touched touched) {
        var judge = judge();
        long finished = deployed.getFinishedAt();
        touched.incidents.addAll(memory.incidentsBetween(repo, finished - judge.after(), finished + judge.before()));
        touched.incidents.addAll(memory.naming(repo, deployed));
        for (var change : deployed.getPullRequests()) {
            touched.pulls.add(change.getPullRequest());
            var pull = memory.look(RepositoryMemory.PULL, repo, change.getPullRequest());
            if (pull != null && pull.getMerged() != null) {
                touched.incidents.addAll(memory.naming(repo, pull.getMerged()));
                reachByRevert(repo, pull, touched);
            }
        }
    }

    private void pull(String repo, RepositoryNews news, Touched touched) {
        var id = news.getId();
        var subject = memory.take(RepositoryMemory.PULL, repo, id);
        var before = subject.getMerged();
        var now = news.getMerged();
        if (before == null ? now == null : before.equals(now)) {
            memory.keep(RepositoryMemory.PULL, repo, id, subject);
            return;
        }
        memory.indexReverts(repo, id, subject, false);
        if (before != null) {
            memory.index(repo, id, before, false);
            touched.incidents.addAll(memory.naming(repo, before));
            reachByRevert(repo, subject, touched);
        }
        subject.setMerged(now);
        if (now != null) {
            memory.index(repo, id, now, true);
            touched.incidents.addAll(memory.naming(repo, now));
            reachByRevert(repo, subject, touched);
        }
        memory.indexReverts(repo, id, subject, true);
        memory.keep(RepositoryMemory.PULL, repo, id, subject);
        for (var carrier : memory.deployed(repo, memory.deploymentsWith(repo, id))) {
            reach(repo, carrier, touched);
        }
        // Its title may name an incident, when it is a revert.
        for (var reverted : memory.revertedBy(repo, id)) {
            reachByRevert(repo, memory.look(RepositoryMemory.PULL, repo, reverted), touched);
        }
        touched.pulls.add(id);
    }

    private void rework(String repo, RepositoryNews news, Touched touched) {
        var id = news.getId();
        var subject = memory.take(RepositoryMemory.PULL, repo, id);
        if (!subject.getUndoings().equals(news.getUndoings())) {
            memory.indexReverts(repo, id, subject, false);
            subject.setUndoings(news.getUndoings());
            memory.indexReverts(repo, id, subject, true);
            reachByRevert(repo, subject, touched);
        }
        memory.keep(RepositoryMemory.PULL, repo, id, subject);
    }

    /** Incidents that began while a reverted pull request was young in production. */
    private void reachByRevert(String repo, Subject pull, Touched touched) {
        if (pull == null || pull.getMerged() == null) {
            return;
        }
        long window = judge().before();
        var merged = pull.getMerged();
        touched.incidents.addAll(memory.incidentsBetween(repo, merged.getMergedAt(), merged.getMergedAt() + window));
        for (var carrier : memory.deployed(repo, memory.deploymentsWith(repo, merged.getId()))) {
            long since = carrier.getFinishedAt();
            touched.incidents.addAll(memory.incidentsBetween(repo, since, since + window));
        }
    }

    private void settle(String repo, Touched touched, long timestamp) {
        touched.incidents.forEach(id -> incidentAgain(repo, id, touched, timestamp));
        if (touched.pulls.isEmpty() && touched.deployments.isEmpty()) {
            return;
        }
        boolean known = known(repo);
        touched.deployments.forEach(id -> deploymentAgain(repo, id, known, timestamp));
        touched.pulls.forEach(id -> pullAgain(repo, id, known, timestamp));
    }

    private boolean incidentAgain(String repo, String id, Touched touched, long timestamp) {
        var subject = memory.take(RepositoryMemory.INCIDENT, repo, id);
        var before = subject.getIncident();
        if (before == null) {
            memory.keep(RepositoryMemory.INCIDENT, repo, id, subject);
            return false;
        }
        var now = judge().incident(repo, before.getStory(), before.getGeneration());
        long fingerprint = fingerprint(JUDGED.toBytes(now));
        if (fingerprint == subject.getTold()) {
            memory.keep(RepositoryMemory.INCIDENT, repo, id, subject);
            return false;
        }
        memory.indexCauses(repo, id, before.getCauses(), false);
        memory.indexCauses(repo, id, now.getCauses(), true);
        touch(touched, before);
        touch(touched, now);
        subject.setIncident(now);
        subject.setTold(fingerprint);
        memory.keep(RepositoryMemory.INCIDENT, repo, id, subject);
        context.forward(new Record<>(id, new Judgement(Judgement.INCIDENT, now), timestamp));
        return true;
    }

    private static void touch(Touched touched, JudgedIncident incident) {
        for (var cause : incident.getCauses()) {
            if (cause.getPullRequest() != null) {
                touched.pulls.add(cause.getPullRequest());
            }
            if (cause.getDeployment() != null) {
                touched.deployments.add(cause.getDeployment());
            }
        }
    }

    private boolean deploymentAgain(String repo, String id, boolean known, long timestamp) {
        var outcome = judge().outcome(repo, id, known);
        return tell(
                RepositoryMemory.DEPLOYMENT,
                repo,
                id,
                outcome == null ? 0 : fingerprint(OUTCOME.toBytes(outcome)),
                new Judgement(Judgement.OUTCOME, outcome),
                timestamp);
    }

    private boolean pullAgain(String repo, String id, boolean known, long timestamp) {
        var delivery = judge().delivery(repo, id, known);
        return tell(
                RepositoryMemory.PULL,
                repo,
                id,
                delivery == null ? 0 : fingerprint(DELIVERY.toBytes(delivery)),
                new Judgement(Judgement.DELIVERY, delivery),
                timestamp);
    }

    private boolean tell(String kind, String repo, String id, long fingerprint, Judgement judgement, long timestamp) {
        var subject = memory.take(kind, repo, id);
        boolean changed = fingerprint != subject.getTold();
        subject.setTold(fingerprint);
        memory.keep(kind, repo, id, subject);
        if (changed) {
            context.forward(new Record<>(id, judgement, timestamp));
        }
        return changed;
    }

    /** With the settings of now; true when what was told became something else. */
    private boolean restate(String key) {
        var parts = RepositoryMemory.parts(key);
        var repo = parts[1];
        var id = parts[2];
        long timestamp = Math.max(0, context.currentStreamTimeMs());
        return switch (parts[0]) {
            case RepositoryMemory.INCIDENT -> {
                var touched = new Touched();
                boolean changed = incidentAgain(repo, id, touched, timestamp);
                settle(repo, touched, timestamp);
                yield changed;
            }
            case RepositoryMemory.DEPLOYMENT -> deploymentAgain(repo, id, known(repo), timestamp);
            default -> pullAgain(repo, id, known(repo), timestamp);
        };
    }

    /** Somebody tells of incidents of this repository: silence means that there were none. */
    private boolean known(String repo) {
        return !restating.settings().directory().servicesOf(repo).isEmpty() || memory.hasIncidents(repo);
    }

    private Judge judge() {
        return new Judge(memory, restating.settings());
    }

    private static long fingerprint(byte[] bytes) {
        long fingerprint = SchemaNormalization.fingerprint64(bytes);
        return fingerprint == 0 ? 1 : fingerprint;
    }
}
