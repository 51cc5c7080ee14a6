package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Statements on accounts; their callers know why. */
final class AccountRows {

    private static final String COLUMNS =
            "id, login, name, role, all_teams, password_hash, disabled, created_at, last_login_at";

    /** A row of the table. */
    public record Row(
            long id,
            String login,
            String name,
            String role,
            boolean allTeams,
            String passwordHash,
            boolean disabled,
            Instant createdAt,
            Instant lastLoginAt) {}

    private AccountRows() {}

    static Optional<Account> find(Handle handle, long id) {
        return one(handle, "id = ?", id);
    }

    static Optional<Account> byLogin(Handle handle, String login) {
        return one(handle, "login = ?", login);
    }

    static Optional<Account> byIdentity(Handle handle, String issuer, String subject) {
        return one(handle, "id = (SELECT account_id FROM identity WHERE issuer = ? AND subject = ?)", issuer, subject);
    }

    private static Optional<Account> one(Handle handle, String condition, Object... values) {
        var found = handle.select("SELECT " + COLUMNS + " FROM account WHERE " + condition, values)
                .map(ConstructorMapper.of(Row.class))
                .findFirst();
        return found.map(row -> account(row, teams(handle, row)));
    }

    private static Teams teams(Handle handle, Row row) {
        return row.allTeams()
                ? Teams.ALL
                : Teams.only(handle.select("SELECT team FROM account_team WHERE account_id = ?", row.id())
                        .mapTo(String.class)
                        .list());
    }

    static List<Account> all(Handle handle) {
        Map<Long, List<String>> teams = new HashMap<>();
        handle.select("SELECT account_id, team FROM account_team ORDER BY team")
                .mapToMap()
                .forEach(row -> teams.computeIfAbsent(
                                ((Number) row.get("account_id")).longValue(), id -> new ArrayList<>())
                        .add((String) row.get("team")));
        return handle
                .select("SELECT " + COLUMNS + " FROM account ORDER BY login")
                .map(ConstructorMapper.of(Row.class))
                .stream()
                .map(row ->
                        account(row, row.allTeams() ? Teams.ALL : Teams.only(teams.getOrDefault(row.id(), List.of()))))
                .toList();
    }

    private static Account account(Row row, Teams teams) {
        return new Account(
                row.id(),
                row.login(),
                row.name(),
                Role.of(row.role()).orElseThrow(),
                teams,
                row.passwordHash(),
                row.disabled(),
                row.createdAt(),
                row.lastLoginAt());
    }

    static long insert(Handle handle, String login, String name, Role role, Teams teams, Instant now) {
        long id = ControlStore.insert(
                handle,
                "INSERT INTO account (login, name, role, all_teams, disabled, created_at) VALUES (?, ?, ?, ?, FALSE, ?)",
                login,
                name,
                role.id(),
                teams.isAll(),
                now);
        insertTeams(handle, id, teams);
        return id;
    }

    static void update(Handle handle, long id, String name, Role role, Teams teams) {
        handle.execute(
                "UPDATE account SET name = ?, role = ?, all_teams = ? WHERE id = ?",
                name,
                role.id(),
                teams.isAll(),
                id);
        handle.execute("DELETE FROM account_team WHERE account_id = ?", id);
        insertTeams(handle, id, teams);
    }

    private static void insertTeams(Handle handle, long id, Teams teams) {
        teams.ids()
                .forEach(team -> handle.execute("INSERT INTO account_team (account_id, team) VALUES (?, ?)", id, team));
    }

    static void setDisabled(Handle handle, long id, boolean disabled) {
        handle.execute("UPDATE account SET disabled = ? WHERE id = ?", disabled, id);
    }

    static void setPassword(Handle handle, long id, String hash) {
        handle.execute("UPDATE account SET password_hash = ? WHERE id = ?", hash, id);
    }

    static void loggedIn(Handle handle, long id, Instant now) {
        handle.execute("UPDATE account SET last_login_at = ? WHERE id = ?", now, id);
    }

    static void link(Handle handle, String issuer, String subject, long id) {
        handle.execute("INSERT INTO identity (issuer, subject, account_id) VALUES (?, ?, ?)", issuer, subject, id);
    }

    /** Locks them, so that two administrators cannot remove each other at the same moment. */
    static List<Long> lockActiveAdministrators(Handle handle) {
        return handle.select("SELECT id FROM account WHERE role = 'admin' AND disabled = FALSE ORDER BY id FOR UPDATE")
                .mapTo(Long.class)
                .list();
    }
}
