package io.plumbline.streams;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.PullRequestStory.Change;
import io.plumbline.streams.PullRequestStory.Delivery;
import io.plumbline.streams.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Believable and unbelievable lives of pull requests, the same for the same seed. */
public final class RandomStories {

    private static final List<Account> ACCOUNTS = List.of(
            PullRequestStory.AUTHOR,
            PullRequestStory.REVIEWER,
            PullRequestStory.BOT,
            new Account("Copilot", 198982749L, "Bot"),
            new Account("no-type", null, null));
    private static final List<String> STATES = List.of("approved", "changes_requested", "commented");
    private static final List<String> BODIES = List.of(
            "By hand.",
            "🤖 Generated with [Claude Code](https://claude.com/claude-code)",
            "Superseded by #3",
            "Co-authored-by: Codex <noreply@openai.com>");
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Pacific/Auckland");
    private static final List<String> BRANCHES = List.of("codex/a", "cursor/b", "feature/c", "claude/d");

    private final Random random;

    public RandomStories(long seed) {
        this.random = new Random(seed);
    }

    /** Deliveries of some pull requests, in an order in which they can have happened. */
    public List<Delivery<?>> deliveries(int pullRequests) {
        var all = new ArrayList<Delivery<?>>();
        for (int number = 1; number <= pullRequests; number++) {
            all.addAll(story(number).deliveries());
        }
        return all;
    }

    /** The same deliveries in any order, some of them more than once. */
    public List<Delivery<?>> disturbed(List<Delivery<?>> deliveries) {
        var disturbed = new ArrayList<Delivery<?>>(deliveries);
        deliveries.stream().filter(one -> random.nextInt(3) == 0).forEach(disturbed::add);
        Collections.shuffle(disturbed, random);
        return disturbed;
    }

    private PullRequestStory story(int number) {
        var openedAt = PullRequestStory.OPENED.plus(Duration.ofHours(random.nextInt(24 * 10)));
        var story = PullRequestStory.pullRequest("octo/repo-" + random.nextInt(3), number, openedAt)
                .by(any(ACCOUNTS))
                .onBranch(any(BRANCHES))
                .saying(random.nextBoolean() ? null : any(BODIES));
        double hours = 0;
        boolean open = true;
        int events = random.nextInt(12);
        for (int i = 0; i <= events; i++) {
            if (i == 0) {
                if (random.nextInt(10) > 0) {
                    story = random.nextInt(4) == 0 ? story.openedAsDraft() : story.opened();
                }
                continue;
            }
            // Several events in one second are usual; the forge's clock knows no less.
            hours += random.nextInt(3) == 0 ? 0 : random.nextInt(200) / 10.0;
            switch (random.nextInt(13)) {
                case 0 -> story.ready(hours);
                case 1 -> story.backToDraft(hours);
                case 2 -> story = random.nextBoolean() ? story.pushed(hours) : story.forcePushed(hours);
                case 3 -> story.retitled(hours, "Title " + random.nextInt(5));
                case 4 -> story.labeled(hours, "label-" + random.nextInt(3));
                case 5, 6 -> story.reviewed(hours, any(ACCOUNTS), any(STATES));
                case 7 -> story.commented(hours, any(ACCOUNTS), any(BODIES));
                case 8 -> story.reviewComment(hours, any(ACCOUNTS));
                case 9 -> story.stated(hours, any(List.of("ai_agent", "ai_assisted", "unknown")), "devin");
                case 10 -> story.unstated(hours);
                default -> {
                    if (!open) {
                        story.reopened(hours);
                        open = true;
                    } else if (random.nextInt(3) > 0) {
                        story.closed(hours, any(ACCOUNTS));
                        open = false;
                    } else if (i > events / 2) {
                        return story.merged(hours);
                    }
                }
            }
        }
        if (random.nextBoolean()) {
            story.committed("Change it\n\nCo-authored-by: Claude <noreply@anthropic.com>", "docs/a.md", "src/b.java");
        } else if (random.nextBoolean()) {
            story.changed(change(), change(), change());
        }
        return story;
    }

    /** Sometimes written in the future, sometimes in a generated file, sometimes of unknown size. */
    private Change change() {
        return new Change(
                random.nextInt(200) / 10.0 - 15,
                random.nextInt(400) / 10.0 - 10,
                random.nextInt(5) == 0 ? null : Integer.valueOf(random.nextInt(50)),
                any(List.of("src/a.java", "src/b.java", "package-lock.json")));
    }

    /** Decisions about rules, teams and identities, made on different days, some of them unusable or taken back. */
    public List<Delivery<?>> decisions() {
        var decisions = new ArrayList<Delivery<?>>();
        for (int day = 5; day <= 7; day++) {
            var team = any(List.of("core", "edge"));
            decisions.add(Decisions.entry(
                    Settings.DIRECTORY,
                    "main",
                    day,
                    random.nextInt(4) == 0 ? "teams: nonsense" : Decisions.directory(team, any(ZONES)),
                    random.nextInt(5) == 0));
        }
        for (int link = 1; link <= 2; link++) {
            decisions.add(Decisions.entry(
                    Settings.IDENTITY_LINK,
                    "link-" + link,
                    8,
                    link == 1 ? "- github:ada\n- github:grace\n" : "- github:no-type\n- github:ada\n",
                    false));
            decisions.add(Decisions.entry(Settings.IDENTITY_LINK, "link-" + link, 9, "", random.nextBoolean()));
        }
        for (int day = 1; day <= 4; day++) {
            decisions.add(Decisions.rules(
                    day, random.nextInt(3) == 0 ? "rules: [" : Decisions.rulesForBranch(any(BRANCHES)), day == 3));
        }
        return decisions;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
