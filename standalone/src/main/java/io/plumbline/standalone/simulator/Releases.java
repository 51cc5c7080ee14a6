package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Takes merged pull requests to production, and lets some of them cause incidents. */
final class Releases {
    /** Opens the pull request that stops an incident. */
    interface Repair {
        void hotfix(Incident incident, PullRequest cause, long at) throws IOException;
    }

    private static final int[] ONCE = {14};
    private static final int[] TWICE = {11, 15};

    private final Agenda agenda;
    private final Outbox outbox;
    private final Ledger ledger;
    private final Chances chances;
    private final DeliverySink sink;
    private final IncidentWire wire;
    private final Repair repair;
    private long deployments = 1_500_000_000L;
    private long statuses = 4_500_000_000L;
    private int incidents;

    Releases(
            Agenda agenda,
            Outbox outbox,
            Ledger ledger,
            Chances chances,
            DeliverySink sink,
            IncidentWire wire,
            Repair repair) {
        this.agenda = agenda;
        this.outbox = outbox;
        this.ledger = ledger;
        this.chances = chances;
        this.sink = sink;
        this.wire = wire;
        this.repair = repair;
    }

    /** Notes the day's release times, and the incidents that no change causes. */
    void planDay(Mainline mainline, LocalDate date, long from) {
        if (!mainline.repository.deploys()) {
            return;
        }
        Dice day = mainline.dice.fork("day", date.toEpochDay());
        WorkCalendar calendar = mainline.team.calendar();
        if (calendar.working(date)) {
            for (int hour : mainline.repository.id() % 6 == 0 ? TWICE : ONCE) {
                long at = calendar.at(date, hour * 3600 + day.below(2400));
                if (at >= from) {
                    agenda.note(at, now -> release(mainline, now));
                }
            }
        }
        int trouble = day.fork("trouble").poisson(chances.rates().infrastructureIncidents() / 7);
        for (int i = 0; i < trouble; i++) {
            long at = calendar.at(date, day.fork("trouble at", i).below(86_400));
            if (at >= from) {
                agenda.note(at, now -> infrastructure(mainline, now));
            }
        }
    }

    private void release(Mainline mainline, long at) throws IOException {
        if (mainline.waiting.isEmpty()) {
            return;
        }
        if (!mainline.repository.staging()) {
            deploy(mainline, "production", "planned", null, mainline.head, at, () -> {});
            return;
        }
        deploy(
                mainline,
                "staging",
                "planned",
                null,
                mainline.head,
                at,
                () -> agenda.note(
                        at + 900,
                        now -> deploy(mainline, "production", "planned", null, mainline.head, now, () -> {})));
    }

    /** A merged hotfix goes out at once, with whatever waits. */
    void hotfixMerged(Mainline mainline, Incident incident, long at) {
        agenda.note(
                at + 90,
                now -> deploy(
                        mainline,
                        "production",
                        "hotfix",
                        incident,
                        mainline.head,
                        now,
                        () -> resolveSoon(incident, now + 1200)));
    }

    private interface Then {
        void run() throws IOException;
    }

    private void deploy(
            Mainline mainline, String environment, String trigger, Incident incident, String sha, long at, Then then)
            throws IOException {
        Dice dice = mainline.dice.fork("deployment", deployments);
        boolean production = environment.equals("production");
        boolean rollback = trigger.equals("rollback");
        List<PullRequest> pulls = production && !rollback ? List.copyOf(mainline.waiting) : List.of();
        if (!pulls.isEmpty()) {
            mainline.waiting.clear();
        }
        Deployment deployment = new Deployment(
                ++deployments,
                mainline.repository,
                environment,
                sha,
                trigger,
                incident,
                incident == null ? Account.ACTIONS : incident.responder,
                at,
                pulls);
        if (incident != null) {
            incident.mitigatedAt = at;
        }
        if (production) {
            mainline.deployments++;
            mainline.rollbacks += rollback ? 1 : 0;
            mainline.hotfixes += trigger.equals("hotfix") ? 1 : 0;
        } else {
            mainline.staging++;
        }
        outbox.send(
                at,
                "deployment",
                "created",
                mainline.repository,
                deployment.creator(),
                json -> CodeWire.deployment(json, deployment, at));
        agenda.note(at + 8, now -> status(deployment, "in_progress", now));
        boolean fails = production && incident == null && dice.chance(0.03);
        agenda.note(at + dice.between(90, 600), now -> {
            status(deployment, fails ? "failure" : "success", now);
            if (fails) {
                mainline.failed++;
                mainline.waiting.addAll(0, pulls);
                return;
            }
            if (production) {
                succeeded(mainline, deployment, now);
            }
            then.run();
        });
    }

