package io.plumbline.dashboards.pullrequest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class TimelineTest {

    private static final Instant AT = Instant.parse("2025-06-02T10:00:00Z");

    @Test
    void eventsAreToldInWords() {
        var timeline = Timeline.of(List.of(
                row("1", "pull_request", "opened", "{\"pullRequest\":{\"draft\":true}}"),
                row("2", "pull_request", "labeled", "{\"label\":\"codex\"}"),
                row("3", "pull_request", "synchronize", "{\"forced\":true}"),
                row("4", "review", "submitted", "{\"state\":\"changes_requested\",\"body\":\"Please\\n add a test\"}"),
                row("5", "review_comment", "created", "{\"path\":\"a/B.java\",\"suggestion\":true,\"body\":\"x\"}"),
                row("6", "pull_request", "closed", "{\"pullRequest\":{\"merged\":true}}"),
                row("7", "deployment_status", "created", "not json")));

        assertThat(timeline.entries())
                .extracting(Timeline.Entry::what)
                .containsExactly(
                        "Opened as a draft",
                        "Labelled codex",
                        "Force-pushed",
                        "Review: changes requested",
                        "Suggested a change",
                        "Merged",
                        "Deployment status created");
        assertThat(timeline.entries().get(3).detail()).isEqualTo("Please add a test");
        assertThat(timeline.entries().get(4).detail()).isEqualTo("a/B.java: x");
        assertThat(timeline.entries().get(0).href()).isEqualTo("/raw/github/delivery-1");
    }

    @Test
    void theSameEventFromTwoCollectorsIsShownOnce() {
        var timeline = Timeline.of(List.of(
                row("1", "pull_request", "closed", "{\"merged\":false}"),
                row("2", "pull_request", "closed", "{\"merged\":false}")));

        assertThat(timeline.entries()).hasSize(1);
        assertThat(timeline.entries().get(0).what()).isEqualTo("Closed without merge");
    }

    @Test
    void endlessHistoriesAreCutAloud() {
        var timeline = Timeline.of(Collections.nCopies(1001, row("1", "review", "edited", "{}")));

        assertThat(timeline.cut()).isTrue();
    }

    private static Timeline.Row row(String id, String kind, String action, String attributes) {
        return new Timeline.Row(id, kind, action, AT, AT, "github", "delivery-" + id, "mona", "User", attributes);
    }
}
