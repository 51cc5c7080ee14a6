package io.plumbline.standalone.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our payloads have the fields a normaliser needs, under the names and with the types of GitHub's own examples. */
class DeliveryShapeTest {
    private static final Recording WEEKS = Recording.of(SimulationPlan.demo(Recording.END)
            .withWeeks(12)
            .withRates(Rates.defaults().withRevert(0.1)));

    private static final List<String> SHORT_PULL = List.of(
            "/number",
            "/id",
            "/html_url",
            "/state",
            "/title",
            "/body",
            "/user/login",
            "/user/id",
            "/user/type",
            "/created_at",
            "/updated_at",
            "/closed_at",
            "/merged_at",
            "/merge_commit_sha",
            "/requested_reviewers",
            "/labels",
            "/draft",
            "/head/ref",
            "/head/sha",
            "/base/ref",
            "/base/sha");
    private static final List<String> FULL_PULL = List.of(
            "/merged",
            "/merged_by",
            "/comments",
            "/review_comments",
            "/commits",
            "/additions",
            "/deletions",
            "/changed_files");
    private static final List<String> EVERYWHERE = List.of(
            "/repository/id",
            "/repository/name",
            "/repository/full_name",
            "/repository/owner/login",
            "/repository/default_branch",
            "/sender/login",
            "/sender/id",
            "/sender/type");
    private static final Map<String, List<String>> NEEDED = needed();

    private static Map<String, List<String>> needed() {
        List<String> pull = within("/pull_request", SHORT_PULL);
        Map<String, List<String>> needed = new TreeMap<>();
        needed.put(
                "pull_request",
                join(List.of("/action", "/number"), pull, within("/pull_request", FULL_PULL), EVERYWHERE));
        needed.put(
                "pull_request_review",
                join(
                        List.of(
                                "/action",
                                "/review/id",
                                "/review/user/id",
                                "/review/user/type",
                                "/review/body",
                                "/review/commit_id",
                                "/review/submitted_at",
                                "/review/state",
                                "/review/html_url"),
                        pull,
                        EVERYWHERE));
        List<String> comment = List.of(
                "/id",
                "/pull_request_review_id",
                "/diff_hunk",
                "/path",
                "/commit_id",
                "/original_commit_id",
                "/user/login",
                "/user/id",
                "/user/type",
                "/body",
                "/created_at",
                "/updated_at",
                "/html_url",
                "/line",
                "/original_line",
                "/side");
        needed.put(
                "pull_request_review_comment", join(List.of("/action"), within("/comment", comment), pull, EVERYWHERE));
        needed.put(
                "pull_request_review_thread",
                join(List.of("/action", "/thread/node_id"), within("/thread/comments/0", comment), pull, EVERYWHERE));
        needed.put(
                "issue_comment",
                join(
                        List.of(
                                "/action",
                                "/issue/number",
                                "/issue/title",
                                "/issue/user/id",
                                "/issue/state",
                                "/comment/id",
                                "/comment/user/id",
                                "/comment/user/type",
                                "/comment/body",
                                "/comment/created_at",
                                "/comment/html_url"),
                        EVERYWHERE));
        List<String> commit = List.of(
                "/id",
                "/message",
                "/timestamp",
                "/author/name",
                "/author/email",
                "/author/username",
                "/committer/email",
                "/added",
                "/removed",
                "/modified",
                "/distinct");
        needed.put(
                "push",
                join(
                        List.of("/ref", "/before", "/after", "/created", "/deleted", "/forced", "/pusher/name"),
                        within("/commits/0", commit),
                        within("/head_commit", commit),
                        EVERYWHERE));
        List<String> deployment = within(
                "/deployment",
                List.of(
                        "/id",
                        "/sha",
                        "/ref",
                        "/task",
                        "/environment",
                        "/original_environment",
                        "/payload",
                        "/description",
                        "/creator/id",
                        "/created_at",
                        "/updated_at"));
        needed.put("deployment", join(List.of("/action"), deployment, EVERYWHERE));
        needed.put(
                "deployment_status",
                join(
                        within(
                                "/deployment_status",
                                List.of("/id", "/state", "/environment", "/created_at", "/updated_at", "/creator/id")),
                        deployment,
                        EVERYWHERE));
        return needed;
    }

