package io.plumbline.dashboards.card;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.filter.BadFilterException;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.filter.UrlState;
import io.plumbline.dashboards.format.Csv;
import io.plumbline.dashboards.format.JsonRows;
import io.plumbline.dashboards.inventory.Empty;
import io.plumbline.dashboards.inventory.FilterBar;
import io.plumbline.dashboards.inventory.Inventory;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.DatabaseAwayException;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.dashboards.web.Views;
import java.time.Clock;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/** Serves pages made of cards, the cards, and their data. Each page has one of these, with its own keys. */
public final class Cards {

    /** What the template of a page shows. */
    public interface PageModel {
        Object of(PageRequest request, FilterBar filters, Reader reader);
    }

    private final Views views;
    private final Database database;
    private final Inventory inventory;
    private final Clock clock;
    private final List<String> keys;

    /** @param ownKeys what the addresses of this page understand besides period and scope */
    public Cards(Views views, Database database, Inventory inventory, Clock clock, List<String> ownKeys) {
        this.views = views;
        this.database = database;
        this.inventory = inventory;
        this.clock = clock;
        this.keys = PageRequest.keys(ownKeys);
    }

    /**
     * Serves the page: heading, filters and places for its cards.
     *
     * @param section entry of the navigation, such as {@code rework}
     * @param fields filters of the scope that its cards understand
     */
    public void page(
            Routes routes,
            String path,
            String section,
            String title,
            String heading,
            String lead,
            Set<String> fields,
            List<CardPage.Slot> slots) {
        page(routes, path, section, title, heading, lead, fields, request -> {}, slots);
    }

    /** @param check fails with BadFilterException for an address that the cards could not read */
    public void page(
            Routes routes,
            String path,
            String section,
            String title,
            String heading,
            String lead,
            Set<String> fields,
            Consumer<PageRequest> check,
            List<CardPage.Slot> slots) {
        page(routes, path, section, title, "card/page.jte", (request, filters, reader) -> {
            check.accept(request);
            return new CardPage(heading, lead, filters, fields, request, open(slots, reader));
        });
    }

    /**
     * Serves a page of cards with a template of its own.
     *
     * @param model what the template shows
     */
    public void page(Routes routes, String path, String section, String title, String template, PageModel model) {
        routes.get(path, views.html(section, ctx -> {
            var teams = views.reader(ctx).teams();
            var stock = inventory.stock(teams);
            var request = request(ctx);
            Views.canonicalUrl(ctx, request.state(), path);
            if (stock.isEmpty()) {
                views.message(ctx, HttpStatus.OK, section, Empty.page(inventory.arrivals(), teams));
                return;
            }
            var filters = new FilterBar(path, request.state(), request.period(), inventory.choices(teams));
            views.page(
                    ctx, views.shellWithChart(title, section), template, model.of(request, filters, views.reader(ctx)));
        }));
    }

    /**
     * Serves {@code /card/NAME}: the card's HTML, without the page.
     *
     * @param template such as {@code rework/lines.jte}; its parameters are {@code shell} and {@code card}
     * @param model what the template shows
     */
    public void card(Routes routes, String name, String template, Function<PageRequest, ?> model) {
        routes.get(Paths.card(name), card(name, ctx -> {
            var request = request(ctx);
            if (!views.isUnchanged(ctx, inventory.version() + "-" + request.today())) {
                views.card(ctx, template, model.apply(request));
            }
        }));
    }

    /** The same for a card about this very moment: ages and memory change without any new row, so it is never 304. */
    public void cardOfNow(Routes routes, String name, String template, Function<PageRequest, ?> model) {
        routes.get(Paths.card(name), card(name, ctx -> views.card(ctx, template, model.apply(request(ctx)))));
    }

    /** Serves {@code /data/NAME.csv}, {@code .json} and {@code .sql}: the rows of one query with its column names. */
    public void data(Routes routes, String name, SqlFile query) {
        data(routes, name, query, PageRequest::parameters);
    }

    /** @param parameters of the query, from what the address asks for */
    public void data(Routes routes, String name, SqlFile query, Function<PageRequest, Map<String, Object>> parameters) {
        var address = "/data/" + name;
        routes.get(address + ".csv", views.data(ctx -> {
            var table = database.table(query, parameters.apply(request(ctx)));
            var csv = new Csv().line(table.columns());
            table.rows().forEach(csv::line);
            views.csv(ctx, name + ".csv", csv.toString());
        }));
        routes.get(address + ".json", views.data(ctx -> {
            var table = database.table(query, parameters.apply(request(ctx)));
            views.json(ctx, Map.of("columns", table.columns(), "rows", JsonRows.of(table.rows())));
        }));
        routes.get(address + ".sql", views.data(ctx -> views.sql(ctx, query.filled(parameters.apply(request(ctx))))));
    }

    /** Serves {@code /data/NAME.json} for a chart, with what is to be read along with it: incidents, notes. */
    public void chart(Routes routes, String name, Function<PageRequest, Map<String, Object>> model) {
        routes.get("/data/" + name + ".json", views.data(ctx -> {
            var request = request(ctx);
            var annotations = inventory.annotations();
            if (!views.isUnchanged(ctx, inventory.version() + "-" + request.today() + "-" + annotations.version())) {
                var json = new LinkedHashMap<>(model.apply(request));
                json.put(
                        "annotations",
                        annotations.of(views.reader(ctx), request.scope(), request.period(), request.zone()));
                views.json(ctx, json);
            }
        }));
    }

    /** What the address asks for; asks the store only for the span of the data, which is remembered for a moment. */
    public PageRequest request(Context ctx) {
        var teams = views.reader(ctx).teams();
        var stock = inventory.stock(teams);
        var zone = views.site().zone();
        var today = LocalDate.ofInstant(clock.instant(), zone);
        var state = UrlState.read(keys, ctx.queryParamMap());
        return new PageRequest(
                state, Period.of(state, stock.span(), today), Scope.of(state, teams), today, zone, stock.countedAt());
    }

    private static List<CardPage.Slot> open(List<CardPage.Slot> slots, Reader reader) {
        return slots.stream().filter(slot -> reader.may(slot.right())).toList();
    }

    /** A card that fails says so in its own place. */
    private Handler card(String name, Handler handler) {
        return ctx -> {
            try {
                handler.handle(ctx);
            } catch (BadFilterException e) {
                failed(ctx, HttpStatus.BAD_REQUEST, name, e.getMessage());
            } catch (DatabaseAwayException e) {
                ctx.header("Retry-After", "5");
                failed(ctx, HttpStatus.SERVICE_UNAVAILABLE, name, e.getMessage());
            } catch (HttpResponseException e) {
                throw e;
            } catch (RuntimeException e) {
                failed(
                        ctx,
                        HttpStatus.INTERNAL_SERVER_ERROR,
                        name,
                        "The reason is in the server's log under " + views.logged(ctx, e) + ".");
            }
        };
    }

    private void failed(Context ctx, HttpStatus status, String name, String reason) {
        var query = ctx.queryString();
        var again = query == null ? ctx.path() : ctx.path() + "?" + query;
        ctx.status(status);
        views.card(ctx, "card/failed.jte", new FailedCard(name, reason, again));
    }
}
