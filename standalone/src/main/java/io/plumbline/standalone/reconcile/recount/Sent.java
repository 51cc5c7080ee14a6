package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Commits as raw events send them: pushes, and the lists of commits and files of a pull request. */
final class Sent {

    /**
     * A commit that was pushed.
     *
     * @param before head of the branch before; null = there was none, or not stated
     * @param after head of the branch afterwards; null = not stated
     * @param own not there before on another branch
     */
    record Pushed(String ref, String before, String after, long at, String sha, boolean own, Said said) {}

    /** A commit of a pull request's list. */
    record Listed(int number, String sha, long at, Said said) {}

    /** The files of a pull request. */
    record Files(int number, long at, String id, List<Said.Touched> files) {}

    private Sent() {}

    static List<Pushed> push(Reading row) throws Unreadable {
        var body = row.body();
        var ref = Tree.needText(body, "ref");
        var stated = Tree.text(body, "after");
        var after = commit(stated == null ? Tree.text(body, "head") : stated);
        var before = commit(Tree.text(body, "before"));
        var at = row.archive() ? row.sentAt() : Tree.time(Tree.needObject(body, "repository"), "pushed_at");
        if (at == null) {
            at = Tree.time(Tree.object(body, "head_commit"), "timestamp");
        }
        var pushed = new ArrayList<Pushed>();
        for (var one : list(body, "commits")) {
            var id = Tree.text(one, "id");
            var author = Tree.object(one, "author");
            var committer = Tree.object(one, "committer");
            var committedAt = Tree.time(one, "timestamp");
            var files = new ArrayList<Said.Touched>();
            for (var change : List.of("added", "modified", "removed")) {
                for (var path : list(one, change)) {
                    files.add(new Said.Touched(path.asText(), change, null, null));
                }
            }
            pushed.add(new Pushed(
                    ref,
                    before,
                    after,
                    millis(at == null ? committedAt : at, row),
                    id == null ? Tree.needText(one, "sha") : id,
                    !Boolean.FALSE.equals(Tree.flag(one, "distinct")),
                    Said.of(
                            signature(author, Tree.text(author, "username")),
                            null,
                            Tree.text(committer, "username"),
                            Tree.needText(one, "message"),
                            files)));
        }
        return pushed;
    }

    static List<Listed> commits(Reading row) throws Unreadable {
        int number = (int) Tree.needNumber(row.body(), "number");
        var listed = new ArrayList<Listed>();
        for (var one : list(row.body(), "commits")) {
            var commit = Tree.needObject(one, "commit");
            var author = Tree.object(commit, "author");
            var account = Tree.object(one, "author");
            var committedAt = Tree.time(Tree.object(commit, "committer"), "date");
            listed.add(new Listed(
                    number,
                    Tree.needText(one, "sha"),
                    millis(committedAt == null ? Tree.time(author, "date") : committedAt, row),
                    Said.of(
                            signature(author, Tree.text(account, "login")),
                            Tree.number(account, "id"),
                            Tree.text(Tree.object(one, "committer"), "login"),
                            Tree.needText(commit, "message"),
                            files(one))));
        }
        return listed;
    }

    static Files filesOf(Reading row) throws Unreadable {
        return new Files(
                (int) Tree.needNumber(row.body(), "number"),
                row.sentAt().toEpochMilli(),
                row.digest(),
                Said.Touched.once(files(row.body()), 3_000));
    }

    private static List<Said.Touched> files(JsonNode parent) throws Unreadable {
        var files = new ArrayList<Said.Touched>();
        for (var file : list(parent, "files")) {
            var status = Tree.text(file, "status");
            var change =
                    switch (status == null ? "" : status) {
                        case "added", "copied" -> "added";
                        case "removed", "renamed" -> status;
                        default -> "modified";
                    };
            files.add(new Said.Touched(
                    Tree.needText(file, "filename"),
                    change,
                    Tree.number(file, "additions"),
                    Tree.number(file, "deletions")));
        }
        return files;
    }

    private static Map<String, String> signature(JsonNode person, String login) throws Unreadable {
        var signature = new HashMap<String, String>();
        signature.put("name", Tree.text(person, "name"));
        signature.put("mail", Tree.text(person, "email"));
        signature.put("login", login);
        return signature;
    }

    private static List<JsonNode> list(JsonNode parent, String field) {
        var all = new ArrayList<JsonNode>();
        parent.path(field).forEach(all::add);
        return all;
    }

    private static long millis(Instant time, Reading row) {
        return (time == null ? row.sentAt() : time).toEpochMilli();
    }

    /** Null for nothing and for all zeros, which stand for no commit. */
    static String commit(String sha) {
        return sha == null || sha.matches("0*") ? null : sha;
    }
}
