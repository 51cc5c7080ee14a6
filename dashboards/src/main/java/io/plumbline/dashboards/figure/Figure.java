package io.plumbline.dashboards.figure;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.chart.WeeklyLines;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Routes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A card that one query fills. Page, CSV and JSON come from the same statement, so that they cannot disagree.
 *
 * @param <R> a row of the query
 */
public abstract class Figure<R> {

    private final String name;
    private final String heading;
    private final String size;
    private final Class<R> rows;
    private final SqlFile query;
    private final List<String> metricIds;
    private final Sources sources;

    /**
     * @param size short, medium or tall: room kept while it is on its way
     * @param query beside the class of the page
     * @param metricIds of the registry whose definitions are one click away
     */
    protected Figure(
            Sources sources,
            String name,
            String heading,
            String size,
            SqlFile query,
            Class<R> rows,
            String... metricIds) {
        this.sources = sources;
        this.name = name;
        this.heading = heading;
        this.size = size;
        this.query = query;
        this.rows = rows;
        this.metricIds = List.of(metricIds);
    }

    /** Fills the card. */
    protected abstract void show(List<R> rows, PageRequest request, FigureCard card);

    /** Lines by week, for cards that have them. */
    protected Optional<WeeklyLines> lines(List<R> rows, PageRequest request) {
        return Optional.empty();
    }

    protected Map<String, Object> parameters(PageRequest request) {
        return request.parameters();
    }

    /** Single pull requests are not for everybody who may see figures. */
    protected Right right() {
        return Right.FIGURES;
    }

    /** What is connected at all; asked only for a card that has nothing to show. */
    protected final Sources.Known sources(PageRequest request) {
        return sources.known(request);
    }

    public final CardPage.Slot slot() {
        return new CardPage.Slot(name, heading, size, right());
    }

    /** Serves the card, its rows and its chart, if it has one. */
    public final void addTo(Routes routes, Cards cards) {
        cards.card(routes, name, "figure/card.jte", this::card);
        cards.data(routes, name, query, this::parameters);
        if (hasChart()) {
            cards.chart(routes, name + "-trend", request -> {
                var found = sources.database().rows(query, parameters(request), rows);
                var card = card(request, found);
                return lines(found, request).orElseThrow().json(card.frame().finding(), request.today());
            });
        }
    }

    /** Whether {@link #lines} gives something. */
    protected boolean hasChart() {
        return false;
    }

    private FigureCard card(PageRequest request) {
        return card(request, sources.database().rows(query, parameters(request), rows));
    }

    private FigureCard card(PageRequest request, List<R> found) {
        var card = new FigureCard(
                Frame.of(name, heading, request, query.filled(parameters(request)), metricIds.toArray(String[]::new)));
        show(found, request, card);
        if (card.blank() == null && hasChart()) {
            lines(found, request)
                    .filter(WeeklyLines::hasPoints)
                    .ifPresent(drawn -> card.chart(
                            request.data(name + "-trend.json"), drawn.lines().size()));
        }
        return card;
    }
}
