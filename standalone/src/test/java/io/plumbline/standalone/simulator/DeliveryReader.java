package io.plumbline.standalone.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Counts again what the truth file states, knowing nothing but the deliveries. */
final class DeliveryReader {
    private static final Pattern REVERTS = Pattern.compile("^Reverts (\\S+)#(\\d+)");
    private static final Set<Long> AI_REVIEWERS = Set.of(136622811L, 175728472L, 206951365L);
    private static final Duration FORTNIGHT = Duration.ofDays(14);

    /** One pull request as its deliveries tell it. */
    static final class Seen {
        String repository = "";
        long authorId;
        String authorType = "";
        String body = "";
        String branch = "";
        Instant createdAt = Instant.EPOCH;
        Instant mergedAt;
        Instant closedAt;
        boolean draft;
        boolean everReady;
        Instant firstHumanReview;
        int pushes;
        int pushesAfterHumanReview;
        int findings;
        int suggestions;
        int suggestionsApplied;
        boolean deployed;
        Instant revertedAt;
        boolean stale;
        boolean superseded;
        Account closer;
        final List<String> messages = new ArrayList<>();
        final List<String> committers = new ArrayList<>();
    }

    final Map<String, Seen> pulls = new LinkedHashMap<>();
    final Map<String, Integer> findings = new TreeMap<>();
    private final Map<String, List<JsonNode>> pushedBranches = new HashMap<>();
    private final Map<String, List<Seen>> waiting = new HashMap<>();
    private final Map<Long, List<Seen>> shipping = new HashMap<>();
    private final Map<String, String> findingOrigins = new HashMap<>();

    void read(Delivery delivery) {
        JsonNode payload = Recording.read(delivery.payload());
        String repository = payload.at("/repository/full_name").textValue();
        switch (delivery.event()) {
            case "push" -> push(repository, payload);
            case "pull_request" -> pullRequest(repository, payload, delivery);
            case "pull_request_review" -> review(repository, payload);
            case "pull_request_review_comment" -> comment(repository, payload);
            case "issue_comment" -> {
                Seen seen =
                        pulls.get(repository + "#" + payload.at("/issue/number").intValue());
                seen.superseded |= payload.at("/comment/body").textValue().startsWith("Superseded by #");
            }
            case "deployment" -> deployment(repository, payload);
            case "deployment_status" -> deploymentStatus(repository, payload);
            default -> {}
        }
    }

    private void push(String repository, JsonNode payload) {
        String key = repository + " " + payload.at("/ref").textValue().substring("refs/heads/".length());
        pushedBranches.computeIfAbsent(key, unused -> new ArrayList<>()).add(payload);
    }

    private void pullRequest(String repository, JsonNode payload, Delivery delivery) {
        JsonNode pull = payload.get("pull_request");
        Seen seen = pulls.computeIfAbsent(repository + "#" + pull.get("number").intValue(), unused -> new Seen());
        seen.repository = repository;
        seen.authorId = pull.at("/user/id").longValue();
        seen.authorType = pull.at("/user/type").textValue();
        seen.body = pull.get("body").textValue();
        seen.branch = pull.at("/head/ref").textValue();
        seen.createdAt = Instant.parse(pull.get("created_at").textValue());
        seen.mergedAt = time(pull.get("merged_at"));
        seen.closedAt = time(pull.get("closed_at"));
        seen.draft = pull.get("draft").booleanValue();
        seen.everReady |= !seen.draft;
        pull.get("labels")
                .forEach(label -> seen.stale |= label.get("name").textValue().equals("stale"));
        switch (delivery.action()) {
            case "synchronize" -> {
                seen.pushes++;
                seen.pushesAfterHumanReview += seen.firstHumanReview == null ? 0 : 1;
            }
            case "closed" -> {
                JsonNode sender = payload.get("sender");
                seen.closer = new Account(
                        sender.get("login").textValue(),
                        sender.get("id").longValue(),
                        sender.get("type").textValue(),
                        "",
                        "");
                if (seen.mergedAt != null) {
                    waiting.computeIfAbsent(repository, unused -> new ArrayList<>())
                            .add(seen);
                    Matcher revert = REVERTS.matcher(seen.body);
                    if (revert.find()) {
                        pulls.get(revert.group(1) + "#" + revert.group(2)).revertedAt = seen.mergedAt;
                    }
                }
            }
            default -> {}
        }
    }

