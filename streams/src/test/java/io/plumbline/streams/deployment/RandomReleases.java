package io.plumbline.streams.deployment;

import io.plumbline.streams.PullRequestStory.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** A random repository: merges of all kinds, deployments that fail, overlap, roll back, gaps in what is known. */
final class RandomReleases {

    private final Random random;
    private final DeploymentStory story = new DeploymentStory();
    private final List<String> mains = new ArrayList<>(List.of("m0"));
    private final List<String> deployed = new ArrayList<>();
    private int number;
    private int deployments;

    RandomReleases(long seed) {
        this.random = new Random(seed);
        int minute = 0;
        for (int step = 0; step < 25; step++) {
            minute += random.nextInt(600);
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> merge(minute);
                case 3 -> forced(minute);
                case 4 -> release(minute);
                default -> deploy(minute);
            }
        }
    }

    List<Delivery<?>> deliveries() {
        return story.deliveries();
    }

    /** Another order, some twice, the last state of a pull request last: facts are states, not events. */
    List<Delivery<?>> disturbed() {
        var all = new ArrayList<>(story.deliveries());
        for (var one : story.deliveries()) {
            if (random.nextInt(4) == 0) {
                all.add(one);
            }
        }
        Collections.shuffle(all, random);
        return all;
    }

    private String head() {
        return mains.get(mains.size() - 1);
    }

    private void merge(int minute) {
        int pull = ++number;
        var sha = "m" + mains.size() + "x" + pull;
        var branch = random.nextInt(5) == 0 ? "hotfix/" + pull : "feature/" + pull;
        switch (random.nextInt(5)) {
            case 0 -> {
                story.push(minute - 1, branch, DeploymentStory.ZEROS, "f" + pull, "g" + pull);
                story.push(minute, "main", head(), "f" + pull, "g" + pull, sha);
            }
            case 1 -> {
                // The push is never heard of.
            }
            default -> story.saying(minute, "main", head(), sha, "Change (#" + pull + ")");
        }
        story.merged(minute, pull, random.nextInt(6) == 0 ? null : sha, "g" + pull, "main", branch);
        mains.add(sha);
    }

    private void forced(int minute) {
        var sha = "x" + minute;
        story.forced(minute, "main", head(), sha);
        mains.add(sha);
    }

    private void release(int minute) {
        story.saying(
                minute,
                "release",
                random.nextBoolean() ? "r0" : DeploymentStory.ZEROS,
                "r" + minute,
                number == 0 ? "Nothing" : "Change (#" + (1 + random.nextInt(number)) + ")");
        deployed.add("r" + minute);
    }

    private void deploy(int minute) {
        var id = "d" + ++deployments;
        var sha = random.nextInt(4) == 0 && !deployed.isEmpty()
                ? deployed.get(random.nextInt(deployed.size()))
                : random.nextInt(8) == 0 ? "nowhere" + random.nextInt(2) : mains.get(random.nextInt(mains.size()));
        var environment = random.nextInt(3) == 0 ? "staging" : "production";
        var task = random.nextInt(12) == 0 ? "deploy:rollback" : null;
        deployed.add(sha);
        story.state(minute, id, sha, "created", minute, event -> event.setEnvironment(environment)
                .setTask(task));
        if (random.nextInt(3) > 0) {
            story.state(minute + 1, id, sha, "in_progress", minute, event -> event.setEnvironment(environment)
                    .setTask(task));
        }
        var end = List.of("success", "success", "success", "failure", "error", "inactive")
                .get(random.nextInt(6));
        story.state(minute + 2 + random.nextInt(900), id, sha, end, minute, event -> event.setEnvironment(environment)
                .setTask(task));
    }
}
