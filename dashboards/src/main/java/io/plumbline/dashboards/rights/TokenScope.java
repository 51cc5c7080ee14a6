package io.plumbline.dashboards.rights;

import java.util.Arrays;
import java.util.Optional;

/** What an API token may be used for; never more than its account may. */
public enum TokenScope {
    READ_PAGES("read:pages", "figures behind pages: JSON and SQL texts"),
    READ_PULL_REQUESTS("read:pull-requests", "what concerns single pull requests"),
    READ_EXPORTS("read:exports", "CSV exports"),
    READ_SQL("read:sql", "SQL of one's own");

    private final String id;
    private final String meaning;

    TokenScope(String id, String meaning) {
        this.id = id;
        this.meaning = meaning;
    }

    public String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }

    public static Optional<TokenScope> of(String id) {
        return Arrays.stream(values()).filter(scope -> scope.id.equals(id)).findFirst();
    }

    /** Whether an account with this role can use it for anything. */
    public boolean isUsefulTo(Role role) {
        return Arrays.stream(Right.values())
                .anyMatch(right -> right.scope().filter(this::equals).isPresent() && right.isOf(role));
    }
}
