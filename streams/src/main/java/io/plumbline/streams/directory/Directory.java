package io.plumbline.streams.directory;

import io.plumbline.schema.event.Account;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Who is who, and who belonged where when. Immutable; accounts that nobody listed are persons of their own. */
public final class Directory {

    /** Of an organisation that has published none. */
    public static final Directory EMPTY = new Directory();

    private Directory() {}

    /**
     * @param yaml the directory file
     * @param links who else is one person
     * @throws IllegalArgumentException when it cannot be used; the message says where and why
     */
    public static Directory read(String yaml, Collection<IdentityLink> links) {
        return EMPTY;
    }

    /** Of an organisation that has published no directory, but links. */
    public static Directory withLinks(Collection<IdentityLink> links) {
        return EMPTY;
    }

    /** @return the person's id in the directory; of an unlisted account {@code provider:number} or {@code provider:login} */
    public String personOf(String provider, Account account) {
        return provider + ":"
                + (account.getId() == null
                        ? account.getLogin().toLowerCase(Locale.ROOT)
                        : account.getId().toString());
    }

    /** Whether two accounts are one actor, aliases of persons and of bots included; null is nobody. */
    public boolean same(String provider, Account left, Account right) {
        if (left == null || right == null) {
            return false;
        }
        if (left.getId() != null && right.getId() != null) {
            return left.getId().equals(right.getId());
        }
        return left.getLogin().equalsIgnoreCase(right.getLogin());
    }

    /** Team that the person behind the account was a member of. */
    public Optional<String> teamOf(String provider, Account account, Instant at) {
        return Optional.empty();
    }

    /** Team that owned the repository. */
    public Optional<String> ownerOf(String repo, Instant at) {
        return Optional.empty();
    }

    /** The organisation's, in which its days are counted; empty when it has published none. */
    public Optional<ZoneId> zone() {
        return Optional.empty();
    }
}
