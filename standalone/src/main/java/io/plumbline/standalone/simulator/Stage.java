package io.plumbline.standalone.simulator;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where scripts are played: changes the state of pull requests and tells GitHub's deliveries about it. */
final class Stage {
    /** What the rest of the simulation does when a pull request moves on. */
    interface Consequences {
        void merged(PullRequest pull, Mainline mainline, long at) throws IOException;

        void superseded(PullRequest pull, long at) throws IOException;
    }

    private final Outbox outbox;
    private final Ledger ledger;
    private final Map<String, Mainline> mainlines = new HashMap<>();
    private final Consequences consequences;
    // Past 32 bits, as GitHub's own ids are.
    private long pulls = 3_000_000_000L;
    private long reviews = 3_100_000_000L;
    private long reviewComments = 2_200_000_000L;
    private long comments = 3_300_000_000L;

    Stage(Outbox outbox, Ledger ledger, List<Mainline> mainlines, Consequences consequences) {
        this.outbox = outbox;
        this.ledger = ledger;
        this.consequences = consequences;
        for (Mainline mainline : mainlines) {
            this.mainlines.put(mainline.repository.fullName(), mainline);
        }
    }

    private Mainline mainline(PullRequest pull) {
        return mainlines.get(pull.repository.fullName());
    }

    void open(PullRequest pull, long at) throws IOException {
        Mainline mainline = mainline(pull);
        pull.number = ++mainline.lastNumber;
        pull.id = ++pulls;
        pull.opened = true;
        pull.draft = pull.opensAsDraft;
        pull.baseSha = mainline.head;
        if (pull.kind == PullRequest.Kind.SUCCESSOR) {
            pull.body += "\n\nSupersedes #" + pull.other.number + ".";
        }
        if (pull.draft) {
            pull.flow.draft(at);
        } else {
            pull.firstReadyAt = at;
            pull.flow.ready(at);
        }
        ledger.opened(pull);
        tell(pull, at, "opened", pull.author, json -> {});
    }

    /** Before the pull request is opened only a push is told, afterwards also synchronize. */
    void push(PullRequest pull, long at, List<Commit> commits, Account by, boolean forced) throws IOException {
        String before = pull.opened ? pull.headSha : CodeWire.NOTHING;
        for (Commit commit : commits) {
            pull.commits.add(commit);
            pull.additions += commit.additions();
            pull.deletions += commit.deletions();
        }
        pull.headSha = commits.get(commits.size() - 1).sha();
        pull.flow.pushed(commits, pull.opened);
        outbox.send(
                at,
                "push",
                null,
                pull.repository,
                by,
                json -> CodeWire.push(
                        json,
                        pull.repository,
                        pull.team.calendar(),
                        pull.branch,
                        before,
                        pull.headSha,
                        forced,
                        commits,
                        by));
        if (!pull.opened) {
            return;
        }
        pull.pushes++;
        if (pull.firstHumanReviewAt > 0) {
            pull.pushesAfterHumanReview++;
        }
        tell(pull, at, "synchronize", by, json -> {
            json.writeStringField("before", before);
            json.writeStringField("after", pull.headSha);
        });
    }

    void applySuggestion(PullRequest pull, long at, Commit commit, Remark remark) throws IOException {
        if (remark.reviewer != null) {
            pull.suggestionsApplied++;
        }
        remark.outdated = true;
        push(pull, at, List.of(commit), pull.requester, false);
    }

    /** Changes the lines of these remarks, and of no others. */
    void fix(PullRequest pull, long at, List<Commit> commits, List<Remark> fixed, boolean forced) throws IOException {
        fixed.forEach(remark -> remark.outdated = true);
        push(pull, at, commits, pull.author, forced);
    }

    void ready(PullRequest pull, long at, Account by) throws IOException {
        pull.draft = false;
        if (pull.firstReadyAt == 0) {
            pull.firstReadyAt = at;
        }
        pull.flow.ready(at);
        tell(pull, at, "ready_for_review", by, json -> {});
    }

    void toDraft(PullRequest pull, long at, Account by) throws IOException {
        pull.draft = true;
        pull.flow.draft(at);
        tell(pull, at, "converted_to_draft", by, json -> {});
    }

    void label(PullRequest pull, long at, String label, Account by) throws IOException {
        pull.labels.add(label);
        tell(pull, at, "labeled", by, json -> {
            json.writeFieldName("label");
            Wire.label(json, label);
        });
    }

    void retitle(PullRequest pull, long at, String title, Account by) throws IOException {
        String before = pull.title;
        pull.title = title;
        tell(pull, at, "edited", by, json -> {
            json.writeObjectFieldStart("changes");
            json.writeObjectFieldStart("title");
            json.writeStringField("from", before);
            json.writeEndObject();
            json.writeEndObject();
        });
    }

