package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/** Who may log in. Each change is one transaction with its audit row; an installation keeps one administrator. */
final class Accounts {

    private static final Pattern LOGIN = Pattern.compile("[a-z0-9][a-z0-9._@+-]{0,99}");
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_TEAM = 200;

    private final ControlStore store;
    private final Audit audit;
    private final Clock clock;

    Accounts(ControlStore store, Audit audit, Clock clock) {
        this.store = store;
        this.audit = audit;
        this.clock = clock;
    }

    Optional<Account> find(long id) {
        return store.withHandle(handle -> AccountRows.find(handle, id));
    }

    Optional<Account> byLogin(String login) {
        return store.withHandle(handle -> AccountRows.byLogin(handle, login));
    }

    List<Account> all() {
        return store.withHandle(AccountRows::all);
    }

    boolean hasAdministrator() {
        return store.inTransaction(
                handle -> !AccountRows.lockActiveAdministrators(handle).isEmpty());
    }

    /** Logins are compared without regard to case. */
    static String normal(String login) {
        return login == null ? "" : login.strip().toLowerCase(Locale.ROOT);
    }

    /** @throws InvalidAccountException when the login is taken or cannot be one */
    Account create(Handle handle, Actor actor, String login, String name, Role role, Teams teams) {
        var normal = normal(login);
        if (!LOGIN.matcher(normal).matches()) {
            throw new InvalidAccountException(
                    "A login has up to 100 letters, digits and . _ @ + - and begins with a" + " letter or a digit.");
        }
        if (AccountRows.byLogin(handle, normal).isPresent()) {
            throw new InvalidAccountException("The login " + normal + " is taken.");
        }
        checkTeams(teams);
        var shown = checkedName(name, normal);
        long id = AccountRows.insert(handle, normal, shown, role, teams, clock.instant());
        audit.write(handle, actor, Audit.ACCOUNT_CREATED, normal, role.id() + ", " + teams.label());
        return AccountRows.find(handle, id).orElseThrow();
    }

    Account create(Actor actor, String login, String name, Role role, Teams teams) {
        return store.inTransaction(handle -> create(handle, actor, login, name, role, teams));
    }

    /** Holds from the account's next request on, because rights are read with each. */
    void change(Actor actor, long id, String name, Role role, Teams teams) {
        store.inTransaction(handle -> {
            change(handle, actor, id, name, role, teams);
            return null;
        });
    }

    void change(Handle handle, Actor actor, long id, String name, Role role, Teams teams) {
        var before = existing(handle, id);
        checkTeams(teams);
        if (role != Role.ADMIN) {
            keepAnAdministrator(handle, before);
        }
        var shown = checkedName(name, before.login());
        if (before.role() == role
                && before.teams().equals(teams)
                && before.name().equals(shown)) {
            return;
        }
        AccountRows.update(handle, id, shown, role, teams);
        audit.write(
                handle,
                actor,
                Audit.ACCOUNT_CHANGED,
                before.login(),
                before.role().id() + ", " + before.teams().label() + " -> " + role.id() + ", " + teams.label());
    }

    /** Ends all sessions as well; tokens of a disabled account do not work. */
    void setDisabled(Actor actor, long id, boolean disabled) {
        store.inTransaction(handle -> {
            var account = existing(handle, id);
            if (disabled) {
                keepAnAdministrator(handle, account);
                SessionRows.endAll(handle, id);
                EntryLinks.endAll(handle, id);
            }
            if (account.disabled() != disabled) {
                AccountRows.setDisabled(handle, id, disabled);
                audit.write(
                        handle, actor, disabled ? Audit.ACCOUNT_DISABLED : Audit.ACCOUNT_ENABLED, account.login(), "");
            }
            return null;
        });
    }

    /**
     * Ends every session of the account: whoever knew the old password is out.
     *
     * @param hash of {@link Passwords}, computed before: it takes a while, and a transaction should not
     */
    void setPassword(Handle handle, Actor actor, Account account, String hash) {
        AccountRows.setPassword(handle, account.id(), hash);
        SessionRows.endAll(handle, account.id());
        EntryLinks.endAll(handle, account.id());
        audit.write(handle, actor, Audit.PASSWORD_CHANGED, account.login(), "");
    }

    void setPassword(Actor actor, Account account, String hash) {
        store.inTransaction(handle -> {
            setPassword(handle, actor, account, hash);
            return null;
        });
    }

    private static Account existing(Handle handle, long id) {
        return AccountRows.find(handle, id).orElseThrow(() -> new InvalidAccountException("There is no such account."));
    }

    private static void keepAnAdministrator(Handle handle, Account account) {
        var administrators = AccountRows.lockActiveAdministrators(handle);
        if (administrators.equals(List.of(account.id()))) {
            throw new InvalidAccountException(
                    account.login() + " is the only administrator: make somebody else one first.");
        }
    }

    private static String checkedName(String name, String login) {
        var shown = name == null || name.isBlank() ? login : name.strip();
        if (shown.length() > LONGEST_NAME || shown.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidAccountException("A name has at most " + LONGEST_NAME + " characters.");
        }
        return shown;
    }

    private static void checkTeams(Teams teams) {
        for (var team : teams.ids()) {
            if (team.isBlank()
                    || team.equals("-")
                    || team.length() > LONGEST_TEAM
                    || team.chars().anyMatch(Character::isISOControl)) {
                throw new InvalidAccountException("\"" + team + "\" cannot be the id of a team.");
            }
        }
    }
}
