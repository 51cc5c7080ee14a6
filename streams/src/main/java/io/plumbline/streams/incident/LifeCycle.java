package io.plumbline.streams.incident;

import io.plumbline.schema.event.IncidentEvent;
import io.plumbline.streams.directory.Directory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * An incident from its events, in any order and number: pure functions of the set of events.
 *
 * <p>A span runs from the trigger or a reopening to the next resolution. A resolution that is told to be earlier than the
 * trigger is a clock that is wrong: the incident is resolved, when is unknown ({@code status} resolved, {@code resolvedAt}
 * null). A list shows how things stand; it adds the times that it states, and a reopening only when it shows an incident
 * open that had been resolved before.
 */
final class LifeCycle {

    /** Events remembered of one incident, the first ones. */
    static final int EVENTS = 2_000;

    static final String RESOLVED = "resolved";
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String OPEN = "open";
    private static final String LISTED = "listed";

    private static final Comparator<Telling> ORDER = Comparator.comparingLong(Telling::getAt)
            .thenComparing(Telling::getEvent)
            // Two versions of one event: the fuller text decides which is kept.
            .thenComparing(Telling::toString, Comparator.reverseOrder());

    /** @param kind resolution before reopening at the same time, then acknowledgements */
    private record Turn(long at, int kind) {

        static final int RESOLUTION = 1;
        static final int REOPENING = 2;
        static final int SHOWN_OPEN = 3;
        static final int UNACKNOWLEDGEMENT = 4;
        static final int ACKNOWLEDGEMENT = 5;
    }

    private LifeCycle() {}

    static Telling telling(IncidentEvent event) {
        return Telling.newBuilder()
                .setEvent(event.getMeta().getEventId())
                .setAt(event.getMeta().getEventTime().toEpochMilli())
                .setAction(event.getAction())
                .setNumber(event.getNumber())
                .setTitle(event.getTitle())
                .setUrl(event.getUrl())
                .setServiceId(event.getServiceId())
                .setServiceName(event.getServiceName())
                .setRepo(event.getRepo())
                .setSeverity(event.getSeverity())
                .setStatus(event.getStatus())
                .setMaintenance(event.getMaintenance())
                .setTriggeredAt(millis(event.getTriggeredAt()))
                .setAcknowledgedAt(millis(event.getAcknowledgedAt()))
                .setResolvedAt(millis(event.getResolvedAt()))
                .setText(event.getText())
                .build();
    }

    /** @return whether the history changed; a redelivery changes nothing */
    static boolean add(IncidentHistory history, Telling further) {
        var tellings = history.getTellings();
        for (int i = 0; i < tellings.size(); i++) {
            var known = tellings.get(i);
            if (known.getEvent().equals(further.getEvent())) {
                if (ORDER.compare(further, known) >= 0) {
                    return false;
                }
                tellings.remove(i);
                break;
            }
        }
        int place = 0;
        while (place < tellings.size() && ORDER.compare(tellings.get(place), further) < 0) {
            place++;
        }
        tellings.add(place, further);
        if (tellings.size() > EVENTS) {
            tellings.remove(EVENTS);
        }
        return true;
    }

    /** Null when nothing is known, or when the incident was deleted. */
    static IncidentStory fold(IncidentHistory history, IncidentRules rules, Directory directory) {
        var tellings = history.getTellings();
        if (tellings.isEmpty()
                || tellings.stream().anyMatch(one -> one.getAction().equals("deleted"))) {
            return null;
        }
        var serviceId = last(tellings, Telling::getServiceId);
        var serviceName = last(tellings, Telling::getServiceName);
        var repo = directoryRepo(directory, serviceId, serviceName);
        if (repo == null) {
            repo = last(tellings, Telling::getRepo);
        }
        var severity = last(tellings, Telling::getSeverity);
        var story = IncidentStory.newBuilder()
                .setId(history.getId())
                .setProvider(history.getProvider())
                .setIncidentId(history.getIncidentId())
                .setNumber(last(tellings, Telling::getNumber))
                .setTitle(last(tellings, Telling::getTitle))
                .setUrl(last(tellings, Telling::getUrl))
                .setServiceId(serviceId)
                .setServiceName(serviceName)
                .setRepo(repo)
                .setSeverity(severity)
                .setImpact(rules.impact(severity))
                .setSeverityChanges(changes(tellings))
                .setMaintenance(tellings.stream().anyMatch(Telling::getMaintenance))
                .setStatus(OPEN)
                .setReopenings(0)
                .setTriggeredAt(triggeredAt(tellings))
                .setStatements(statements(tellings, rules, repo))
                .setEvents(tellings.size())
                .setLastEventAt(tellings.get(tellings.size() - 1).getAt())
                .build();
        walk(story, turns(tellings), shownResolvedAt(tellings));
        return story;
    }

    private static String directoryRepo(Directory directory, String serviceId, String serviceName) {
        var byId = serviceId == null
                ? null
                : directory.repositoryOfService(serviceId).orElse(null);
        if (byId != null || serviceName == null) {
            return byId;
        }
        return directory.repositoryOfService(serviceName).orElse(null);
    }

