package io.plumbline.dashboards.rights;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an account is here for. What each may is written in {@link Right}. */
public enum Role {
    /** Figures of their own teams, never a single pull request or person. */
    VIEWER,
    /** The same and the pull requests behind the figures. */
    MANAGER,
    /** The same and exports, raw payloads, SQL. */
    ANALYST,
    /** Runs the installation: accounts, audit. No SQL. */
    ADMIN;

    /** As stored, configured and shown: {@code viewer}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Role> of(String id) {
        return Arrays.stream(values()).filter(role -> role.id().equals(id)).findFirst();
    }
}
