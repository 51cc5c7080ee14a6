package io.plumbline.dashboards.rework;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.card.PageRequest;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Sources;
import io.plumbline.dashboards.filter.BadFilterException;
import java.util.HashMap;
import java.util.Map;

/** What the cards about lines share: the window of the address, and why there are no lines. */
final class Lines {

    static final String KEY = "n";

    private static final String[] WINDOWS = {"21", "7", "14", "30"};

    private Lines() {}

    /** @throws BadFilterException for a window that is not offered */
    static int days(PageRequest request) {
        return Integer.parseInt(request.choice(KEY, WINDOWS));
    }

    static Map<String, Object> parameters(PageRequest request) {
        var parameters = new HashMap<>(request.parameters());
        parameters.put("days", days(request));
        return parameters;
    }

    static void blank(FigureCard card, Sources.Known known) {
        if (known.lineCommits() == 0) {
            card.blank(
                    EmptyKind.NOT_CONNECTED,
                    "There is no line data: run \"./plumbline import git\" on a clone of each repository.");
        } else {
            card.blank(EmptyKind.FILTER, "No commit of an imported clone lies in this period with these filters.");
        }
    }
}
