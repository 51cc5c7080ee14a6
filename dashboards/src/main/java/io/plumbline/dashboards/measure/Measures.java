package io.plumbline.dashboards.measure;

import io.plumbline.dashboards.card.CardPage;
import io.plumbline.dashboards.card.Cards;
import io.plumbline.dashboards.card.Frame;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Routes;
import io.plumbline.schema.metric.MetricRegistry;
import java.util.List;
import java.util.Map;

/** Serves cards of one share each. */
public final class Measures {

    private static final SqlFile WEEKS = SqlFile.beside(Measures.class, "weeks.sql");

    /**
     * One card.
     *
     * @param metricId of the registry; its unit is a share
     * @param heading a question
     * @param dated which day the metric counts on: opened, merged or closed
     * @param caveat what to keep in mind beside the method; may be empty
     */
    public record Spec(String metricId, String heading, String dated, String caveat) {

        /** Name of the card and of its data; {@link io.plumbline.dashboards.web.RouteTable} lists the same. */
        public String name() {
            return "measure-" + metricId.replace('_', '-');
        }

        public CardPage.Slot slot() {
            return CardPage.Slot.of(name(), heading);
        }
    }

    private final Cards cards;
    private final Database database;

    public Measures(Cards cards, Database database) {
        this.cards = cards;
        this.database = database;
    }

    /**
     * Serves the card, its rows and its chart.
     *
     * @throws IllegalArgumentException for a metric that is no share
     */
    public void add(Routes routes, Spec spec) {
        if (!MetricRegistry.standard().metric(spec.metricId()).unit().equals("share")) {
            throw new IllegalArgumentException(spec.metricId() + " is not a share");
        }
        cards.card(routes, spec.name(), "measure/card.jte", request -> measure(spec, request));
        cards.data(routes, spec.name(), WEEKS, request -> parameters(spec, request));
        cards.chart(routes, spec.name() + "-trend", request -> {
            var measure = measure(spec, request);
            return measure.lines().json(measure.frame().finding(), request.today());
        });
    }

    private Measure measure(Spec spec, PageRequest request) {
        var parameters = parameters(spec, request);
        var frame = Frame.of(spec.name(), spec.heading(), request, WEEKS.filled(parameters), spec.metricId())
                .caveat((spec.caveat()
                                + " Dot = share, whisker = 95 % interval (Wilson); differences after Newcombe."
                                + " Only settled pull requests count. Unknown origin does not mean that a person wrote it,"
                                + " and the two sides get different work: a difference is not yet an effect.")
                        .strip());
        return Measure.of(
                frame,
                database.rows(WEEKS, parameters, Measure.Row.class),
                request,
                spec.dated(),
                request.data(spec.name() + "-trend.json"));
    }

    private static Map<String, Object> parameters(Spec spec, PageRequest request) {
        var parameters = request.parameters();
        parameters.put("metric", spec.metricId());
        return parameters;
    }

    /** The places of some cards, in order. */
    public static List<CardPage.Slot> slots(List<Spec> specs) {
        return specs.stream().map(Spec::slot).toList();
    }
}
