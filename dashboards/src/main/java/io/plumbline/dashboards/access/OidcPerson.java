package io.plumbline.dashboards.access;

import java.util.List;
import java.util.Locale;

/**
 * Who the provider says it is.
 *
 * @param email empty when it is not stated
 * @param preferred name that the person logs in with there; empty when it is not stated
 */
record OidcPerson(
        String issuer,
        String subject,
        String email,
        boolean emailVerified,
        String preferred,
        String name,
        List<String> groups) {

    /** What the account is called here. */
    String login() {
        if (!email.isEmpty()) {
            return email;
        }
        return preferred.isEmpty() ? subject : preferred;
    }

    boolean isOf(List<String> domains) {
        var domain = email.substring(email.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        return !email.isEmpty()
                && emailVerified
                && domains.stream()
                        .anyMatch(allowed ->
                                allowed.strip().toLowerCase(Locale.ROOT).equals(domain));
    }
}
