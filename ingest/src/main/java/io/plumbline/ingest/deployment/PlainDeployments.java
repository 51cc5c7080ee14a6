package io.plumbline.ingest.deployment;

import io.plumbline.ingest.github.Mapping;
import io.plumbline.ingest.github.Mapping.Mapped;
import io.plumbline.ingest.github.Mapping.Unmapped;
import io.plumbline.ingest.github.Mapping.Unreadable;
import io.plumbline.ingest.json.BadJsonException;
import io.plumbline.ingest.json.Json;
import io.plumbline.schema.event.Account;
import io.plumbline.schema.event.DeploymentEvent;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.raw.RawEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;

/**
 * Maps records of source {@code deployments}, one deployment each (or an array of them), to deployment events.
 *
 * <p>Needed: {@code id} (unique in the repository), {@code repo} (owner/name), {@code environment}, {@code state} and
 * {@code created_at}. May be missing: {@code provider} (the forge of the repository; GitHub), {@code service},
 * {@code production}, {@code sha}, {@code ref}, {@code task}, {@code finished_at}, {@code trigger}, {@code incident},
 * {@code pull_requests}, {@code description}, {@code url}, {@code actor}. A record with a state beyond {@code created}
 * tells two things: that the deployment was created, and its state at {@code finished_at} (or, while it runs,
 * {@code at}); sending it again, or again when it has finished, is no second deployment. No input makes this throw.
 */
public final class PlainDeployments {

    public static final String SOURCE = "deployments";

    private static final String DEFAULT_PROVIDER = "github";
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final Set<String> STATES =
            Set.of("created", "queued", "pending", "in_progress", "success", "failure", "error", "inactive");
    private static final Set<String> TRIGGERS = Set.of("planned", "rollback", "hotfix", "unplanned");

    private PlainDeployments() {}

    /** The payload's buffer is left as it was. */
    public static Mapping map(RawEvent raw) {
        var events = new ArrayList<SpecificRecord>();
        try {
            for (var record : Json.documents(raw.getPayload())) {
                events.addAll(read(raw, record));
            }
        } catch (BadJsonException e) {
            return new Unreadable(e.getMessage());
        }
        return events.isEmpty() ? new Unmapped("an empty list") : new Mapped(events);
    }

    private static List<SpecificRecord> read(RawEvent raw, Json record) throws BadJsonException {
        var repo = record.needText("repo");
        if (!repo.matches("[^/\\s]+(/[^/\\s]+)+")) {
            throw new BadJsonException("repo is not like owner/name");
        }
        var id = record.needText("id");
        var state = oneOf(record, "state", STATES, record.needText("state"));
        var createdAt = record.needTime("created_at");
        var events = new ArrayList<SpecificRecord>();
        events.add(event(raw, record, repo, id, "created", createdAt, "deployment/created/" + repo + "/" + id));
        if (!state.equals("created")) {
            var finishedAt = record.time("finished_at");
            var at = finishedAt == null ? record.time("at") : finishedAt;
            var when = at == null ? createdAt : at;
            events.add(event(
                    raw,
                    record,
                    repo,
                    id,
                    state,
                    when,
                    "deployment_status/" + repo + "/" + id + "/" + state + "/" + when));
        }
        return events;
    }

    private static DeploymentEvent event(
            RawEvent raw, Json record, String repo, String id, String state, Instant at, String eventId)
            throws BadJsonException {
        var provider = record.text("provider");
        var login = record.text("actor");
        var actor = login == null ? null : new Account(login, null, null);
        var description = record.text("description");
        return DeploymentEvent.newBuilder()
                .setMeta(new EventMeta(
                        provider == null ? DEFAULT_PROVIDER : provider,
                        raw.getSource(),
                        raw.getDeliveryId(),
                        eventId,
                        at,
                        raw.getReceivedAt(),
                        actor))
                .setRepo(repo)
                .setDeploymentId(id)
                .setService(record.text("service"))
                .setEnvironment(record.needText("environment"))
                .setProduction(record.flag("production"))
                .setSha(record.text("sha"))
                .setRef(record.text("ref"))
                .setTask(record.text("task"))
                .setTrigger(record.has("trigger") ? oneOf(record, "trigger", TRIGGERS, record.text("trigger")) : null)
                .setIncidentId(record.text("incident"))
                .setPullRequests(pullRequests(record))
                .setDescription(
                        description == null || description.length() <= LONGEST_DESCRIPTION
                                ? description
                                : description.substring(0, LONGEST_DESCRIPTION))
                .setState(state)
                .setCreatedAt(record.time("created_at"))
                .setCreator(actor)
                .setUrl(record.text("url"))
                .build();
    }

    /** Our own format: what does not fit it is an error that its sender can mend. */
    private static String oneOf(Json record, String field, Set<String> words, String text) throws BadJsonException {
        var word = text == null ? null : text.toLowerCase(Locale.ROOT);
        if (word != null && !words.contains(word)) {
            throw new BadJsonException((record.path().isEmpty() ? "" : record.path() + ".") + field + " is none of "
                    + String.join(", ", words.stream().sorted().toList()));
        }
        return word;
    }

    private static List<Integer> pullRequests(Json record) throws BadJsonException {
        var list = record.node().get("pull_requests");
        var numbers = new ArrayList<Integer>();
        if (list == null || list.isNull()) {
            return numbers;
        }
        if (!list.isArray()) {
            throw new BadJsonException("pull_requests is not a list");
        }
        for (var element : list) {
            if (!element.isIntegralNumber() || !element.canConvertToInt() || element.intValue() < 1) {
                throw new BadJsonException("pull_requests is not a list of numbers");
            }
            if (!numbers.contains(element.intValue())) {
                numbers.add(element.intValue());
            }
        }
        return numbers;
    }
}
