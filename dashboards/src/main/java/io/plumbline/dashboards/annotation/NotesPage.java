package io.plumbline.dashboards.annotation;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.function.Supplier;

/** Writes, lists and removes notes. */
public final class NotesPage {

    private static final int SHOWN = 200;
    private static final int YEARS = 20;

    private final Views views;
    private final NoteBook notes;
    private final Supplier<List<String>> teams;
    private final Clock clock;

    /** @param teams ids that own pull requests, asked when the page is shown */
    public NotesPage(Views views, Annotations annotations, Supplier<List<String>> teams, Clock clock) {
        this.views = views;
        this.notes = annotations.notes();
        this.teams = teams;
        this.clock = clock;
    }

    /** Everything that the page shows. */
    record Model(List<Line> lines, List<String> teams, boolean mayAll, boolean lasts, LocalDate today, String error) {}

    /** One note. */
    record Line(Note note, boolean removable) {}

    public void addTo(Routes routes) {
        routes.get(Paths.NOTES, views.html("notes", ctx -> show(ctx, HttpStatus.OK, "")));
        routes.post(Paths.NOTES, views.html("notes", this::change));
    }

    private void show(Context ctx, HttpStatus status, String error) {
        var reader = views.reader(ctx);
        var lines = notes.newest(SHOWN).stream()
                .filter(note -> note.isVisibleTo(reader))
                .map(note -> new Line(note, note.mayBeRemovedBy(reader)))
                .toList();
        views.page(
                ctx,
                status,
                views.shell("Notes", "notes"),
                "annotation/page.jte",
                new Model(lines, teamsOf(reader), reader.teams().isAll(), notes.lasts(), today(), error));
    }

    private List<String> teamsOf(Reader reader) {
        if (!reader.teams().isAll()) {
            return List.copyOf(reader.teams().ids());
        }
        try {
            return teams.get();
        } catch (DatabaseAwayException e) {
            // Notes can be written while ClickHouse is away.
            return List.of();
        }
    }

    private void change(Context ctx) {
        try {
            var reader = views.reader(ctx);
            if (ctx.formParam("remove") != null) {
                remove(reader, ctx.formParam("remove"));
            } else {
                notes.add(read(ctx, reader));
            }
            ctx.redirect(Paths.NOTES, HttpStatus.SEE_OTHER);
        } catch (InvalidNoteException e) {
            show(ctx, HttpStatus.BAD_REQUEST, e.getMessage());
        }
    }

    private void remove(Reader reader, String id) {
        var removed = id.matches("\\d{1,18}")
                && notes.newest(Integer.MAX_VALUE).stream()
                        .filter(note -> note.id() == Long.parseLong(id) && note.mayBeRemovedBy(reader))
                        .anyMatch(note -> notes.remove(note.id()));
        if (!removed) {
            throw new InvalidNoteException("There is no such note of yours.");
        }
    }

    private Note read(Context ctx, Reader reader) {
        var text = field(ctx, "text");
        if (text.isEmpty() || text.length() > Note.LONGEST) {
            throw new InvalidNoteException(
                    "A note has 1 to " + Note.LONGEST + " characters, not " + text.length() + ".");
        }
        var team = field(ctx, "team");
        if (!team.isEmpty() && !reader.teams().include(team)) {
            throw new InvalidNoteException("Your account does not see the team \"" + team + "\".");
        }
        boolean shared = "shared".equals(field(ctx, "reach"));
        if (shared && team.isEmpty() && !reader.teams().isAll()) {
            throw new InvalidNoteException("Choose one of your teams for a shared note.");
        }
        var repo = field(ctx, "repo");
        if (repo.length() > 300 || team.length() > 200) {
            throw new InvalidNoteException("No team or repository has so long a name.");
        }
        return new Note(
                0,
                day(field(ctx, "day")),
                Note.Kind.of(field(ctx, "kind")),
                text,
                team,
                repo,
                shared,
                reader.accountId(),
                reader.login(),
                clock.instant());
    }

    private LocalDate day(String text) {
        try {
            var day = LocalDate.parse(text);
            if (day.isAfter(today().minusYears(YEARS)) && day.isBefore(today().plusYears(YEARS))) {
                return day;
            }
        } catch (DateTimeParseException e) {
            throw new InvalidNoteException("A day is written like 2025-06-30, not \"" + text + "\".");
        }
        throw new InvalidNoteException("That day is more than " + YEARS + " years away.");
    }

    /** One line: what else would break the list below a chart. */
    private static String field(Context ctx, String name) {
        var value = ctx.formParam(name);
        return value == null ? "" : value.replaceAll("\\p{Cntrl}+", " ").strip();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), views.site().zone());
    }
}
