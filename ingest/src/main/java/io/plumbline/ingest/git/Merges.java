package io.plumbline.ingest.git;

import io.plumbline.ingest.git.Numbers.Ints;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which commits each merge of the followed branch brought: those that can be reached from it and not from before. */
final class Merges {

    static final int MOST_BROUGHT = 100;

    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<String> shas = new ArrayList<>();
    private final List<int[]> parents = new ArrayList<>();
    private boolean[] reached = new boolean[0];

    private Merges() {}

    /** Reads the whole graph, without contents; nothing when the branch has no merges. */
    static Merges of(Git git, String head) throws GitException, IOException {
        var merges = new Merges();
        if (git.text("rev-list", "--first-parent", "--merges", "--max-count=1", head, "--")
                .isEmpty()) {
            return merges;
        }
        try (var running = git.start("rev-list", "--topo-order", "--reverse", "--parents", head, "--");
                var lines = new BufferedReader(new InputStreamReader(running.output(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                merges.add(line.split(" "));
            }
            running.awaitGoodEnd();
        }
        merges.reached = new boolean[merges.shas.size()];
        return merges;
    }

    private void add(String[] commitAndParents) {
        indexes.put(commitAndParents[0], shas.size());
        shas.add(commitAndParents[0]);
        var known = new Ints();
        for (int i = 1; i < commitAndParents.length; i++) {
            var index = indexes.get(commitAndParents[i]);
            if (index != null) {
                known.add(index);
            }
        }
        parents.add(known.toArray());
    }

    /** To be asked once for each commit of the branch, from the oldest on. Oldest first, and not all of very many. */
    List<String> broughtBy(CommitHeader commit) {
        var index = indexes.get(commit.sha());
        if (index == null) {
            return List.of();
        }
        var found = new Ints();
        var waiting = new Ints();
        waiting.add(index);
        int taken = 0;
        reached[index] = true;
        while (taken < waiting.size()) {
            int next = waiting.get(taken++);
            if (next != index) {
                found.add(next);
            }
            for (int parent : parents.get(next)) {
                if (!reached[parent]) {
                    reached[parent] = true;
                    waiting.add(parent);
                }
            }
        }
        var sorted = found.toArray();
        Arrays.sort(sorted);
        return Arrays.stream(sorted).limit(MOST_BROUGHT).mapToObj(shas::get).toList();
    }
}
