package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Believable and unbelievable reviews, the same for the same seed. */
final class RandomReviews {

    private static final List<Account> REVIEWERS = List.of(
            ReviewStory.CODERABBIT,
            ReviewStory.COPILOT,
            ReviewStory.GRACE,
            ReviewStory.AUTHOR,
            new Account("github-actions[bot]", 41898282L, "Bot"),
            new Account("no-type", null, null));
    private static final List<String> PATHS = List.of("src/A.java", "src/B.java", "gen/C.java");
    private static final List<String> BODIES = List.of(
            ReviewStory.BLOCK,
            "Handle null.",
            "_🔒 Security & Privacy_ | _🔴 Critical_\n\nEscape it.",
            "## Walkthrough\n\nIt.",
            "[nitpick] Name.\n\n✅ Addressed in commit 1a2b3c4");
    private static final List<String> REPLIES =
            List.of("Won't fix.", "Fixed in 1a2b3c4.", "Why?", "> Done\n\nHm.", "False positive.");
    private static final List<String> MESSAGES = List.of(
            "Work",
            "Update A.java\n\n" + ReviewStory.COPILOT_TRAILER,
            "Update\n\nCo-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>",
            "Update\n\nCo-authored-by: Grace <2+grace@users.noreply.github.com>");

    private final Random random;

    RandomReviews(long seed) {
        this.random = new Random(seed);
    }

    ReviewStory story(int number) {
        var story = ReviewStory.pullRequest("octo/repo-" + number % 3, number);
        if (random.nextInt(5) == 0) {
            story.by(ReviewStory.COPILOT_AGENT, "ai_agent", "github-copilot");
        }
        var ids = new ArrayList<Long>();
        int minute = 0;
        int events = 1 + random.nextInt(20);
        for (int i = 0; i < events; i++) {
            // Several events in one minute are usual.
            minute += random.nextInt(3);
            var sha = Integer.toHexString(0x1000000 + number * 1000 + i) + "0000";
            if (ids.isEmpty() || random.nextInt(4) == 0) {
                long id = number * 1000L + i;
                story.comment(minute, id, any(REVIEWERS), any(PATHS), any(BODIES));
                ids.add(id);
                continue;
            }
            long id = any(ids);
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> story.pushed(minute, sha, any(MESSAGES), any(PATHS));
                case 3 -> story.forcePushed(minute, sha, any(MESSAGES), any(PATHS));
                case 4 -> story.removed(minute, sha, any(PATHS));
                case 5 -> story.synchronised(minute, sha, random.nextBoolean() ? null : Boolean.FALSE);
                case 6, 7 -> story.resolved(minute, id, any(REVIEWERS), random.nextBoolean());
                case 8 -> story.unresolved(minute, id, any(REVIEWERS));
                case 9 -> story.reply(minute, number * 1000L + i, id, any(REVIEWERS), any(REPLIES));
                case 10 -> story.voted(minute, id, random.nextInt(2), random.nextInt(2));
                default -> {
                    if (random.nextBoolean()) {
                        story.edited(minute, id, any(BODIES));
                    } else {
                        story.deleted(minute, id);
                    }
                }
            }
        }
        story.sized(random.nextInt(4) == 0 ? null : random.nextInt(300));
        if (random.nextInt(3) == 0) {
            story.reviewedBy(random.nextInt(2), "coderabbitai[bot]", "github-actions[bot]");
        }
        if (random.nextInt(3) == 0) {
            story.work("fix", "api", "schema").file("gen/C.java", 50);
        }
        return switch (random.nextInt(4)) {
            case 0 -> story;
            case 1 -> story.closed(minute + random.nextInt(3));
            default -> story.merged(minute + random.nextInt(3));
        };
    }

    /** The same events in any order, some of them more than once, the states in between. */
    List<ReviewStory.Delivery<?>> disturbed(ReviewStory story) {
        var all = new ArrayList<ReviewStory.Delivery<?>>(story.events());
        story.events().stream().filter(one -> random.nextInt(3) == 0).forEach(all::add);
        all.addAll(story.states());
        all.addAll(story.states());
        Collections.shuffle(all, random);
        return all;
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
