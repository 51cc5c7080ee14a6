package io.plumbline.dashboards.digest;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.plumbline.dashboards.sql.Database;
import java.util.Map;

/** Writes the digest of a week. */
public final class Digests {

    private final FiguresQuery query;
    private final TemplateEngine engine = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Digests.class.getClassLoader(), "io.plumbline.dashboards");

    public Digests(Database database) {
        this.query = new FiguresQuery(database);
    }

    /** @throws io.plumbline.dashboards.sql.DatabaseAwayException when ClickHouse does not answer */
    public Rendered write(Terms terms, IsoWeek week) {
        return rendered(Digest.of(query.read(terms, week, terms.since(), terms.asOf()), terms));
    }

    Rendered rendered(Digest digest) {
        var out = new StringOutput();
        engine.render("digest/mail.jte", Map.of("digest", digest), out);
        return new Rendered(
                digest.subject(),
                out.toString(),
                DigestText.of(digest),
                digest.trend().isEmpty() ? new byte[0] : TrendPicture.png(digest.trend()),
                digest.kind() == Digest.Kind.QUIET || digest.kind() == Digest.Kind.EMPTY);
    }
}
