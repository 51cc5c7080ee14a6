package io.plumbline.dashboards.web;

import io.javalin.http.Context;
import io.plumbline.dashboards.rights.Reader;
import java.util.Optional;

/** Decides, after somebody was let in, whether what they ask for would tell too much of too few. */
public interface Curtain {

    /** @return why nothing is shown; empty = the page may answer */
    Optional<String> hides(Context ctx, Route route, Reader reader);
}
