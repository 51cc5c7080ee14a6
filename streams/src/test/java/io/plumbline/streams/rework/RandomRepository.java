package io.plumbline.streams.rework;

import io.plumbline.schema.fact.LinesByAge;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A repository with believable and unbelievable reverts, fixes and pushes, the same for the same seed. */
final class RandomRepository {

    private static final List<String> PATHS =
            List.of("src/A.java", "src/B.java", "src/C.java", "docs/d.md", "package-lock.json", "package.json");
    private static final List<String> TITLES = List.of("feat: one", "feat: two", "fix: one", "Tidy");

    private final Random random;

    RandomRepository(long seed) {
        this.random = new Random(seed);
    }

    List<Pull> pulls(int count) {
        var pulls = new ArrayList<Pull>();
        var titles = new ArrayList<>(TITLES);
        for (int number = 1; number <= count; number++) {
            // Several in one moment are usual.
            double day = Math.floorDiv(number, 3) * 0.7;
            var pull = Pull.number(number).onto(random.nextInt(6) == 0 ? "release-1" : "main");
            var title = any(titles);
            switch (random.nextInt(9)) {
                case 0, 1 -> title = "Revert \"" + title + "\"";
                case 2 -> title = "Reapply \"" + title + "\"";
                case 3 -> pull.saying("Reverts #" + (1 + random.nextInt(count)) + ", #" + number);
                case 4 -> pull.saying("Follow-up to #" + (1 + random.nextInt(count)));
                case 5 -> title = "fix: it " + number;
                default -> {}
            }
            titles.add(title);
            pull.titled(title);
            if (random.nextInt(8) == 0) {
                pull.by("automation_bot", "renovate").ofTeam("bots");
            }
            for (int i = random.nextInt(3); i >= 0; i--) {
                var sha = Pull.sha("c" + i, number);
                var message = random.nextInt(4) == 0
                        ? "Undo\n\nThis reverts commit "
                                + Pull.sha(random.nextBoolean() ? "feed" : "c0", 1 + random.nextInt(count))
                                + "."
                        : "Work " + random.nextInt(2);
                pull.commit(sha, day - i / 100.0, message, any(PATHS), any(PATHS));
            }
            if (random.nextInt(8) == 0) {
                pull.forcePushed(day, Pull.sha("c0", number));
            }
            if (random.nextInt(10) == 0) {
                pull.listing(any(PATHS), any(PATHS));
            }
            pulls.add(random.nextInt(8) == 0 ? pull : pull.merged(day));
        }
        return pulls;
    }

    List<Pull.Delivery<?>> deliveries(int count) {
        var all = new ArrayList<Pull.Delivery<?>>();
        var pulls = pulls(count);
        for (int number = 1; number <= count; number++) {
            var pull = pulls.get(number - 1);
            all.addAll(pull.deliveries());
            double day = Math.floorDiv(number, 3) * 0.7;
            if (random.nextInt(3) == 0) {
                all.add(pull.lines(
                        day,
                        8,
                        List.of(new LinesByAge(1, 8, 0), new LinesByAge(3, 2, 0)),
                        List.of(new LinesByAge(random.nextInt(4), 9, 0)),
                        day + 30));
            }
            if (random.nextInt(4) == 0) {
                var sha = Pull.sha(random.nextInt(3) == 0 ? "feed" : "beef", number);
                var named = random.nextInt(3) == 0
                        ? Pull.sha("beef", 1 + random.nextInt(count))
                        : Pull.sha("feed", 1 + random.nextInt(count));
                var subject = random.nextInt(3) == 0 ? "Undo it (#" + number + ")" : "Revert \"" + any(TITLES) + "\"";
                var message = random.nextInt(4) == 0 ? subject : subject + "\n\nThis reverts commit " + named + ".";
                var after = random.nextBoolean() ? sha : Pull.sha("feed", number);
                all.add(Pull.pushed(sha, random.nextInt(4) == 0 ? "topic" : "main", day + 0.1, after, message));
                all.add(Pull.pushed(sha, random.nextInt(4) == 0 ? "release-1" : "main", day + 0.2, sha, message));
            }
        }
        return all;
    }

    /** In another order, some more than once. */
    List<Pull.Delivery<?>> disturbed(List<Pull.Delivery<?>> deliveries) {
        var all = new ArrayList<>(deliveries);
        for (var delivery : deliveries) {
            if (random.nextInt(4) == 0) {
                all.add(delivery);
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private <T> T any(List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