    private void review(String repository, JsonNode payload) {
        Seen seen =
                pulls.get(repository + "#" + payload.at("/pull_request/number").intValue());
        JsonNode review = payload.get("review");
        boolean person = review.at("/user/type").textValue().equals("User")
                && review.at("/user/id").longValue() != seen.authorId;
        if (person && seen.firstHumanReview == null) {
            seen.firstHumanReview = Instant.parse(review.get("submitted_at").textValue());
        }
    }

    private void comment(String repository, JsonNode payload) {
        JsonNode comment = payload.get("comment");
        if (!AI_REVIEWERS.contains(comment.at("/user/id").longValue()) || comment.has("in_reply_to_id")) {
            return;
        }
        String key = repository + "#" + payload.at("/pull_request/number").intValue();
        Seen seen = pulls.get(key);
        String body = comment.get("body").textValue();
        boolean suggestion = body.contains("```suggestion");
        seen.findings++;
        seen.suggestions += suggestion ? 1 : 0;
        String stated = stated(comment.at("/user/id").longValue(), body) + (suggestion ? "\tsuggestion" : "\tplain");
        findingOrigins.put(repository + "\t" + comment.get("id").longValue(), key + "\t" + stated);
    }

    private static String stated(long reviewer, String body) {
        if (reviewer == 136622811L) {
            Matcher marks = Pattern.compile("^_(.+?)_ \\| _\\S+ (\\w+)_").matcher(body);
            if (!marks.find()) {
                throw new AssertionError("no marks in " + body);
            }
            String category = marks.group(1).contains("Potential issue")
                    ? "unstated"
                    : marks.group(1)
                            .replaceFirst("^\\S+ ", "")
                            .replace("&", "and")
                            .replace(' ', '_')
                            .toUpperCase(Locale.ROOT);
            return "coderabbit\t" + marks.group(2).toLowerCase(Locale.ROOT) + "\t" + category;
        }
        if (reviewer == 175728472L) {
            return "copilot\t" + (body.startsWith("[nitpick]") ? "nitpick" : "unstated") + "\tunstated";
        }
        Matcher level = Pattern.compile("\\*\\*(\\w+) Severity\\*\\*").matcher(body);
        if (!level.find()) {
            throw new AssertionError("no severity in " + body);
        }
        return "bugbot\t" + level.group(1).toLowerCase(Locale.ROOT) + "\tunstated";
    }

    private void deployment(String repository, JsonNode payload) {
        JsonNode deployment = payload.get("deployment");
        boolean forward = deployment.get("environment").textValue().equals("production")
                && !deployment.at("/payload/trigger").textValue().equals("rollback");
        if (forward) {
            shipping.put(deployment.get("id").longValue(), waiting.getOrDefault(repository, List.of()));
            waiting.put(repository, new ArrayList<>());
        }
    }

    private void deploymentStatus(String repository, JsonNode payload) {
        String state = payload.at("/deployment_status/state").textValue();
        if (state.equals("in_progress")) {
            return;
        }
        List<Seen> shipped = shipping.getOrDefault(payload.at("/deployment/id").longValue(), List.of());
        if (state.equals("success")) {
            shipped.forEach(seen -> seen.deployed = true);
        } else {
            waiting.computeIfAbsent(repository, unused -> new ArrayList<>()).addAll(shipped);
        }
    }

    /** After the last delivery: what needs the commits of every branch. */
    void finish() {
        for (Seen seen : pulls.values()) {
            Set<String> shas = new HashSet<>();
            for (JsonNode push : pushedBranches.getOrDefault(seen.repository + " " + seen.branch, List.of())) {
                for (JsonNode commit : push.get("commits")) {
                    if (shas.add(commit.get("id").textValue())) {
                        seen.messages.add(commit.get("message").textValue());
                        seen.committers.add(commit.at("/author/email").textValue());
                    }
                }
            }
            for (String message : seen.messages) {
                boolean applied = message.contains("Co-authored-by: coderabbitai[bot] <136622811+")
                        || message.contains("Co-authored-by: Copilot <175728472+")
                        || message.contains("Co-authored-by: cursor[bot] <206951365+");
                seen.suggestionsApplied += applied ? 1 : 0;
            }
        }
        findingOrigins.values().forEach(value -> {
            int tab = value.indexOf('\t');
            Seen seen = pulls.get(value.substring(0, tab));
            findings.merge(seen.repository + "\t" + origin(seen) + value.substring(tab), 1, Integer::sum);
        });
    }