    private void status(Deployment deployment, String state, long at) throws IOException {
        long id = ++statuses;
        outbox.send(at, "deployment_status", "created", deployment.repository(), deployment.creator(), json -> {
            CodeWire.status(json, deployment, id, state, at);
            CodeWire.deployment(json, deployment, at);
        });
    }

    private void succeeded(Mainline mainline, Deployment deployment, long at) throws IOException {
        mainline.successful++;
        mainline.previousSha = mainline.deployedSha;
        mainline.deployedSha = deployment.sha();
        mainline.liveDeployment = deployment.id();
        mainline.liveSince = at;
        for (PullRequest pull : deployment.pulls()) {
            pull.deployedAt = at;
            if (pull.dice.fork("incident").chance(chances.incident(pull))) {
                long delay = (long) pull.dice.fork("surfaces").logNormal(2400, 1.1);
                long trouble = at + StrictMath.max(180, StrictMath.min(delay, 100_000));
                // Waits for the incident, so that the truth of the pull request can name it.
                if (agenda.note(trouble, now -> caused(mainline, deployment, pull, now))) {
                    continue;
                }
            }
            ledger.release(pull);
        }
    }

    private void caused(Mainline mainline, Deployment deployment, PullRequest cause, long at) throws IOException {
        Incident incident = trigger(mainline, cause, deployment.id(), at);
        cause.causedIncident = incident.id;
        ledger.release(cause);
        Dice dice = cause.dice.fork("mitigation");
        long acknowledged = at + dice.between(60, 720);
        agenda.note(acknowledged, now -> sink.incident(wire.event(incident, "acknowledged", now)));
        if (dice.chance(0.55)) {
            incident.mitigation = "rollback";
            String sha = mainline.previousSha;
            agenda.note(
                    acknowledged + dice.between(600, 2400),
                    now -> deploy(
                            mainline,
                            "production",
                            "rollback",
                            incident,
                            sha,
                            now,
                            () -> resolveSoon(incident, now + 900)));
        } else {
            incident.mitigation = "hotfix";
            agenda.note(acknowledged + dice.between(900, 3600), now -> repair.hotfix(incident, cause, now));
        }
    }

    private void infrastructure(Mainline mainline, long at) throws IOException {
        Incident incident = trigger(mainline, null, 0, at);
        Dice dice = mainline.dice.fork("infrastructure", incident.number);
        long acknowledged = at + dice.between(60, 1200);
        agenda.note(acknowledged, now -> sink.incident(wire.event(incident, "acknowledged", now)));
        resolveSoon(incident, acknowledged + (long) dice.logNormal(3000, 0.9));
    }

    private Incident trigger(Mainline mainline, PullRequest cause, long deployment, long at) throws IOException {
        int number = ++incidents;
        mainline.incidents++;
        Dice dice = mainline.dice.fork("incident", number);
        LocalDate date = LocalDate.ofInstant(
                Instant.ofEpochSecond(at), mainline.team.calendar().zone());
        List<Account> members = new ArrayList<>(mainline.team.membersOn(date));
        String symptom = dice.pick(List.of(
                "error rate above 5 %",
                "latency p99 above 2 s",
                "queue is not drained",
                "health check fails",
                "login failures",
                "disk almost full"));
        String priority = List.of("P1", "P2", "P3", "P4").get(dice.weighted(0.1, 0.3, 0.4, 0.2));
        Incident incident = new Incident(
                "Q" + dice.code(13),
                number,
                mainline.repository,
                mainline.repository.name() + ": " + symptom,
                priority,
                at,
                cause,
                deployment,
                dice.pick(members));
        incident.liveDeployment = mainline.liveDeployment;
        incident.liveSince = mainline.liveSince;
        ledger.incident(incident);
        sink.incident(wire.event(incident, "triggered", at));
        return incident;
    }

    private void resolveSoon(Incident incident, long at) {
        agenda.note(at, now -> {
            incident.resolvedAt = now;
            sink.incident(wire.event(incident, "resolved", now));
            if (incident.cause != null
                    && incident.cause.dice.fork("stated").chance(chances.rates().statedCause())) {
                agenda.note(now + 86_400, later -> {
                    incident.causeStated = true;
                    sink.incident(wire.note(incident, "Root cause: " + incident.cause.url(), later));
                });
            }
        });
    }
}
