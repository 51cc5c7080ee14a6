package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Sources;

/** Why there are no findings to show. */
final class Reviews {

    private Reviews() {}

    static void blank(FigureCard card, Sources.Known known) {
        if (known.reviewedPullRequests() == 0) {
            card.blank(
                    EmptyKind.NOT_CONNECTED,
                    "No AI reviewer has looked at any pull request: nobody could find anything, which says nothing about"
                            + " the code.");
        } else {
            card.blank(
                    EmptyKind.FILTER,
                    "No AI reviewer looked at a pull request that ended in this period with these filters. That says nothing"
                            + " about the code.");
        }
    }
}
