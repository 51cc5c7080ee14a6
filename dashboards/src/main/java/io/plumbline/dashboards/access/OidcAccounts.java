package io.plumbline.dashboards.access;

import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import org.jdbi.v3.core.Handle;

/**
 * From a person at the provider to an account here. Role and teams follow the groups at each login. A person is known by
 * issuer and subject; an account that already has the login is never taken over: whoever may name themselves at the
 * provider would become anybody here.
 */
final class OidcAccounts {

    private final Access.Desk desk;

    OidcAccounts(Access.Desk desk) {
        this.desk = desk;
    }

    /** @return the new session's secret */
    String enter(OidcPerson person, String address, String browser) {
        var settings = desk.settings().oidc();
        if (!settings.domains().isEmpty() && !person.isOf(settings.domains())) {
            throw new OidcException(
                    person.email().isEmpty()
                            ? "The provider does not tell a verified e-mail address, which is needed here."
                            : person.emailVerified()
                                    ? person.email() + " is not of a domain that is let in here."
                                    : "The provider has not verified " + person.email() + ".");
        }
        var role = settings.roleOf(person.groups());
        if (role == null) {
            throw new OidcException(
                    person.login() + " is in no group that has a role here. An administrator can change that.");
        }
        var teams = settings.teamsOf(person.groups(), role);
        try {
            return desk.store().inTransaction(handle -> {
                var account = account(handle, person, role, teams, address);
                return desk.sessions().open(handle, account, "oidc", address, browser);
            });
        } catch (InvalidAccountException e) {
            throw new OidcException(e.getMessage(), e);
        }
    }

    private Account account(Handle handle, OidcPerson person, Role role, Teams teams, String address) {
        var known = AccountRows.byIdentity(handle, person.issuer(), person.subject());
        if (known.isEmpty()) {
            var actor = new Actor(Accounts.normal(person.login()), address);
            var created = desk.accounts().create(handle, actor, person.login(), name(person), role, teams);
            AccountRows.link(handle, person.issuer(), person.subject(), created.id());
            return created;
        }
        var account = known.get();
        if (account.disabled()) {
            throw new OidcException("The account " + account.login() + " is disabled here.");
        }
        desk.accounts().change(handle, account.at(address), account.id(), name(person), role, teams);
        return AccountRows.find(handle, account.id()).orElseThrow();
    }

    private static String name(OidcPerson person) {
        return person.name().length() <= 100 ? person.name() : person.name().substring(0, 100);
    }
}
