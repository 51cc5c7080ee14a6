package io.plumbline.dashboards.inventory;

import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.rights.Teams;
import io.plumbline.dashboards.web.Message;
import java.util.List;

/** The page of an installation without pull requests: what to do first, or what is on its way. */
public final class Empty {

    private Empty() {}

    /** @param teams what the reader may see: others may have pull requests already */
    public static Message page(Arrivals arrivals, Teams teams) {
        if (!teams.isAll()) {
            return Message.of(
                    "nothing-of-yours",
                    "Nothing of your teams is stored yet",
                    "Your account sees " + teams.label()
                            + ". Teams come from the published directory; an administrator gives an account its teams.",
                    new Message.Link("/", "Look again"));
        }
        if (arrivals.deliveries() > 0) {
            return new Message(
                    "on-its-way",
                    "Deliveries have arrived, no pull request yet",
                    Labels.many(arrivals.deliveries(), "delivery", "deliveries") + " stored, "
                            + Labels.many(arrivals.mapped(), "delivery", "deliveries") + " mapped to events, "
                            + Labels.many(arrivals.deadLetters(), "dead letter", "dead letters") + ".",
                    List.of(
                            "The streams turn events into pull requests within seconds of their arrival.",
                            "Events that do not concern a pull request stay stored and are counted as unmapped."),
                    List.of(),
                    List.of(new Message.Link("/", "Look again")));
        }
        return new Message(
                "nothing-imported",
                "Nothing has been imported yet",
                "This page fills as soon as pull requests arrive. Three ways to bring some:",
                List.of(),
                List.of(
                        new Message.Command(
                                "Import deliveries kept by GitHub (one JSON object a line, plain or .gz)",
                                "./plumbline import github-deliveries FILE.."),
                        new Message.Command(
                                "Import hours of the public GH Archive", "./plumbline import gharchive FILE.."),
                        new Message.Command(
                                "Play 26 weeks of a made-up organisation, no account needed", "./plumbline demo")),
                List.of(new Message.Link("/", "Look again")));
    }
}
