package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Pushes, deployments and their statuses as GitHub's deliveries write them. */
final class CodeWire {
    static final String NOTHING = "0".repeat(40);

    private CodeWire() {}

    static void push(
            JsonGenerator json,
            Repository repository,
            WorkCalendar calendar,
            String branch,
            String before,
            String after,
            boolean forced,
            List<Commit> commits,
            Account pusher)
            throws IOException {
        json.writeStringField("ref", "refs/heads/" + branch);
        json.writeStringField("before", before);
        json.writeStringField("after", after);
        json.writeBooleanField("created", before.equals(NOTHING));
        json.writeBooleanField("deleted", false);
        json.writeBooleanField("forced", forced);
        json.writeNullField("base_ref");
        json.writeStringField(
                "compare", repository.url() + "/compare/" + before.substring(0, 12) + "..." + after.substring(0, 12));
        json.writeArrayFieldStart("commits");
        for (Commit commit : commits) {
            commit(json, repository, calendar, commit);
        }
        json.writeEndArray();
        json.writeFieldName("head_commit");
        commit(json, repository, calendar, commits.get(commits.size() - 1));
        json.writeObjectFieldStart("pusher");
        json.writeStringField("name", pusher.login());
        json.writeStringField("email", pusher.email());
        json.writeEndObject();
    }

    private static void commit(JsonGenerator json, Repository repository, WorkCalendar calendar, Commit commit)
            throws IOException {
        json.writeStartObject();
        json.writeStringField("id", commit.sha());
        json.writeStringField(
                "tree_id", new StringBuilder(commit.sha()).reverse().toString());
        json.writeBooleanField("distinct", true);
        json.writeStringField("message", commit.message());
        json.writeStringField("timestamp", calendar.withOffset(commit.at()));
        json.writeStringField("url", repository.url() + "/commit/" + commit.sha());
        identity(json, "author", commit.author());
        identity(json, "committer", commit.committer());
        paths(json, "added", commit.added());
        paths(json, "removed", commit.removed());
        paths(json, "modified", commit.modified());
        json.writeEndObject();
    }

    private static void identity(JsonGenerator json, String field, Account account) throws IOException {
        json.writeObjectFieldStart(field);
        json.writeStringField("name", account.name());
        json.writeStringField("email", account.email());
        json.writeStringField("username", account.login());
        json.writeEndObject();
    }

    private static void paths(JsonGenerator json, String field, List<String> paths) throws IOException {
        json.writeArrayFieldStart(field);
        for (String path : paths) {
            json.writeString(path);
        }
        json.writeEndArray();
    }

    static void deployment(JsonGenerator json, Deployment deployment, long updatedAt) throws IOException {
        json.writeObjectFieldStart("deployment");
        json.writeStringField("url", deployment.api());
        json.writeNumberField("id", deployment.id());
        json.writeStringField("node_id", "DE_" + deployment.id());
        json.writeStringField("sha", deployment.sha());
        json.writeStringField("ref", "main");
        json.writeStringField("task", deployment.trigger().equals("rollback") ? "deploy:rollback" : "deploy");
        json.writeObjectFieldStart("payload");
        json.writeStringField("trigger", deployment.trigger());
        if (deployment.incident() != null) {
            json.writeStringField("incident", deployment.incident().id);
        }
        json.writeEndObject();
        json.writeStringField("original_environment", deployment.environment());
        json.writeStringField("environment", deployment.environment());
        json.writeStringField("description", deployment.description());
        Wire.account(json, "creator", deployment.creator());
        Wire.time(json, "created_at", deployment.createdAt());
        Wire.time(json, "updated_at", updatedAt);
        json.writeStringField("statuses_url", deployment.api() + "/statuses");
        json.writeStringField("repository_url", deployment.repository().api());
        json.writeBooleanField("transient_environment", false);
        json.writeBooleanField("production_environment", deployment.production());
        json.writeEndObject();
    }

    static void status(JsonGenerator json, Deployment deployment, long id, String state, long at) throws IOException {
        json.writeObjectFieldStart("deployment_status");
        json.writeStringField("url", deployment.api() + "/statuses/" + id);
        json.writeNumberField("id", id);
        json.writeStringField("node_id", "DES_" + id);
        json.writeStringField("state", state);
        Wire.account(json, "creator", deployment.creator());
        json.writeStringField("description", "");
        json.writeStringField("environment", deployment.environment());
        json.writeStringField("target_url", "");
        Wire.time(json, "created_at", at);
        Wire.time(json, "updated_at", at);
        json.writeStringField("deployment_url", deployment.api());
        json.writeStringField("repository_url", deployment.repository().api());
        json.writeEndObject();
    }
}
