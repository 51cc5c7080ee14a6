package io.plumbline.dashboards.access;

import io.javalin.http.Context;

/** The number in an address. */
final class Ids {

    private Ids() {}

    /** 0, which no row has, for what is no number. */
    static long of(Context ctx) {
        var text = ctx.pathParam("id");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }
}
