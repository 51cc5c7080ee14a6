package io.plumbline.dashboards.health;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.plumbline.dashboards.web.Navigation;
import io.plumbline.dashboards.web.Views;
import java.util.Map;

/**
 * Takes what a browser has measured when its reader leaves a page: fields {@code page} (a section) and {@code m}, repeated,
 * such as {@code lcp:812}. The form's token comes along like with any form. Nothing tells who it was.
 */
final class SpeedBeacon {

    private static final int MOST = 60;

    private final Views views;
    private final UiSpeed speed;

    SpeedBeacon(Views views, UiSpeed speed) {
        this.views = views;
        this.speed = speed;
    }

    void take(Context ctx) {
        var page = ctx.formParam("page");
        var section = page != null && Navigation.isSection(page) ? page : "other";
        var told = ctx.formParams("m");
        long kept = told.stream()
                .limit(MOST)
                .filter(measured -> take(section, measured))
                .count();
        if (kept == 0) {
            ctx.status(HttpStatus.BAD_REQUEST);
            views.json(ctx, Map.of("error", "Nothing was measured: send m=lcp:812 and the like."));
        } else {
            views.json(ctx, Map.of("kept", kept));
        }
    }

    private boolean take(String section, String measured) {
        int colon = measured.indexOf(':');
        if (colon < 0
                || measured.length() > 40
                || !measured.substring(colon + 1).matches("\\d{1,7}(\\.\\d{1,6})?")) {
            return false;
        }
        return UiSpeed.Measure.of(measured.substring(0, colon))
                .filter(measure -> speed.add(measure, section, Double.parseDouble(measured.substring(colon + 1))))
                .isPresent();
    }
}
