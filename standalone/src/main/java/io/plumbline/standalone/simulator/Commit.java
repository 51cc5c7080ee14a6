package io.plumbline.standalone.simulator;

import java.util.List;

/** One commit as a push delivery tells it; sizes go into the pull request's own counters. */
record Commit(
        String sha,
        String message,
        Account author,
        Account committer,
        long at,
        List<String> added,
        List<String> modified,
        List<String> removed,
        int additions,
        int deletions) {}
