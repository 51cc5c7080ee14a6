package io.plumbline.dashboards.sqlconsole;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.web.Message;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/**
 * The SQL page and the addresses behind it.
 *
 * <p>Failure semantics: what cannot be asked is 400 with a reason and a hint, a quota 429, somebody else's 403, ClickHouse
 * away 503. A query whose page goes away is cancelled.
 */
public final class SqlConsole {

    /** An own ClickHouse gets a user for the console first. */
    private static final String NOT_SET_UP =
            "The SQL console needs a ClickHouse user that reads the views of mart and nothing else:"
                    + " set plumbline.sql.user and plumbline.sql.password.";

    private static final String LIMITED =
            "Your account sees some teams only, and SQL here cannot be limited to teams. Use the pages and their"
                    + " exports, or ask an administrator for a ClickHouse user with row policies for your teams.";

    /**
     * What the template shows.
     *
     * @param lasting false = history and saved queries go when this process ends
     */
    record Shown(
            List<Example> examples,
            ConsoleSettings settings,
            boolean lasting,
            int mostRows,
            String exportRows,
            String exportMegabytes) {}

    private final Views views;
    private final ConsoleSettings settings;
    private final Access access;
    private final Clock clock;
    private final Schema schema;
    private final ControlStores stores;
    private final Running running;
    private final ClickHouse clickHouse;

    /**
     * @param settings null = there is no user for it; the page says how to make one
     * @param database for the schema
     */
    public SqlConsole(Views views, ConsoleSettings settings, Access access, Database database, Clock clock) {
        this.views = views;
        this.settings = settings;
        this.access = access;
        this.clock = clock;
        this.schema = new Schema(database);
        this.stores = new ControlStores(access);
        this.running = new Running(settings == null ? 0 : settings.atOnce());
        this.clickHouse = settings == null ? null : new ClickHouse(settings);
    }

    public void addTo(Routes routes) {
        routes.get(Paths.SQL, views.html("sql", this::page));
        routes.get(Paths.SQL_CONNECT, views.html("sql", this::connect));
        routes.get("/data/sql/schema", views.data(allowed((ctx, reader) -> views.json(ctx, schema.views()))));
        routes.get("/data/sql/history", views.data(allowed(this::history)));
        routes.get("/data/sql/runs/{query}", views.data(allowed(this::run)));
        routes.get("/data/sql/saved", views.data(allowed(this::saved)));
        routes.post("/data/sql/saved", views.data(allowed(this::save)));
        routes.post("/data/sql/saved/{id}/delete", views.data(allowed(this::delete)));
        routes.post("/data/sql/query", views.data(allowed((ctx, reader) -> rows(ctx, reader, Question.Kind.ROWS))));
        routes.post(
                "/data/sql/explain", views.data(allowed((ctx, reader) -> rows(ctx, reader, Question.Kind.EXPLAIN))));
        routes.post("/data/sql/export", views.data(allowed(this::export)));
        routes.post("/data/sql/cancel", views.data(allowed(this::cancel)));
    }

    private interface Answering {
        void answer(Context ctx, Reader reader) throws RefusedException;
    }

    /** With the reason as JSON when it is not answered. */
    private Handler allowed(Answering answering) {
        return ctx -> {
            var reader = views.reader(ctx);
            try {
                if (settings == null) {
                    throw new RefusedException(HttpStatus.FORBIDDEN, NOT_SET_UP, "docs/sql-access.md tells how.");
                }
                if (!reader.teams().equals(Teams.ALL)) {
                    throw new RefusedException(HttpStatus.FORBIDDEN, LIMITED, "");
                }
                answering.answer(ctx, reader);
            } catch (BadQuestionException e) {
                error(ctx, HttpStatus.BAD_REQUEST, e.getMessage(), "");
            } catch (RefusedException e) {
                error(ctx, e.status(), e.getMessage(), e.hint());
            }
        };
    }

    private void error(Context ctx, HttpStatus status, String message, String hint) {
        ctx.status(status);
        views.json(ctx, Map.of("error", message, "hint", hint));
    }

