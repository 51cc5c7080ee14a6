package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.TokenScope;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Tokens for programs: they read what their account may read at that moment, narrowed to their scopes, until they end. */
final class Tokens {

    static final int LONGEST_DAYS = 365;

    private static final String PREFIX = "plb_";
    private static final int SHOWN = 10;
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 100;
    private static final Duration USED_EVERY = Duration.ofMinutes(1);

    /** One token as lists show it. */
    record Row(
            long id,
            long accountId,
            String login,
            String name,
            String secretStart,
            String scopes,
            Instant createdAt,
            Instant expiresAt,
            Instant usedAt) {

        boolean isOver(Instant now) {
            return !expiresAt.isAfter(now);
        }
    }

    private static final String SELECT =
            "SELECT t.id, t.account_id, a.login, t.name, t.secret_start, t.scopes, t.created_at, t.expires_at, t.used_at"
                    + " FROM api_token t JOIN account a ON a.id = t.account_id ";

    private final ControlStore store;
    private final Audit audit;
    private final Clock clock;

    Tokens(ControlStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * @return the token, which is shown once
     * @throws InvalidAccountException when something about it cannot be
     */
    String create(Actor actor, Account account, String name, Set<TokenScope> scopes, int days) {
        if (name == null || name.isBlank() || name.length() > LONGEST_NAME) {
            throw new InvalidAccountException("A token has a name of at most " + LONGEST_NAME + " characters.");
        }
        if (scopes.isEmpty()) {
            throw new InvalidAccountException("A token needs at least one scope.");
        }
        if (!scopes.stream().allMatch(scope -> scope.isUsefulTo(account.role()))) {
            throw new InvalidAccountException("A token cannot do more than its account.");
        }
        if (days < 1 || days > LONGEST_DAYS) {
            throw new InvalidAccountException("A token lives for 1 to " + LONGEST_DAYS + " days.");
        }
        var secret = PREFIX + Secrets.random();
        var now = clock.instant();
        var listed = scopes.stream().sorted().map(TokenScope::id).collect(Collectors.joining(" "));
        store.inTransaction(handle -> {
            handle.execute("DELETE FROM api_token WHERE account_id = ? AND expires_at < ?", account.id(), now);
            int many = handle.select("SELECT count(*) FROM api_token WHERE account_id = ?", account.id())
                    .mapTo(Integer.class)
                    .one();
            if (many >= MOST) {
                throw new InvalidAccountException("An account has at most " + MOST + " tokens; revoke one first.");
            }
            handle.execute(
                    "INSERT INTO api_token (account_id, name, secret_hash, secret_start, scopes, created_at, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    account.id(),
                    name.strip(),
                    Secrets.hash(secret),
                    secret.substring(0, SHOWN),
                    listed,
                    now,
                    now.plus(Duration.ofDays(days)));
            audit.write(handle, actor, Audit.TOKEN_CREATED, name.strip(), listed + ", " + days + " days");
            return null;
        });
        return secret;
    }

    /** Who asks with this token; empty when it is unknown, over, or its account disabled. */
    Optional<Reader> reader(String token) {
        if (!token.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var now = clock.instant();
        return store.withHandle(handle -> {
            var row = handle.select(SELECT + "WHERE t.secret_hash = ?", Secrets.hash(token))
                    .map(ConstructorMapper.of(Row.class))
                    .findFirst()
                    .filter(found -> !found.isOver(now));
            var account = row.flatMap(found -> AccountRows.find(handle, found.accountId()))
                    .filter(found -> !found.disabled());
            if (account.isEmpty()) {
                return Optional.empty();
            }
            var used = row.get().usedAt();
            if (used == null || used.plus(USED_EVERY).isBefore(now)) {
                handle.execute(
                        "UPDATE api_token SET used_at = ? WHERE id = ?",
                        now,
                        row.get().id());
            }
            return Optional.of(
                    account.get().reader().withScopes(scopes(row.get().scopes())));
        });
    }

    private static Set<TokenScope> scopes(String listed) {
        var scopes = EnumSet.noneOf(TokenScope.class);
        Arrays.stream(listed.split(" "))
                .map(TokenScope::of)
                .flatMap(Optional::stream)
                .forEach(scopes::add);
        return scopes;
    }

    List<Row> of(Account account) {
        return store.withHandle(
                handle -> handle.select(SELECT + "WHERE t.account_id = ? ORDER BY t.id DESC", account.id())
                        .map(ConstructorMapper.of(Row.class))
                        .list());
    }

    List<Row> all() {
        return store.withHandle(handle -> handle.select(SELECT + "ORDER BY a.login, t.id DESC")
                .map(ConstructorMapper.of(Row.class))
                .list());
    }

    /**
     * @param owner whose it has to be; null = anybody's, for an administrator
     * @return false when there is no such token, or it is somebody else's: the two look the same
     */
    boolean revoke(Actor actor, long id, Account owner) {
        return store.inTransaction(handle -> {
            var row = handle.select(SELECT + "WHERE t.id = ?", id)
                    .map(ConstructorMapper.of(Row.class))
                    .findFirst()
                    .filter(found -> owner == null || found.accountId() == owner.id());
            row.ifPresent(found -> {
                handle.execute("DELETE FROM api_token WHERE id = ?", id);
                audit.write(handle, actor, Audit.TOKEN_REVOKED, found.name(), "of " + found.login());
            });
            return row.isPresent();
        });
    }
}
