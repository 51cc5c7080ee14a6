package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/** A pull request as one payload shows it; null = not stated. */
record Shown(
        Long forgeId,
        String title,
        String body,
        String htmlUrl,
        Who author,
        boolean closed,
        Boolean draft,
        Boolean merged,
        String headRef,
        String headSha,
        String baseRef,
        String mergeCommitSha,
        List<String> labels,
        Instant createdAt,
        Instant updatedAt,
        Instant closedAt,
        Instant mergedAt,
        Who mergedBy,
        Sizes sizes) {

    /** Lines, files and commits; each may be unknown. */
    record Sizes(Long additions, Long deletions, Long changedFiles, Long commits) {}

    /** False for the stubs that GitHub's event API sends since October 2025. */
    static boolean isWhole(JsonNode pull) throws Unreadable {
        return Tree.text(pull, "title") != null
                || Tree.text(pull, "state") != null
                || Tree.time(pull, "created_at") != null;
    }

    static Shown of(JsonNode pull) throws Unreadable {
        var head = Tree.object(pull, "head");
        var base = Tree.object(pull, "base");
        var created = Tree.time(pull, "created_at");
        if (created == null) {
            throw new Unreadable("created_at is missing");
        }
        return new Shown(
                Tree.number(pull, "id"),
                Tree.needText(pull, "title"),
                Tree.text(pull, "body"),
                Tree.text(pull, "html_url"),
                Who.of(Tree.object(pull, "user")),
                Tree.needText(pull, "state").toLowerCase(Locale.ROOT).equals("closed"),
                Tree.flag(pull, "draft"),
                Tree.flag(pull, "merged"),
                Tree.text(head, "ref"),
                Tree.text(head, "sha"),
                Tree.text(base, "ref"),
                Tree.text(pull, "merge_commit_sha"),
                Tree.names(pull, "labels", "name"),
                created,
                Tree.time(pull, "updated_at"),
                Tree.time(pull, "closed_at"),
                Tree.time(pull, "merged_at"),
                Who.of(Tree.object(pull, "merged_by")),
                new Sizes(
                        Tree.number(pull, "additions"),
                        Tree.number(pull, "deletions"),
                        Tree.number(pull, "changed_files"),
                        Tree.number(pull, "commits")));
    }

    /** How many of the fields that a payload may leave out are stated. */
    long stated() {
        return Stream.of(
                        forgeId,
                        body,
                        htmlUrl,
                        author,
                        draft,
                        merged,
                        headRef,
                        headSha,
                        baseRef,
                        mergeCommitSha,
                        closedAt,
                        mergedAt,
                        mergedBy)
                .filter(Objects::nonNull)
                .count();
    }
}
