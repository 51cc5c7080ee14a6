package io.plumbline.dashboards.rights;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a route asks of its reader. The roles are listed one by one instead of ranked, because an administrator may do more
 * than an analyst in everything but SQL.
 */
public enum Right {
    /** Anybody, before login. */
    PUBLIC(null, EnumSet.allOf(Role.class)),
    /** Whoever is logged in, about themselves. */
    OWN_ACCOUNT(null, EnumSet.allOf(Role.class)),
    /** Figures of teams. */
    FIGURES(TokenScope.READ_PAGES, EnumSet.allOf(Role.class)),
    /** Single pull requests, with titles and people's names. */
    PULL_REQUESTS(TokenScope.READ_PULL_REQUESTS, EnumSet.of(Role.MANAGER, Role.ANALYST, Role.ADMIN)),
    /** Rows to take away. */
    EXPORT(TokenScope.READ_EXPORTS, EnumSet.of(Role.ANALYST, Role.ADMIN)),
    /** What a source sent, word for word. */
    PAYLOAD(null, EnumSet.of(Role.ANALYST, Role.ADMIN)),
    /** Questions of one's own. */
    SQL(TokenScope.READ_SQL, EnumSet.of(Role.ANALYST)),
    /** Accounts, audit, settings. */
    ADMINISTRATION(null, EnumSet.of(Role.ADMIN));

    private final TokenScope scope;
    private final Set<Role> roles;

    Right(TokenScope scope, Set<Role> roles) {
        this.scope = scope;
        this.roles = roles;
    }

    public boolean isOf(Role role) {
        return roles.contains(role);
    }

    /** The scope that an API token needs for it; empty = no token opens it. */
    public Optional<TokenScope> scope() {
        return Optional.ofNullable(scope);
    }
}
