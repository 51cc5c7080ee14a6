package io.plumbline.dashboards.access;

import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * An OpenID provider and what its claims mean here.
 *
 * @param clientSecret empty for a public client; PKCE is used either way
 * @param scopes asked for; {@code openid} is always among them
 * @param groupsClaim claim that lists a person's groups, in the ID token or the user info
 * @param roles group to role; somebody in several gets the one with most rights
 * @param teams group to team ids; {@code *} = all teams
 * @param defaultRole for those whose groups name none; null = they are not let in
 * @param defaultTeams for those whose groups name none; administrators see all teams anyway
 * @param domains of verified e-mail addresses that are let in; empty = any account of the provider
 */
public record OidcSettings(
        URI issuer,
        String clientId,
        String clientSecret,
        List<String> scopes,
        String groupsClaim,
        Map<String, Role> roles,
        Map<String, List<String>> teams,
        Role defaultRole,
        List<String> defaultTeams,
        List<String> domains) {

    public static final String ALL_TEAMS = "*";

    /** Role of somebody in these groups; null = not let in. */
    Role roleOf(List<String> groups) {
        // The enum is ordered so that the later has more rights, but for SQL.
        return groups.stream()
                .map(roles::get)
                .filter(java.util.Objects::nonNull)
                .max(java.util.Comparator.naturalOrder())
                .orElse(defaultRole);
    }

    Teams teamsOf(List<String> groups, Role role) {
        if (role == Role.ADMIN) {
            return Teams.ALL;
        }
        var named = groups.stream()
                .flatMap(group -> teams.getOrDefault(group, List.of()).stream())
                .toList();
        var effective = named.isEmpty() ? defaultTeams : named;
        return effective.contains(ALL_TEAMS) ? Teams.ALL : Teams.only(effective);
    }

    /** Without the secret, so that a log line cannot leak it. */
    @Override
    public String toString() {
        return "OidcSettings[" + issuer + ", client " + clientId + "]";
    }
}
