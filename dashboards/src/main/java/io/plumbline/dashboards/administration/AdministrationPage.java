package io.plumbline.dashboards.administration;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.decision.DecisionDesk;
import io.plumbline.dashboards.decision.DecisionForm;
import io.plumbline.dashboards.decision.DecisionRefusedException;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Admin: what is decided, what arrives, what is kept; and the forms by which that is decided. */
public final class AdministrationPage {

    private static final SqlFile SOURCES = SqlFile.beside(AdministrationPage.class, "sources.sql");
    private static final SqlFile OVERRIDES = SqlFile.beside(AdministrationPage.class, "overrides.sql");
    private static final SqlFile NAMED = SqlFile.beside(AdministrationPage.class, "named.sql");
    private static final SqlFile ERASED = SqlFile.beside(AdministrationPage.class, "erased.sql");

    private static final int LONGEST_DIRECTORY = 900_000;

    private final Views views;
    private final Database database;
    private final DecisionDesk desk;
    private final int minimumPeople;
    private final Clock clock;

    public AdministrationPage(Views views, Database database, DecisionDesk desk, int minimumPeople, Clock clock) {
        this.views = views;
        this.database = database;
        this.desk = desk;
        this.minimumPeople = minimumPeople;
        this.clock = clock;
    }

    public void addTo(Routes routes) {
        routes.get(Paths.ADMIN, views.html("admin", ctx -> show(ctx, HttpStatus.OK, Sent.NOTHING)));
        routes.post(Paths.ADMIN + "/identity/merge", deciding(this::merge));
        routes.post(Paths.ADMIN + "/identity/undo", deciding(this::undo));
        routes.post(Paths.ADMIN + "/directory/preview", deciding(this::preview));
        routes.post(Paths.ADMIN + "/directory/publish", deciding(this::publish));
    }

    /** What a form did. */
    private record Sent(DecisionDesk.Outcome preview, String yaml, DecisionDesk.Outcome done, List<String> problems) {

        static final Sent NOTHING = new Sent(null, "", null, List.of());

        static Sent done(DecisionDesk.Outcome outcome) {
            return new Sent(null, "", outcome, List.of());
        }
    }

    private Handler deciding(Handler handler) {
        return views.html("admin", ctx -> {
            try {
                handler.handle(ctx);
            } catch (DecisionRefusedException e) {
                show(ctx, HttpStatus.BAD_REQUEST, new Sent(null, typed(ctx), null, e.problems()));
            }
        });
    }

    private static String typed(Context ctx) {
        var yaml = ctx.formParam("yaml");
        return yaml == null ? "" : yaml;
    }

    private void merge(Context ctx) {
        var accounts = Arrays.stream(
                        DecisionForm.required(ctx, "accounts", "The accounts").split("[\\s,]+"))
                .filter(account -> !account.isEmpty())
                .toList();
        var outcome = desk.merge(accounts, DecisionForm.by(ctx, views.reader(ctx)));
        record(ctx, outcome, "identity merged", String.join(" = ", accounts));
        show(ctx, HttpStatus.OK, Sent.done(outcome));
    }

    private void undo(Context ctx) {
        var link = DecisionForm.required(ctx, "link", "The merge");
        var outcome = desk.undoMerge(link, DecisionForm.by(ctx, views.reader(ctx)));
        record(ctx, outcome, "identity merge undone", link);
        show(ctx, HttpStatus.OK, Sent.done(outcome));
    }

    private void preview(Context ctx) {
        var yaml = directory(ctx);
        show(ctx, HttpStatus.OK, new Sent(desk.previewDirectory(yaml), yaml, null, List.of()));
    }

    private void publish(Context ctx) {
        var outcome = desk.publishDirectory(directory(ctx), DecisionForm.by(ctx, views.reader(ctx)));
        record(ctx, outcome, "directory published", outcome.changes().size() + " changes");
        show(ctx, HttpStatus.OK, Sent.done(outcome));
    }

    private void record(Context ctx, DecisionDesk.Outcome outcome, String action, String subject) {
        if (!outcome.nothing()) {
            views.note(ctx, action, subject, DecisionForm.reason(ctx));
        }
    }

    /** A chosen file before typed text. */
    private static String directory(Context ctx) {
        var file = ctx.isMultipartFormData() ? ctx.uploadedFile("file") : null;
        if (file == null || file.size() == 0) {
            return DecisionForm.required(ctx, "yaml", "The directory");
        }
        if (file.size() > LONGEST_DIRECTORY) {
            throw new DecisionRefusedException(List.of("The file is larger than " + LONGEST_DIRECTORY + " bytes."));
        }
        try (var in = file.content()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file that was sent", e);
        }
    }

    private void show(Context ctx, HttpStatus status, Sent sent) {
        var zone = views.site().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var problems = sent.problems();
        DecisionBook book;
        try {
            book = desk.book();
        } catch (DecisionRefusedException e) {
            book = DecisionBook.NOTHING;
            problems = problems.isEmpty() ? e.problems() : problems;
        }
        var page = new Administration(
                book,
                desk.whyOff().orElse(""),
                database.rows(SOURCES, Map.of(), Administration.Source.class),
                database.rows(OVERRIDES, Map.of(), Administration.Decision.class),
                database.rows(NAMED, Map.of("today", today.toString()), Administration.Named.class),
                database.row(ERASED, Map.of(), Administration.Erased.class).orElseThrow(),
                minimumPeople,
                sent.preview(),
                sent.yaml(),
                sent.done(),
                problems,
                today,
                zone);
        views.page(ctx, status, views.shell("Admin", "admin"), "administration/page.jte", page);
    }
}
