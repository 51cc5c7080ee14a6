package io.plumbline.streams.pullrequest;

import io.plumbline.schema.fact.PullRequestCommits;

/** Whatever is learned of one pull request. */
sealed interface Input permits Sighting, Input.Statement, Input.Commits {

    String provider();

    String repo();

    int number();

    /** A person's statement of its origin. */
    record Statement(String provider, String repo, int number, OriginStatement statement) implements Input {}

    /** All its commits and files, in place of what was known before. */
    record Commits(String provider, String repo, int number, PullRequestCommits commits) implements Input {}
}