    private void page(Context ctx) {
        if (settings == null) {
            message(ctx, HttpStatus.OK, "The SQL console is not set up", NOT_SET_UP);
        } else if (!views.reader(ctx).teams().equals(Teams.ALL)) {
            message(ctx, HttpStatus.FORBIDDEN, "SQL shows all teams", LIMITED);
        } else {
            var shown = new Shown(
                    Example.ALL,
                    settings,
                    access.hasLogin(),
                    RowsAnswer.MOST_ROWS,
                    "%,d".formatted(settings.exportRows()),
                    String.valueOf(settings.exportBytes() / 1_000_000));
            views.page(ctx, HttpStatus.OK, views.shell("SQL", "sql"), "sqlconsole/page.jte", shown);
        }
    }

    private void message(Context ctx, HttpStatus status, String heading, String text) {
        views.message(
                ctx,
                status,
                "sql",
                new Message(
                        "sql",
                        heading,
                        text,
                        List.of("docs/sql-access.md tells how to connect other programs and how users of a ClickHouse"
                                + " server are limited."),
                        List.of(),
                        List.of(new Message.Link(Paths.OVERVIEW, "Go to the overview"))));
    }

    private void connect(Context ctx) {
        views.page(ctx, HttpStatus.OK, views.shell("Connect", "sql"), "sqlconsole/connect.jte", Connect.to(settings));
    }

    private void rows(Context ctx, Reader reader, Question.Kind kind) throws RefusedException {
        var question = Question.read(ctx, kind);
        boolean explained =
                kind == Question.Kind.EXPLAIN && !question.statement().matches("(?is)\\s*explain\\b.*");
        var sql = explained ? "EXPLAIN indexes = 1\n" + question.statement() : question.statement();
        var reading = new RowsAnswer(question.id());
        asking().ask(
                        ctx,
                        reader,
                        question,
                        sql,
                        new ClickHouse.Wanted(RowsAnswer.FORMAT, RowsAnswer.MOST_ROWS + 1L, false),
                        reading);
        views.json(ctx, reading.answer());
    }

    private void export(Context ctx, Reader reader) throws RefusedException {
        var kind =
                switch (String.valueOf(ctx.formParam("format"))) {
                    case "csv" -> Question.Kind.CSV;
                    case "json" -> Question.Kind.JSON;
                    case "parquet" -> Question.Kind.PARQUET;
                    default -> throw new BadQuestionException("The form field format is csv, json or parquet.");
                };
        var question = Question.read(ctx, kind);
        var export = new Export(ctx, question, settings);
        asking().ask(ctx, reader, question, question.statement(), export.wanted(), export);
    }

    private void cancel(Context ctx, Reader reader) {
        var id = ctx.formParam("id");
        boolean found = id != null && running.cancel(id, reader.accountId(), clickHouse);
        views.json(ctx, Map.of("cancelled", found));
    }

    private void history(Context ctx, Reader reader) {
        views.json(
                ctx,
                runs().of(reader.accountId()).stream().map(SqlConsole::shown).toList());
    }

    private void run(Context ctx, Reader reader) {
        var row = runs().find(reader.accountId(), ctx.pathParam("query"))
                .orElseThrow(() -> new BadQuestionException("You have asked no query with this id."));
        views.json(ctx, shown(row));
    }

    private static Map<String, Object> shown(Runs.Row row) {
        return Map.of(
                "id", row.queryId(),
                "at", row.at().toString(),
                "kind", row.kind(),
                "statement", row.statement(),
                "parameters", row.parameters(),
                "outcome", row.outcome(),
                "rows", row.resultRows(),
                "millis", row.millis(),
                "message", row.message());
    }

    private void saved(Context ctx, Reader reader) {
        views.json(ctx, savedQueries().of(reader));
    }

    private void save(Context ctx, Reader reader) {
        savedQueries().save(reader, ctx.formParam("name"), ctx.formParam("sql"), "team".equals(ctx.formParam("for")));
        views.json(ctx, savedQueries().of(reader));
    }

    private void delete(Context ctx, Reader reader) {
        var id = ctx.pathParam("id");
        if (!id.matches("\\d{1,18}") || !savedQueries().delete(reader, Long.parseLong(id))) {
            throw new BadQuestionException("There is no such saved query of yours.");
        }
        views.json(ctx, savedQueries().of(reader));
    }

    private Runs runs() {
        return new Runs(stores.get(), clock);
    }

    private SavedQueries savedQueries() {
        return new SavedQueries(stores.get(), clock);
    }

    private Asking asking() {
        return new Asking(settings, clickHouse, running, runs(), access);
    }
}
