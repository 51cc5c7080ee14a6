package io.plumbline.dashboards.annotation;

import static org.assertj.core.api.Assertions.assertThat;

import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Role;
import io.plumbline.dashboards.rights.Teams;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a book of notes keeps, wherever it keeps it. */
abstract class NoteBookContract {

    private static final LocalDate DAY = LocalDate.parse("2025-07-04");
    private static final Instant NOW = Instant.parse("2025-07-05T09:00:00Z");

    abstract NoteBook book();

    private static Note note(LocalDate day, String text, String team, String repo, boolean shared, long author) {
        return new Note(0, day, Note.Kind.ROLLOUT, text, team, repo, shared, author, "ada", NOW);
    }

    @Test
    void keepsNotesByDayAndForgetsThoseRemoved() {
        var book = book();
        var before = book.version();
        book.add(note(DAY, "Copilot for \"everybody\" <b>", "search", "acme/shop", true, 1));
        book.add(note(DAY.minusDays(1), "earlier", "", "", false, 2));

        var kept = book.between(DAY.minusDays(1), DAY);

        assertThat(kept).extracting(Note::text).containsExactly("earlier", "Copilot for \"everybody\" <b>");
        assertThat(kept.get(1))
                .usingRecursiveComparison()
                .ignoringFields("id")
                .isEqualTo(note(DAY, "Copilot for \"everybody\" <b>", "search", "acme/shop", true, 1));
        assertThat(book.between(DAY.plusDays(1), DAY.plusDays(9))).isEmpty();
        assertThat(book.newest(1)).extracting(Note::text).containsExactly("Copilot for \"everybody\" <b>");
        var between = book.version();
        assertThat(between).isNotEqualTo(before);

        assertThat(book.remove(kept.get(1).id())).isTrue();
        assertThat(book.remove(kept.get(1).id())).isFalse();
        assertThat(book.newest(10)).extracting(Note::text).containsExactly("earlier");
        assertThat(book.version()).isNotEqualTo(between);
    }

    @Test
    void aNoteIsSeenByItsAuthorAndWhenSharedByThoseWhoSeeItsTeam() {
        var ada = Reader.person(1, "ada", "Ada", Role.MANAGER, Teams.ALL);
        var grace = Reader.person(2, "grace", "Grace", Role.MANAGER, Teams.only(Set.of("search")));
        var own = note(DAY, "own", "", "", false, 1);

        assertThat(own.isVisibleTo(ada)).isTrue();
        assertThat(own.isVisibleTo(grace)).isFalse();
        assertThat(note(DAY, "all", "", "", true, 1).isVisibleTo(grace)).isTrue();
        assertThat(note(DAY, "team", "search", "", true, 1).isVisibleTo(grace)).isTrue();
        assertThat(note(DAY, "foreign", "payments", "", true, 1).isVisibleTo(grace))
                .isFalse();
        assertThat(note(DAY, "a repository of somebody", "", "acme/api", true, 1)
                        .isVisibleTo(grace))
                .isFalse();
        assertThat(own.mayBeRemovedBy(grace)).isFalse();
        assertThat(own.mayBeRemovedBy(Reader.person(3, "root", "", Role.ADMIN, Teams.ALL)))
                .isTrue();
        assertThat(note(DAY, "x", "search", "", true, 1).concerns(new Scope("payments", "", "", "", Teams.ALL)))
                .isFalse();
    }
}
