package io.plumbline.dashboards.rights;

import java.util.Set;

/**
 * Whoever asks for a page.
 *
 * @param accountId 0 = nobody in particular
 * @param login empty for nobody in particular
 * @param name shown in the header
 * @param role null before login
 * @param scopes of the API token that asks; null when a person does
 */
public record Reader(long accountId, String login, String name, Role role, Teams teams, Set<TokenScope> scopes) {

    /** Before login: sees nothing but the way in. */
    public static final Reader STRANGER = new Reader(0, "", "", null, Teams.only(Set.of()), null);

    /** Where login is off, on loopback: the person at this machine, who owns its files anyway. */
    public static final Reader ANYBODY_HERE = new Reader(0, "", "", Role.ADMIN, Teams.ALL, null);

    public static Reader person(long accountId, String login, String name, Role role, Teams teams) {
        return new Reader(accountId, login, name, role, teams, null);
    }

    public Reader withScopes(Set<TokenScope> granted) {
        return new Reader(accountId, login, name, role, teams, Set.copyOf(granted));
    }

    public boolean isStranger() {
        return role == null;
    }

    /** Somebody with an account, as opposed to a stranger, and to whoever sits at a machine where login is off. */
    public boolean hasAccount() {
        return accountId != 0;
    }

    public boolean isToken() {
        return scopes != null;
    }

    public boolean may(Right right) {
        if (right == Right.PUBLIC) {
            return true;
        }
        if (role == null) {
            return false;
        }
        if (scopes != null && right.scope().filter(scopes::contains).isEmpty()) {
            return false;
        }
        // Login off: there is no role to choose, so nothing is kept from the person at the machine, SQL included.
        return (accountId == 0) || right.isOf(role);
    }
}