    void requestReview(PullRequest pull, long at, Account reviewer, Account by) throws IOException {
        pull.requested.add(reviewer);
        tell(pull, at, "review_requested", by, json -> Wire.account(json, "requested_reviewer", reviewer));
    }

    void review(PullRequest pull, long at, Account by, String state, String body, List<Remark> remarks)
            throws IOException {
        long id = ++reviews;
        if (by.person() && !by.equals(pull.author) && pull.firstHumanReviewAt == 0) {
            pull.firstHumanReviewAt = at;
        }
        if (!by.equals(pull.author)) {
            pull.flow.reviewed(at, by.person(), state);
            Language language = pull.repository.language();
            long onCode = remarks.stream()
                    .filter(one -> !language.generated(one.path))
                    .count();
            pull.looks.merge(Ledger.reviewerOf(by), (int) onCode, Integer::sum);
        }
        pull.requested.remove(by);
        pull.updatedAt = at;
        outbox.send(at, "pull_request_review", "submitted", pull.repository, by, json -> {
            PullRequestWire.review(json, pull, id, by, state, body, at);
            PullRequestWire.pull(json, pull, false);
        });
        for (Remark remark : remarks) {
            remark.id = ++reviewComments;
            remark.reviewId = id;
            remark.createdAt = at;
            remark.commit = pull.headSha;
            pull.reviewComments++;
            if (remark.reviewer != null) {
                pull.findings++;
                pull.suggestions += remark.suggestion ? 1 : 0;
                ledger.found(pull, remark);
            }
            outbox.send(at, "pull_request_review_comment", "created", pull.repository, remark.by, json -> {
                json.writeFieldName("comment");
                PullRequestWire.remark(json, pull, remark);
                PullRequestWire.pull(json, pull, false);
            });
        }
    }

    void reply(PullRequest pull, long at, Remark to, Account by, String body) throws IOException {
        long id = ++reviewComments;
        pull.reviewComments++;
        pull.updatedAt = at;
        outbox.send(at, "pull_request_review_comment", "created", pull.repository, by, json -> {
            json.writeFieldName("comment");
            PullRequestWire.reply(json, pull, to, id, by, body, at);
            PullRequestWire.pull(json, pull, false);
        });
    }

    void resolve(PullRequest pull, long at, Remark remark, Account by) throws IOException {
        pull.updatedAt = at;
        outbox.send(at, "pull_request_review_thread", "resolved", pull.repository, by, json -> {
            PullRequestWire.pull(json, pull, false);
            PullRequestWire.thread(json, pull, remark);
        });
    }

    void comment(PullRequest pull, long at, Account by, String body) throws IOException {
        long id = ++comments;
        pull.comments++;
        pull.updatedAt = at;
        outbox.send(at, "issue_comment", "created", pull.repository, by, json -> {
            PullRequestWire.issue(json, pull);
            PullRequestWire.issueComment(json, pull, id, by, body, at);
        });
    }

    void close(PullRequest pull, long at, Account by) throws IOException {
        pull.closed = true;
        pull.closedAt = at;
        pull.flow.ended(at, false);
        tell(pull, at, "closed", by, json -> {});
    }

    void reopen(PullRequest pull, long at, Account by) throws IOException {
        pull.closed = false;
        pull.closedAt = 0;
        if (pull.draft) {
            pull.flow.draft(at);
        }
        tell(pull, at, "reopened", by, json -> {});
    }

    void succeed(PullRequest pull, long at) throws IOException {
        consequences.superseded(pull, at);
    }

    void merge(PullRequest pull, long at, Account by) throws IOException {
        Mainline mainline = mainline(pull);
        String before = mainline.head;
        List<Commit> told = Merge.commits(pull, at, by);
        pull.mergeSha = told.get(told.size() - 1).sha();
        mainline.head = pull.mergeSha;
        outbox.send(
                at,
                "push",
                null,
                pull.repository,
                by,
                json -> CodeWire.push(
                        json, pull.repository, pull.team.calendar(), "main", before, pull.mergeSha, false, told, by));
        pull.closed = true;
        pull.merged = true;
        pull.closedAt = at;
        pull.mergedAt = at;
        pull.mergedBy = by;
        pull.flow.ended(at, true);
        tell(pull, at, "closed", by, json -> {});
        consequences.merged(pull, mainline, at);
    }

    private void tell(PullRequest pull, long at, String action, Account by, Wire.Fields more) throws IOException {
        pull.updatedAt = at;
        outbox.send(at, "pull_request", action, pull.repository, by, json -> {
            json.writeNumberField("number", pull.number);
            PullRequestWire.pull(json, pull, true);
            more.write(json);
        });
    }
}
