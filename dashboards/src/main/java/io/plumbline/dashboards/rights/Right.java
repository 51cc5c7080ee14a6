package io.plumbline.dashboards.rights;

import java.util.Optional;

/**
 * What a route asks of its reader. The roles are listed one by one instead of ranked, because an administrator may do more
 * than an analyst in everything but SQL.
 */
public enum Right {
    /** Anybody, before login. */
    PUBLIC(null),
    /** Whoever is logged in, about themselves. */
    OWN_ACCOUNT(null),
    /** Figures of teams. */
    FIGURES(TokenScope.READ_PAGES),
    /** Single pull requests, with titles and people's names. */
    PULL_REQUESTS(TokenScope.READ_PULL_REQUESTS),
    /** Rows to take away. */
    EXPORT(TokenScope.READ_EXPORTS),
    /** What a source sent, word for word. */
    PAYLOAD(null),
    /** Questions of one's own. */
    SQL(TokenScope.READ_SQL),
    /** Accounts, audit, settings. */
    ADMINISTRATION(null);

    private final TokenScope scope;

    Right(TokenScope scope) {
        this.scope = scope;
    }

    public boolean isOf(Role role) {
        return switch (this) {
            case PUBLIC, OWN_ACCOUNT, FIGURES -> true;
            case PULL_REQUESTS -> role != Role.VIEWER;
            case EXPORT, PAYLOAD -> role == Role.ANALYST || role == Role.ADMIN;
            case SQL -> role == Role.ANALYST;
            case ADMINISTRATION -> role == Role.ADMIN;
        };
    }

    /** The scope that an API token needs for it; empty = no token opens it. */
    public Optional<TokenScope> scope() {
        return Optional.ofNullable(scope);
    }
}
