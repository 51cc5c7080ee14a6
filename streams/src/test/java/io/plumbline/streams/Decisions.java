package io.plumbline.streams;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.schema.event.EventMeta;
import io.plumbline.schema.topic.Topics;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.settings.Settings;
import java.time.Duration;

/** What an organisation decides, as it arrives. */
public final class Decisions {

    private Decisions() {}

    /** @param day after the first pull requests were opened */
    public static Delivery<ConfigEntry> rules(int day, String yaml, boolean retracted) {
        return entry(Settings.ATTRIBUTION_RULES, "main", day, yaml, retracted);
    }

    public static Delivery<ConfigEntry> entry(String kind, String id, int day, String content, boolean retracted) {
        var at = PullRequestStory.OPENED.plus(Duration.ofDays(day));
        var eventId = "config/" + kind + "/" + id + "/" + day;
        var entry = ConfigEntry.newBuilder()
                .setMeta(new EventMeta("plumbline", "plumbline", eventId, eventId, at, at, null))
                .setKind(kind)
                .setId(id)
                .setContent(content)
                .setAuthor("lead@example.org")
                .setReason("because")
                .setRetracted(retracted)
                .build();
        return new Delivery<>(Topics.CONFIG_ENTRY, kind + "/" + id + "/" + eventId, entry);
    }

    /** Ada and Grace in one team; the repositories belong to another, which works elsewhere. */
    public static String directory(String team, String zone) {
        return """
                zone: %2$s
                teams:
                  - { id: %1$s, members: [{ login: ada, id: 1, from: 2026-03-03 }, { login: grace, id: 2 }] }
                  - { id: owners, zone: Asia/Tokyo, repositories: ["octo/*"] }
                """.formatted(team, zone);
    }

    /** Rules by which one branch speaks for a tool of its own. */
    public static String rulesForBranch(String branch) {
        return """
                version: "test-%1$s"
                rules:
                  - {id: of-the-house, tool: aider, origin: ai_assisted, signal: branch, weight: 0.99, values: ["%1$s"]}
                reviewers: []
                """.formatted(branch);
    }
}