    static Stream<String> events() {
        return NEEDED.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyPayloadHasTheNeededFields(String event) {
        List<JsonNode> payloads = WEEKS.payloads(event, null);

        assertThat(payloads).isNotEmpty();
        for (JsonNode payload : payloads) {
            for (String path : NEEDED.get(event)) {
                assertThat(payload.at(path).isMissingNode()).as(event + path).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void theFieldsHaveTheTypesOfGitHubsOwnExamples(String event) throws IOException {
        List<JsonNode> examples = examples(event);
        // Some examples of pull requests are older than drafts; those of pull_request itself are newer.
        List<JsonNode> pullExamples = examples("pull_request");
        List<JsonNode> payloads = WEEKS.payloads(event, null);

        for (String path : NEEDED.get(event)) {
            List<String> theirs = types(examples, path);
            if (theirs.isEmpty() && path.startsWith("/pull_request/")) {
                theirs = types(pullExamples, path);
            }
            List<String> ours = types(payloads, path);
            assertThat(theirs).as("GitHub knows " + event + path).isNotEmpty();
            // Null fits everywhere: an example that is never null says nothing about whether it may be.
            ours.remove("NULL");
            if (!theirs.equals(List.of("NULL"))) {
                theirs.remove("NULL");
                assertThat(theirs).as(event + path).containsAll(ours);
            }
        }
    }

    @Test
    void everyActionOfTheLifeOfAPullRequestOccurs() {
        assertThat(WEEKS.deliveries)
                .filteredOn(delivery -> delivery.event().equals("pull_request"))
                .extracting(Delivery::action)
                .contains(
                        "opened",
                        "ready_for_review",
                        "converted_to_draft",
                        "synchronize",
                        "labeled",
                        "edited",
                        "review_requested",
                        "closed",
                        "reopened");
        assertThat(WEEKS.payloads("pull_request_review", "submitted"))
                .extracting(payload -> payload.at("/review/state").textValue())
                .contains("approved", "changes_requested", "commented");
    }

    @Test
    void theEnvelopeIsGitHubsAnswerAboutADelivery() {
        Delivery delivery = WEEKS.deliveries.get(0);

        JsonNode line = Recording.read(delivery.line());

        assertThat(line.at("/id").isIntegralNumber()).isTrue();
        assertThat(line.at("/guid").textValue()).isEqualTo(delivery.guid());
        assertThat(line.at("/delivered_at").textValue())
                .isEqualTo(delivery.deliveredAt().toString());
        assertThat(line.at("/redelivery").booleanValue()).isFalse();
        assertThat(line.at("/event").textValue()).isEqualTo(delivery.event());
        assertThat(line.at("/repository_id").longValue())
                .isEqualTo(line.at("/request/payload/repository/id").longValue());
        assertThat(line.at("/request/headers/X-GitHub-Event").textValue()).isEqualTo(delivery.event());
        assertThat(line.at("/request/headers/X-GitHub-Delivery").textValue()).isEqualTo(delivery.guid());
        assertThat(line.at("/request/payload")).isEqualTo(Recording.read(delivery.payload()));
    }

    @Test
    void aMergeIsToldAsGitHubTellsIt() {
        JsonNode merged = WEEKS.payloads("pull_request", "closed").stream()
                .filter(payload -> payload.at("/pull_request/merged").booleanValue())
                .findFirst()
                .orElseThrow();

        assertThat(merged.at("/pull_request/state").textValue()).isEqualTo("closed");
        assertThat(merged.at("/pull_request/merged_at")).isEqualTo(merged.at("/pull_request/closed_at"));
        assertThat(merged.at("/pull_request/merge_commit_sha").textValue()).hasSize(40);
        assertThat(merged.at("/pull_request/merged_by/login")).isEqualTo(merged.at("/sender/login"));
        assertThat(WEEKS.payloads("push", null)).anySatisfy(push -> assertThat(push.at("/after"))
                .isEqualTo(merged.at("/pull_request/merge_commit_sha")));
    }

    @Test
    void aRevertNamesWhatItReverts() {
        List<JsonNode> reverts = WEEKS.payloads("pull_request", "opened").stream()
                .filter(payload -> payload.at("/pull_request/title").textValue().startsWith("Revert \""))
                .toList();

        assertThat(reverts).isNotEmpty().allSatisfy(revert -> {
            assertThat(revert.at("/pull_request/body").textValue()).matches("Reverts tidemark-sim/[a-z0-9-]+#\\d+");
            assertThat(WEEKS.payloads("push", null))
                    .filteredOn(push -> push.at("/after").equals(revert.at("/pull_request/head/sha")))
                    .allSatisfy(
                            push -> assertThat(push.at("/head_commit/message").textValue())
                                    .contains("This reverts commit "));
        });
    }

    private static List<String> types(List<JsonNode> payloads, String path) {
        return new ArrayList<>(payloads.stream()
                .map(payload -> payload.at(path))
                .filter(node -> !node.isMissingNode())
                .map(node -> node.getNodeType().name())
                .distinct()
                .sorted()
                .toList());
    }

    private static List<JsonNode> examples(String event) throws IOException {
        Path file = Path.of(System.getProperty("plumbline.root", "."))
                .resolve("../shared/data/octokit_webhooks/api.github.com/index.json");
        Assumptions.assumeTrue(Files.exists(file), "GitHub's payload examples are not beside the checkout: " + file);
        for (JsonNode entry : Recording.JSON.readTree(file.toFile())) {
            if (entry.get("name").textValue().equals(event)) {
                List<JsonNode> examples = new ArrayList<>();
                entry.get("examples").forEach(examples::add);
                return examples;
            }
        }
        throw new AssertionError("no examples of " + event);
    }

    private static List<String> within(String prefix, List<String> paths) {
        return paths.stream().map(path -> prefix + path).toList();
    }

    @SafeVarargs
    private static List<String> join(List<String>... lists) {
        List<String> joined = new ArrayList<>();
        for (List<String> list : lists) {
            joined.addAll(list);
        }
        return joined;
    }
}
