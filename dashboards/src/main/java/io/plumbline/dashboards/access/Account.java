package io.plumbline.dashboards.access;

import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.time.Instant;

/**
 * Somebody who can log in.
 *
 * @param login lower case, unique
 * @param passwordHash null = not with a password
 * @param lastLoginAt null = never
 */
record Account(
        long id,
        String login,
        String name,
        Role role,
        Teams teams,
        String passwordHash,
        boolean disabled,
        Instant createdAt,
        Instant lastLoginAt) {

    Reader reader() {
        return Reader.person(id, login, name, role, teams);
    }

    Actor at(String address) {
        return new Actor(login, address);
    }

    boolean hasPassword() {
        return passwordHash != null;
    }

    String state() {
        if (disabled) {
            return "disabled";
        }
        return lastLoginAt == null ? "invited" : "active";
    }
}