    /** Origin and tool by account, branch, body and trailers. */
    static String origin(Seen seen) {
        Map<Long, String> bots = Map.of(
                198982749L,
                "ai_agent\tgithub-copilot",
                158243242L,
                "ai_agent\tdevin",
                49699333L,
                "automation_bot\tdependabot",
                29139614L,
                "automation_bot\trenovate",
                41898282L,
                "automation_bot\tgithub-actions");
        if (bots.containsKey(seen.authorId)) {
            return bots.get(seen.authorId);
        }
        Map<String, String> branches = Map.of("codex/", "openai-codex", "claude/", "claude-code", "cursor/", "cursor");
        for (Map.Entry<String, String> branch : branches.entrySet()) {
            if (seen.branch.startsWith(branch.getKey())) {
                return "ai_agent\t" + branch.getValue();
            }
        }
        String text = String.join("\n", seen.messages);
        if (text.contains("Co-Authored-By: Claude <noreply@anthropic.com>")) {
            return "ai_assisted\tclaude-code";
        }
        if (text.contains("Co-authored-by: Copilot <copilot@github.com>")) {
            return "ai_assisted\tgithub-copilot";
        }
        return text.contains("Co-authored-by: Cursor <cursoragent@cursor.com>")
                ? "ai_assisted\tcursor"
                : "unknown\tnone";
    }

    /** What this pull request adds to each count; the requester decides between refusal and withdrawal. */
    static Map<Count, Long> counts(Seen seen, Instant until, String requester, boolean causedIncident) {
        boolean merged = seen.mergedAt != null;
        boolean unmerged = seen.closedAt != null && !merged;
        boolean aged = !seen.createdAt.plus(FORTNIGHT).isAfter(until);
        boolean byRequester = unmerged && (seen.closer.login().equals(requester) || seen.closer.id() == seen.authorId);
        boolean reviewed = seen.firstHumanReview != null;
        Map<Count, Long> counts = new TreeMap<>();
        counts.put(Count.OPENED, 1L);
        counts.put(Count.MERGED, one(merged));
        counts.put(Count.CLOSED_UNMERGED, one(unmerged));
        counts.put(Count.STILL_OPEN, one(seen.closedAt == null));
        counts.put(Count.EVER_READY, one(seen.everReady));
        counts.put(Count.STILL_DRAFT, one(seen.draft && seen.closedAt == null));
        counts.put(Count.CLOSED_AS_DRAFT, one(seen.draft && seen.closedAt != null));
        counts.put(Count.AGED_14_DAYS, one(aged));
        counts.put(Count.AGED_14_DAYS_EVER_READY, one(aged && seen.everReady));
        counts.put(
                Count.AGED_MERGED_WITHIN_14_DAYS,
                one(aged && merged && !seen.mergedAt.isAfter(seen.createdAt.plus(FORTNIGHT))));
        counts.put(Count.AUTO_CLOSED, one(unmerged && seen.stale));
        counts.put(Count.SUPERSEDED, one(unmerged && seen.superseded));
        boolean other = unmerged && !seen.stale && !seen.superseded;
        counts.put(Count.REJECTED_BY_HUMAN, one(other && !byRequester));
        counts.put(Count.WITHDRAWN, one(other && byRequester));
        counts.put(Count.HUMAN_REVIEWED, one(reviewed));
        counts.put(
                Count.HUMAN_REVIEW_WAIT_SECONDS,
                reviewed
                        ? Duration.between(seen.createdAt, seen.firstHumanReview)
                                .toSeconds()
                        : 0);
        counts.put(Count.REWORKED, one(seen.pushesAfterHumanReview > 0));
        counts.put(Count.PUSHES, (long) seen.pushes);
        counts.put(Count.PUSHES_AFTER_HUMAN_REVIEW, (long) seen.pushesAfterHumanReview);
        counts.put(Count.MERGED_WITHOUT_HUMAN_REVIEW, one(merged && !reviewed));
        counts.put(Count.FINDINGS, (long) seen.findings);
        counts.put(Count.SUGGESTIONS, (long) seen.suggestions);
        counts.put(Count.SUGGESTIONS_APPLIED, (long) seen.suggestionsApplied);
        counts.put(Count.DEPLOYED, one(seen.deployed));
        counts.put(Count.REVERTED, one(seen.revertedAt != null));
        counts.put(
                Count.REVERTED_WITHIN_30_DAYS,
                one(seen.revertedAt != null && !seen.revertedAt.isAfter(seen.mergedAt.plus(Duration.ofDays(30)))));
        counts.put(Count.INCIDENTS_CAUSED, one(causedIncident));
        return counts;
    }

    private static long one(boolean yes) {
        return yes ? 1 : 0;
    }

    private static Instant time(JsonNode node) {
        return node.isNull() ? null : Instant.parse(node.textValue());
    }
}
