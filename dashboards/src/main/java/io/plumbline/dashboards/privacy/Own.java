package io.plumbline.dashboards.privacy;

import io.plumbline.dashboards.decision.DecisionBook;
import io.plumbline.dashboards.format.Labels;
import io.plumbline.dashboards.format.Numbers;
import io.plumbline.dashboards.web.Paths;
import io.plumbline.schema.metric.Tools;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** What the template of one's own page shows. */
record Own(DecisionBook.Person person, Figures figures, List<Line> lines, boolean more, int days, ZoneId zone) {

    /** The row of own_figures.sql; medians are of {@code pickedUp} and {@code merged} and say nothing when these are 0. */
    record Figures(
            long opened,
            long merged,
            long closedWithoutMerge,
            long stillOpen,
            long withAi,
            long reviewed,
            long pushedToAfterReview,
            double pickupP50Hours,
            double mergeP50Hours,
            long pickedUp) {

        String pickup() {
            return pickedUp == 0 ? "–" : Numbers.hours(pickupP50Hours);
        }

        String toMerge() {
            return merged == 0 ? "–" : Numbers.hours(mergeP50Hours);
        }
    }

    /** One row of own.sql. */
    record Line(
            String provider,
            String repo,
            long number,
            String title,
            String origin,
            String tool,
            Instant openedAt,
            Instant readyAt,
            Instant firstHumanReviewAt,
            Instant mergedAt,
            Instant closedAt,
            boolean draft,
            String outcome,
            Long additions,
            Long deletions) {

        String href() {
            return Paths.pullRequest(provider, repo, number);
        }

        String name() {
            return repo + "#" + number;
        }

        String shownTitle() {
            return title.isBlank() ? "(no title)" : title;
        }

        String originLabel() {
            return Labels.origin(origin) + (tool == null ? "" : ", " + Tools.label(tool));
        }

        String outcomeLabel() {
            return Labels.outcome(outcome, draft);
        }

        String outcomeClass() {
            return Labels.outcomeClass(outcome, draft);
        }
    }

    String who() {
        return person.name().isEmpty() ? person.id() : person.name();
    }
}
