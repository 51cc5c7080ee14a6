package io.plumbline.ingest.git;

import java.time.Instant;
import java.util.List;

/** A commit as git states it, without what it changed. */
record CommitHeader(
        String sha,
        List<String> parents,
        Person author,
        Person committer,
        Instant authoredAt,
        Instant committedAt,
        String message) {

    /** As the commit states it; no mailmap. */
    record Person(String name, String email) {}
}
