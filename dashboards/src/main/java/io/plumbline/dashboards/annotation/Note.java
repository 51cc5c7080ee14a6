package io.plumbline.dashboards.annotation;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import java.time.Instant;
import java.time.LocalDate;

/**
 * What somebody wrote on a day.
 *
 * @param id 0 = not stored yet
 * @param day in the organisation's zone
 * @param team empty = not of one team
 * @param repo owner/name; empty = not of one repository
 * @param shared others see it too; otherwise only its author does
 * @param accountId of the author; 0 where login is off
 */
record Note(
        long id,
        LocalDate day,
        Kind kind,
        String text,
        String team,
        String repo,
        boolean shared,
        long accountId,
        String author,
        Instant createdAt) {

    static final int LONGEST = 250;

    /** What a note is about. */
    enum Kind {
        NOTE("note", "Note"),
        ROLLOUT("rollout", "Roll-out"),
        FREEZE("freeze", "Freeze");

        private final String id;
        private final String label;

        Kind(String id, String label) {
            this.id = id;
            this.label = label;
        }

        String id() {
            return id;
        }

        String label() {
            return label;
        }

        static Kind of(String id) {
            for (var kind : values()) {
                if (kind.id.equals(id)) {
                    return kind;
                }
            }
            throw new InvalidNoteException("A note is a note, a rollout or a freeze.");
        }
    }

    /** One's own, and shared ones that name no team and repository of others. */
    boolean isVisibleTo(Reader reader) {
        if (accountId == reader.accountId()) {
            return true;
        }
        if (!shared) {
            return false;
        }
        return team.isEmpty()
                ? repo.isEmpty() || reader.teams().isAll()
                : reader.teams().include(team);
    }

    boolean mayBeRemovedBy(Reader reader) {
        return accountId == reader.accountId() || reader.may(Right.ADMINISTRATION);
    }

    /** Whether it says something about what a page shows. */
    boolean concerns(Scope scope) {
        return (team.isEmpty() || scope.team().isEmpty() || team.equals(scope.team()))
                && (repo.isEmpty() || scope.repo().isEmpty() || repo.equals(scope.repo()));
    }
}
