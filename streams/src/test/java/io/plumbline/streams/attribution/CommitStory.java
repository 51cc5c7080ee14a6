package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.schema.fact.PullRequestCommit;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A pull request with commits, told in a line or two. */
abstract class CommitStory {

    static final Account PERSON = new Account("ada", 7L, "User");
    static final Account DEVIN = new Account("devin-ai-integration[bot]", 158243242L, "Bot");
    static final String TRAILER = "Co-Authored-By: Claude <noreply@anthropic.com>";
    static final String COPILOT_REVIEW = "Co-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>";
    static final String RABBIT =
            "Co-authored-by: coderabbitai[bot] <136622811+coderabbitai[bot]@users.noreply.github.com>";
    static final String GRU = "Co-authored-by: gru-agent[bot] <185149714+gru-agent[bot]@users.noreply.github.com>";

    final Attribution attribution = Attribution.standard();
    private int commits;

    final PullRequestCommit.Builder commit(String message) {
        return PullRequestCommit.newBuilder()
                .setSha("c" + commits++)
                .setAt(Instant.EPOCH)
                .setFiles(List.of())
                .setSessions(List.of())
                .setMessage(message);
    }

    final PullRequestCommit byAda(String message) {
        return commit(message)
                .setAuthorName("Ada Lovelace")
                .setAuthorEmail("ada@example.com")
                .setAuthorLogin("ada")
                .setAuthorId(7L)
                .build();
    }

    final PullRequestCommit by(String name, String mail) {
        return commit("Change").setAuthorName(name).setAuthorEmail(mail).build();
    }

    final Authorship of(Account author, String headRef, String body, PullRequestCommit... commits) {
        return attribution.decide(new Signs(
                author,
                headRef,
                attribution.read(body),
                List.of(),
                Arrays.stream(commits).map(attribution::readCommit).toList()));
    }

    final Authorship of(PullRequestCommit... commits) {
        return of(PERSON, "topic", null, commits);
    }
}
