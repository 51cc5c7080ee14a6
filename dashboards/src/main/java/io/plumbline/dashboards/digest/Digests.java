package io.plumbline.dashboards.digest;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.plumbline.dashboards.annotation.Annotations;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.sql.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes the digest of a week. What was read for one reader serves the next of the same team for a while: on a Monday at nine
 * hundreds want the same.
 */
public final class Digests {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final int MOST_KEPT = 100;

    private final FiguresQuery query;
    private final Annotations annotations;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Digests.class.getClassLoader(), "io.plumbline.dashboards");

    /** What decides the figures. */
    private record Key(String team, Teams teams, IsoWeek week, Instant since) {}

    private record Kept(Figures figures, Instant at) {}

    private final Map<Key, Kept> kept = new LinkedHashMap<>();
    private Trend drawn = Trend.NONE;
    private byte[] drawing = new byte[0];

    public Digests(Database database, Annotations annotations) {
        this.annotations = annotations;
        this.query = new FiguresQuery(database);
    }

    /** @throws io.plumbline.dashboards.sql.DatabaseAwayException when ClickHouse does not answer */
    public Rendered write(Terms terms, IsoWeek week) {
        var marks = annotations.told(terms.reader(), terms.team(), week.monday(), week.sunday());
        return rendered(Digest.of(figures(terms, week), terms, marks));
    }

    private synchronized Figures figures(Terms terms, IsoWeek week) {
        kept.values()
                .removeIf(old ->
                        old.at().isBefore(terms.asOf().minus(FRESH)) || old.at().isAfter(terms.asOf()));
        var key = new Key(terms.team(), terms.teams(), week, terms.since());
        var found = kept.get(key);
        if (found == null) {
            found = new Kept(query.read(terms, week, terms.since(), terms.asOf()), terms.asOf());
            if (kept.size() < MOST_KEPT) {
                kept.put(key, found);
            }
        }
        return found.figures();
    }

    private synchronized byte[] picture(Trend trend) {
        if (!trend.equals(drawn)) {
            drawing = trend.isEmpty() ? new byte[0] : TrendPicture.png(trend);
            drawn = trend;
        }
        return drawing;
    }

    Rendered rendered(Digest digest) {
        var out = new StringOutput();
        engine.render("digest/mail.jte", Map.of("digest", digest), out);
        return new Rendered(
                digest.subject(),
                out.toString(),
                DigestText.of(digest),
                picture(digest.trend()),
                digest.kind() == Digest.Kind.QUIET || digest.kind() == Digest.Kind.EMPTY);
    }
}
