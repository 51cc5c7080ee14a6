package io.plumbline.dashboards.defects;

import io.plumbline.dashboards.card.EmptyKind;
import io.plumbline.dashboards.figure.FigureCard;
import io.plumbline.dashboards.figure.Sources;

/** Why production says nothing. */
final class Production {

    static final String NO_INCIDENT_SOURCE =
            "No incident source is connected for these repositories: that nobody tells of incidents does not mean that there"
                    + " were none. Send webhooks of PagerDuty, Opsgenie or issues, or map services in the directory.";

    private Production() {}

    static void blank(FigureCard card, Sources.Known known) {
        if (known.incidentSources() == 0) {
            card.blank(EmptyKind.NOT_CONNECTED, NO_INCIDENT_SOURCE);
        } else if (known.deployments() == 0) {
            card.blank(
                    EmptyKind.NOT_CONNECTED,
                    "No production deployment is known: send deployment events of GitHub, or of the pipeline.");
        } else {
            card.blank(EmptyKind.FILTER, "No production deployment finished in this period with these filters.");
        }
    }
}
