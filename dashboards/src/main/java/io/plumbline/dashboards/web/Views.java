package io.plumbline.dashboards.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Renders pages and what goes wrong in them.
 *
 * <p>Failure semantics: a page that fails still shows the shell, with the reason and a retry: 400 for a URL that cannot
 * be read, 503 when ClickHouse is away, 500 with an id that is in the log for anything else.
 */
public final class Views {

    private static final Logger LOG = LoggerFactory.getLogger(Views.class);
    private static final String RENDERED = "plumbline.rendered";
    /** Another program may render the same data in another way. */
    private static final String STARTED = UUID.randomUUID().toString();

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Views.class.getClassLoader(), "io.plumbline.dashboards");
    private final SecureRandom random = new SecureRandom();
    private final Site site;
    private final Door door;

    public Views(Site site, Door door) {
        this.site = site;
        this.door = door;
    }

    /** Who asks. */
    public Reader reader(Context ctx) {
        return door.reader(ctx);
    }

    /** Keeps in the audit what the reader has done; nothing is kept where login is off. */
    public void note(Context ctx, String action, String subject, String detail) {
        door.note(ctx, action, subject, detail);
    }

    public Site site() {
        return site;
    }

    /** @param template such as {@code overview/page.jte}; its parameters are {@code shell} and {@code page} */
    public void page(Context ctx, HttpStatus status, Shell shell, String template, Object page) {
        var out = new StringOutput();
        var seen = shell.seenBy(door.reader(ctx), () -> door.formToken(ctx));
        engine.render(template, Map.of("shell", seen, "page", page), out);
        ctx.attribute(RENDERED, true);
        ctx.status(status).contentType("text/html; charset=utf-8").result(out.toString());
    }

    public void page(Context ctx, Shell shell, String template, Object page) {
        page(ctx, HttpStatus.OK, shell, template, page);
    }

    /** A piece of a page; its one parameter is {@code text}. */
    public void fragment(Context ctx, String template, String text) {
        var out = new StringOutput();
        engine.render(template, Map.of("text", text), out);
        ctx.attribute(RENDERED, true);
        ctx.contentType("text/html; charset=utf-8").result(out.toString());
    }

    public void message(Context ctx, HttpStatus status, String section, Message message) {
        page(ctx, status, new Shell(site, message.heading(), section, false), "web/message.jte", message);
    }

    /**
     * HTML of one card.
     *
     * @param template its parameters are {@code shell} and {@code card}
     */
    public void card(Context ctx, String template, Object card) {
        var out = new StringOutput();
        var seen = shell("", "").seenBy(door.reader(ctx), () -> door.formToken(ctx));
        engine.render(template, Map.of("shell", seen, "card", card), out);
        ctx.attribute(RENDERED, true);
        ctx.contentType("text/html; charset=utf-8").result(out.toString());
    }

    /**
     * Whether the reader's browser has this very answer; then it has been sent as 304. Otherwise the answer to come is
     * marked, and kept by nobody but this browser, which asks again each time.
     *
     * @param dataVersion changes when anything stored changes; empty = unknown, nothing is kept
     */
    public boolean isUnchanged(Context ctx, String dataVersion) {
        if (dataVersion.isEmpty()) {
            return false;
        }
        var mark = String.join(
                "\n",
                STARTED,
                dataVersion,
                door.reader(ctx).toString(),
                site.zone().getId());
        var tag = "\"" + UUID.nameUUIDFromBytes(mark.getBytes(StandardCharsets.UTF_8)) + "\"";
        ctx.header("Cache-Control", "private, no-cache");
        ctx.header("Vary", "Cookie, Authorization");
        ctx.header("ETag", tag);
        if (tag.equals(ctx.header("If-None-Match"))) {
            ctx.status(HttpStatus.NOT_MODIFIED);
            return true;
        }
        return false;
    }

    public Shell shell(String title, String section) {
        return new Shell(site, title, section, false);
    }

    public Shell shellWithChart(String title, String section) {
        return new Shell(site, title, section, true);
    }

    public void json(Context ctx, Object body) {
        try {
            ctx.contentType("application/json; charset=utf-8").result(JSON.writeValueAsBytes(body));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Cannot write JSON", e);
        }
    }

    public void csv(Context ctx, String fileName, String csv) {
        ctx.header("Content-Disposition", "attachment; filename=\"" + fileName + "\"");
        ctx.contentType("text/csv; charset=utf-8").result(csv);
    }

    public void sql(Context ctx, String sql) {
        ctx.contentType("text/plain; charset=utf-8").result(sql + "\n");
    }

    /** With htmx the address bar shows the state without the empty fields of the form. */
    public static void canonicalUrl(Context ctx, UrlState state, String path) {
        if (ctx.header("HX-Request") != null) {
            ctx.header("HX-Push-Url", state.at(path));
        }
    }

    /** Wraps a page's handler with the pages for its failures. */
    public Handler html(String section, Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (BadFilterException e) {
                message(ctx, HttpStatus.BAD_REQUEST, section, badFilter(ctx, e));
            } catch (DatabaseAwayException e) {
                ctx.header("Retry-After", "5");
                message(ctx, HttpStatus.SERVICE_UNAVAILABLE, section, databaseAway(ctx, e));
            } catch (HttpResponseException e) {
                throw e;
            } catch (RuntimeException e) {
                message(ctx, HttpStatus.INTERNAL_SERVER_ERROR, section, failed(ctx, logged(ctx, e)));
            }
        };
    }

    /** Wraps the handler of a data address (JSON, CSV, SQL): failures are JSON with a reason. */
    public Handler data(Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (BadFilterException e) {
                ctx.status(HttpStatus.BAD_REQUEST);
                json(ctx, Map.of("error", e.getMessage()));
            } catch (DatabaseAwayException e) {
                ctx.status(HttpStatus.SERVICE_UNAVAILABLE).header("Retry-After", "5");
                json(ctx, Map.of("error", e.getMessage()));
            } catch (HttpResponseException e) {
                throw e;
            } catch (RuntimeException e) {
                ctx.status(HttpStatus.INTERNAL_SERVER_ERROR);
                json(ctx, Map.of("error", "Something went wrong here; the log has it under " + logged(ctx, e) + "."));
            }
        };
    }

    /** For addresses that no page has; leaves alone what a page has already rendered. */
    void notFound(Context ctx) {
        if (ctx.attribute(RENDERED) == null) {
            message(
                    ctx,
                    HttpStatus.NOT_FOUND,
                    "",
                    Message.of(
                            "not-found",
                            "There is no such page",
                            "Nothing lives at " + ctx.path() + ".",
                            new Message.Link(Paths.OVERVIEW, "Go to the overview")));
        }
    }

    private static Message badFilter(Context ctx, BadFilterException e) {
        return Message.of(
                "bad-filter",
                "This address cannot be read",
                e.getMessage(),
                new Message.Link(ctx.path(), "Show the page without filters"));
    }

    private static Message databaseAway(Context ctx, DatabaseAwayException e) {
        return Message.of(
                "database-away", "ClickHouse does not answer", e.getMessage(), new Message.Link(here(ctx), "Retry"));
    }

    private static Message failed(Context ctx, String id) {
        return Message.of(
                "failed",
                "Something went wrong here",
                "The reason is in the server's log under " + id + ".",
                new Message.Link(here(ctx), "Retry"));
    }

    private static String here(Context ctx) {
        var query = ctx.queryString();
        return query == null ? ctx.path() : ctx.path() + "?" + query;
    }

    /** @return the id under which the log has it */
    public String logged(Context ctx, RuntimeException e) {
        var bytes = new byte[6];
        random.nextBytes(bytes);
        var id = HexFormat.of().formatHex(bytes);
        LOG.error("Page {} failed ({})", ctx.path(), id, e);
        return id;
    }
}
