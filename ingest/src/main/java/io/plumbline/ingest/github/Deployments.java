package io.plumbline.ingest.github;

import static io.plumbline.ingest.github.PullRequests.first;

import io.plumbline.schema.event.DeploymentEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * {@code deployment} and {@code deployment_status}.
 *
 * <p>The deployment's own {@code payload} is free text or JSON of whoever created it. When it is an object (or the text of
 * one), its keys {@code service}, {@code trigger}, {@code incident} and {@code pull_requests} are read; what stands there
 * in another form is left out, never an error. Nothing is guessed from names or descriptions.
 */
final class Deployments {

    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_NAME = 300;
    private static final int MOST_PULL_REQUESTS = 1_000;

    private static final Shape STATED = Shape.of("service", "trigger", "incident", "pull_requests");

    private static final Shape DEPLOYMENT = Shape.of(
                    "id",
                    "sha",
                    "ref",
                    "task",
                    "environment",
                    "description",
                    "created_at",
                    "updated_at",
                    "production_environment")
            .with("payload", STATED)
            .with("creator", Accounts.SHAPE);

    static final Shape CREATED = Shape.of("action").with("deployment", DEPLOYMENT);

    static final Shape STATUS = CREATED.with(
            "deployment_status",
            Shape.of(
                            "id",
                            "state",
                            "description",
                            "environment",
                            "created_at",
                            "updated_at",
                            "target_url",
                            "log_url",
                            "environment_url")
                    .with("creator", Accounts.SHAPE));

    private Deployments() {}

    static DeploymentEvent created(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var deployment = body.needPart("deployment");
        // Deliveries of old had no action: there is only one.
        var action = body.text("action") == null ? "created" : body.text("action");
        var id = "deployment/" + action + "/" + envelope.repo() + "/" + deployment.needNumber("id");
        var actor = Accounts.typed(envelope.actor(), Accounts.of(deployment.part("creator")));
        return common(envelope, deployment)
                .setMeta(envelope.meta(id, deployment.time("created_at"), actor))
                .setEnvironment(deployment.needText("environment"))
                .setState("created")
                .setDescription(cut(deployment.text("description")))
                .build();
    }

    static DeploymentEvent status(Envelope envelope) throws PayloadException {
        var body = envelope.body();
        var deployment = body.needPart("deployment");
        var status = body.needPart("deployment_status");
        var id = "deployment_status/" + envelope.repo() + "/" + deployment.needNumber("id") + "/"
                + status.needNumber("id");
        // A status may move the deployment to another environment.
        var moved = blankToNull(status.text("environment"));
        var said = cut(status.text("description"));
        var actor = Accounts.typed(
                envelope.actor(), Accounts.of(status.part("creator")), Accounts.of(deployment.part("creator")));
        return common(envelope, deployment)
                .setMeta(envelope.meta(id, timeOf(status), actor))
                .setEnvironment(moved == null ? deployment.needText("environment") : moved)
                .setState(status.needText("state").toLowerCase(Locale.ROOT))
                .setDescription(said == null ? cut(deployment.text("description")) : said)
                .setUrl(firstText(status.text("log_url"), status.text("target_url"), status.text("environment_url")))
                .build();
    }

    private static DeploymentEvent.Builder common(Envelope envelope, Part deployment) throws PayloadException {
        var stated = stated(deployment.any("payload"));
        return DeploymentEvent.newBuilder()
                .setRepo(envelope.repo())
                .setRepoId(envelope.repoId())
                .setDeploymentId(Long.toString(deployment.needNumber("id")))
                .setService(stated == null ? null : name(stated.any("service")))
                .setProduction(deployment.flag("production_environment"))
                .setSha(blankToNull(deployment.text("sha")))
                .setRef(blankToNull(deployment.text("ref")))
                .setTask(blankToNull(deployment.text("task")))
                .setTrigger(stated == null ? null : trigger(stated.any("trigger")))
                .setIncidentId(stated == null ? null : name(stated.any("incident")))
                .setPullRequests(stated == null ? List.of() : numbers(stated.any("pull_requests")))
                .setCreatedAt(deployment.time("created_at"))
                .setCreator(Accounts.of(deployment.part("creator")));
    }

    /** A status is written once; its creation is when the state was reached. */
    private static Instant timeOf(Part status) throws PayloadException {
        return first(status.time("created_at"), status.time("updated_at"));
    }

    /** Null when the creator of the deployment stated nothing that can be read. */
    private static Part stated(Object payload) {
        if (payload instanceof Part part) {
            return part;
        }
        if (payload instanceof String text && text.stripLeading().startsWith("{")) {
            try {
                return Payload.read(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), STATED);
            } catch (PayloadException e) {
                // Free text of a stranger that looks like JSON: the deployment itself is still good.
                return null;
            }
        }
        return null;
    }

    private static String trigger(Object value) {
        if (!(value instanceof String text)) {
            return null;
        }
        return switch (text.strip().toLowerCase(Locale.ROOT).replace("-", "").replace("_", "")) {
            case "planned" -> "planned";
            case "rollback" -> "rollback";
            case "hotfix" -> "hotfix";
            case "unplanned" -> "unplanned";
            default -> null;
        };
    }

    private static String name(Object value) {
        if (value instanceof Long number) {
            return number.toString();
        }
        var text = value instanceof String string ? blankToNull(string.strip()) : null;
        return text == null || text.length() > LONGEST_NAME ? null : text;
    }

    private static List<Integer> numbers(Object value) {
        var numbers = new ArrayList<Integer>();
        if (value instanceof List<?> list) {
            for (var element : list) {
                if (element instanceof Long number
                        && number > 0
                        && number <= Integer.MAX_VALUE
                        && numbers.size() < MOST_PULL_REQUESTS
                        && !numbers.contains(number.intValue())) {
                    numbers.add(number.intValue());
                }
            }
        }
        return numbers;
    }

    private static String firstText(String... texts) {
        for (var text : texts) {
            if (blankToNull(text) != null) {
                return text;
            }
        }
        return null;
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private static String cut(String text) {
        var known = blankToNull(text);
        return known == null || known.length() <= LONGEST_DESCRIPTION ? known : known.substring(0, LONGEST_DESCRIPTION);
    }
}