    /** The earliest that is stated; when nothing states it, the first that was heard. */
    private static long triggeredAt(List<Telling> tellings) {
        return tellings.stream()
                .map(LifeCycle::statedTrigger)
                .filter(at -> at != null)
                .min(Comparator.naturalOrder())
                .orElse(tellings.get(0).getAt());
    }

    private static Long statedTrigger(Telling telling) {
        if (telling.getTriggeredAt() != null) {
            return telling.getTriggeredAt();
        }
        return telling.getAction().equals("triggered") ? telling.getAt() : null;
    }

    private static List<Turn> turns(List<Telling> tellings) {
        var turns = new ArrayList<Turn>();
        for (var one : tellings) {
            switch (one.getAction()) {
                case RESOLVED -> turns.add(new Turn(either(one.getResolvedAt(), one.getAt()), Turn.RESOLUTION));
                case "reopened" -> turns.add(new Turn(one.getAt(), Turn.REOPENING));
                case ACKNOWLEDGED ->
                    turns.add(new Turn(either(one.getAcknowledgedAt(), one.getAt()), Turn.ACKNOWLEDGEMENT));
                case "unacknowledged" -> turns.add(new Turn(one.getAt(), Turn.UNACKNOWLEDGEMENT));
                default -> {
                    if (one.getAcknowledgedAt() != null) {
                        turns.add(new Turn(one.getAcknowledgedAt(), Turn.ACKNOWLEDGEMENT));
                    }
                    if (one.getResolvedAt() != null) {
                        turns.add(new Turn(one.getResolvedAt(), Turn.RESOLUTION));
                    }
                    if (one.getAction().equals(LISTED) && isOpen(one)) {
                        turns.add(new Turn(one.getAt(), Turn.SHOWN_OPEN));
                    }
                }
            }
        }
        turns.sort(Comparator.comparingLong(Turn::at).thenComparingInt(Turn::kind));
        return turns;
    }

    /** Of the newest list that shows it resolved and does not tell since when; the least number when none does. */
    private static long shownResolvedAt(List<Telling> tellings) {
        return tellings.stream()
                .filter(one -> one.getAction().equals(LISTED)
                        && RESOLVED.equals(one.getStatus())
                        && one.getResolvedAt() == null)
                .mapToLong(Telling::getAt)
                .max()
                .orElse(Long.MIN_VALUE);
    }

    private static boolean isOpen(Telling one) {
        return OPEN.equals(one.getStatus()) || ACKNOWLEDGED.equals(one.getStatus());
    }

    private static void walk(IncidentStory story, List<Turn> turns, long shownResolvedAt) {
        long triggered = story.getTriggeredAt();
        var spans = new ArrayList<Span>();
        spans.add(new Span(triggered, null));
        boolean open = true;
        boolean acknowledged = false;
        for (var turn : turns) {
            switch (turn.kind()) {
                case Turn.RESOLUTION -> {
                    if (open) {
                        open = false;
                        spans.get(spans.size() - 1).setResolvedAt(turn.at() >= triggered ? turn.at() : null);
                    }
                }
                case Turn.REOPENING, Turn.SHOWN_OPEN -> {
                    if (!open && turn.at() >= triggered) {
                        open = true;
                        acknowledged = false;
                        spans.add(new Span(turn.at(), null));
                    }
                }
                case Turn.UNACKNOWLEDGEMENT -> acknowledged = false;
                default -> {
                    acknowledged = open;
                    if (story.getAcknowledgedAt() == null && turn.at() >= triggered) {
                        story.setAcknowledgedAt(turn.at());
                    }
                }
            }
        }
        open &= shownResolvedAt < spans.get(spans.size() - 1).getOpenedAt();
        story.setSpans(spans);
        story.setReopenings(spans.size() - 1);
        story.setStatus(open ? acknowledged ? ACKNOWLEDGED : OPEN : RESOLVED);
        story.setResolvedAt(open ? null : spans.get(spans.size() - 1).getResolvedAt());
    }

    private static int changes(List<Telling> tellings) {
        int changes = 0;
        String before = null;
        for (var one : tellings) {
            if (one.getSeverity() != null) {
                changes += before == null || before.equals(one.getSeverity()) ? 0 : 1;
                before = one.getSeverity();
            }
        }
        return changes;
    }

    private static List<Statement> statements(List<Telling> tellings, IncidentRules rules, String repo) {
        var statements = new Statements(rules, repo);
        for (var one : tellings) {
            statements.read(one.getTitle(), one.getAt());
            statements.read(one.getText(), one.getAt());
        }
        return statements.all();
    }

    private static <T> T last(List<Telling> tellings, Function<Telling, T> field) {
        for (int i = tellings.size() - 1; i >= 0; i--) {
            var value = field.apply(tellings.get(i));
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private static long either(Long stated, long at) {
        return stated == null ? at : stated;
    }

    private static Long millis(Instant at) {
        return at == null ? null : at.toEpochMilli();
    }
}
