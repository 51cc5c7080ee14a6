package io.plumbline.streams.pullrequest;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.directory.Directory;
import java.time.Instant;
import java.util.Optional;

/**
 * The team that a pull request counts for: that of the accountable person when it was opened, else the owner of the
 * repository then.
 *
 * @param id null = unknown
 * @param source membership or repository; null = unknown
 */
record Team(String id, String source) {

    private static final Team UNKNOWN = new Team(null, null);

    static Team of(Directory directory, String provider, String repo, Account accountable, Instant openedAt) {
        var byMembership =
                accountable == null ? Optional.<String>empty() : directory.teamOf(provider, accountable, openedAt);
        return byMembership
                .map(id -> new Team(id, "membership"))
                .or(() -> directory.ownerOf(repo, openedAt).map(id -> new Team(id, "repository")))
                .orElse(UNKNOWN);
    }
}
