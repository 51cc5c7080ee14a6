package io.plumbline.streams.commit;

import io.plumbline.streams.PullRequestStory.Delivery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Believable histories of one repository, the same for the same seed: force pushes, resets, merges of the base, branches
 * deleted and used again by further pull requests, forks, old records, squash and merge commits, lists, notes.
 */
final class RandomHistories {

    private static final List<String> BRANCHES = List.of("one", "two", "develop");

    private final Random random;
    private final RepositoryStory story = new RepositoryStory();
    private final Map<String, String> heads = new HashMap<>();
    private final Map<String, List<String>> unmerged = new HashMap<>();
    private final Map<String, Integer> open = new HashMap<>();
    private final Set<String> onBase = new HashSet<>();
    private final Map<Integer, Set<String>> pushedWhileOpen = new HashMap<>();
    private final Set<Integer> forks = new HashSet<>();
    private double minutes;
    private int commits;
    private int numbers;

    RandomHistories(long seed) {
        this.random = new Random(seed);
        heads.put("main", "m0");
        for (int step = 0; step < 25 + random.nextInt(25); step++) {
            // Several things within one second are usual.
            minutes += random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(30);
            step(BRANCHES.get(random.nextInt(BRANCHES.size())));
        }
    }

    List<Delivery<?>> deliveries() {
        return story.deliveries();
    }

    /** In any order, some of them more than once. */
    List<Delivery<?>> disturbed() {
        var disturbed = new ArrayList<Delivery<?>>(deliveries());
        deliveries().stream().filter(one -> random.nextInt(4) == 0).forEach(disturbed::add);
        Collections.shuffle(disturbed, random);
        return disturbed;
    }

    /** Squash and merge commits. */
    Set<String> madeOnBase() {
        return onBase;
    }

    Map<Integer, Set<String>> pushedWhileOpen() {
        return pushedWhileOpen;
    }

    Set<Integer> forks() {
        return forks;
    }

    private void step(String branch) {
        switch (random.nextInt(12)) {
            case 0, 1, 2, 3 -> push(branch, heads.getOrDefault(branch, RepositoryStory.ZEROS));
            case 4 -> rewrite(branch);
            case 5 -> mergeBase(branch);
            case 6, 7 -> openPullRequest(branch);
            case 8, 9 -> merge(branch);
            case 10 -> delete(branch);
            default -> other(branch);
        }
    }

    private void push(String branch, String before) {
        var shas = newCommits();
        pushed(branch, before, shas.get(shas.size() - 1), shas);
        unmerged.computeIfAbsent(branch, one -> new ArrayList<>()).addAll(shas);
    }

    private void pushed(String branch, String before, String after, List<String> shas) {
        story.push(minutes, branch, before, after, shas.toArray(String[]::new));
        heads.put(branch, after);
        var number = open.get(branch);
        if (number != null && !before.equals(RepositoryStory.ZEROS)) {
            story.synchronize(minutes, number, branch, before, after);
            shas.stream().filter(sha -> !sha.startsWith("~")).forEach(pushedWhileOpen.get(number)::add);
        }
    }

    private void rewrite(String branch) {
        if (heads.containsKey(branch)) {
            unmerged.remove(branch);
            push(branch, heads.get(branch));
        }
    }

    private void mergeBase(String branch) {
        if (heads.containsKey(branch)) {
            var shas = newCommits().subList(0, 1);
            var all = new ArrayList<String>();
            if (!heads.get("main").equals("m0")) {
                all.add("~" + heads.get("main"));
            }
            all.addAll(shas);
            pushed(branch, heads.get(branch), shas.get(0), all);
        }
    }

    private void openPullRequest(String branch) {
        if (heads.containsKey(branch) && !open.containsKey(branch)) {
            int number = ++numbers;
            if (random.nextInt(6) == 0) {
                forks.add(number);
                story.openedFromFork(minutes, number, branch, heads.get(branch));
                return;
            }
            open.put(branch, number);
            pushedWhileOpen.put(number, new HashSet<>());
            story.opened(minutes, number, branch, heads.get(branch));
        }
    }

    private void merge(String branch) {
        var number = open.get(branch);
        if (number == null) {
            return;
        }
        minutes += 1;
        var made = newCommits().get(0);
        onBase.add(made);
        var all = new ArrayList<String>();
        if (random.nextBoolean()) {
            unmerged.getOrDefault(branch, List.of()).forEach(sha -> all.add("~" + sha));
        }
        all.add(made);
        story.push(minutes, "main", heads.get("main"), made, all.toArray(String[]::new));
        heads.put("main", made);
        story.closed(minutes, number, branch, heads.get(branch));
        open.remove(branch);
        unmerged.remove(branch);
        if (random.nextBoolean()) {
            delete(branch);
        } else if (random.nextBoolean()) {
            pushed(branch, heads.get(branch), made, List.of("~" + made));
        }
    }

    private void delete(String branch) {
        if (!open.containsKey(branch)) {
            heads.remove(branch);
            unmerged.remove(branch);
        }
    }

    private void other(String branch) {
        var head = heads.getOrDefault(branch, "m0");
        int number = 1 + random.nextInt(Math.max(1, numbers));
        switch (random.nextInt(6)) {
            case 0 -> story.listed(minutes, number, head, "listed" + random.nextInt(3));
            case 1 -> story.files(minutes, number, "f" + random.nextInt(5), "g");
            case 2 -> story.note(minutes, head, "tool" + random.nextInt(3), random.nextInt(9));
            case 3 -> story.trace(minutes, head, "r" + random.nextInt(5), "tool", random.nextInt(9));
            case 4 -> story.oldPush(minutes, branch, newCommits().toArray(String[]::new));
            // The archive's copy of a push says another time.
            default -> story.push(minutes + 1, branch, head, head + "'", "late" + ++commits);
        }
    }

    private List<String> newCommits() {
        var shas = new ArrayList<String>();
        for (int i = 0; i <= random.nextInt(3); i++) {
            shas.add("c" + ++commits);
        }
        return shas;
    }
}
