package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.rights.Teams;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/**
 * For whom a digest is written, and how.
 *
 * @param team id; empty = all that the reader sees
 * @param teams what the reader may see
 * @param pullRequests whether single pull requests may be named
 * @param zone the organisation's, for dates
 * @param base beginning of links
 * @param unsubscribe path that ends the subscription; empty in previews
 * @param since restatements from then on are told; of the last mail
 * @param asOf now
 */
public record Terms(
        String organisation,
        String team,
        Teams teams,
        boolean pullRequests,
        Set<Section> sections,
        NumberStyle style,
        ZoneId zone,
        URI base,
        String unsubscribe,
        Instant since,
        Instant asOf) {

    public Terms {
        sections = sections.isEmpty() ? EnumSet.noneOf(Section.class) : EnumSet.copyOf(sections);
    }

    boolean has(Section section) {
        return sections.contains(section);
    }

    /** What the figures are about. */
    String scope() {
        if (!team.isEmpty()) {
            return team;
        }
        return teams.isAll() ? organisation : teams.label();
    }
}
