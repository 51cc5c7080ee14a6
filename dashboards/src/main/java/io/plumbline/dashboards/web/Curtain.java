package io.plumbline.dashboards.web;

import io.javalin.http.Context;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.rights.Reader;
import java.util.Objects;
import java.util.Optional;

/** Decides, after somebody was let in, whether what they ask for would tell too much of too few. */
public interface Curtain {

    /** Where {@link Routes} leaves it for the handlers behind. */
    String ATTRIBUTE = "plumbline.curtain";

    /** The one of this request. */
    static Curtain of(Context ctx) {
        return Objects.requireNonNull(ctx.attribute(ATTRIBUTE), "asked for outside of Routes");
    }

    /** @return why nothing is shown; empty = the page may answer */
    Optional<String> hides(Context ctx, Route route, Reader reader);

    /** Whether AI-written pull requests beside the rest would tell what few people do. */
    boolean hidesArms(Scope scope, Period period);
}
