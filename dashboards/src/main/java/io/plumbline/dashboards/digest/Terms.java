package io.plumbline.dashboards.digest;

import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
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
 * @param reader whose teams, rights and notes decide what is told
 * @param zone the organisation's, for dates
 * @param base beginning of links
 * @param unsubscribe path that ends the subscription; empty in previews
 * @param since restatements from then on are told; of the last mail
 * @param asOf now
 */
public record Terms(
        String organisation,
        String team,
        Reader reader,
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

    /** What the reader may see. */
    Teams teams() {
        return reader.teams();
    }

    /** Whether single pull requests may be named. */
    boolean pullRequests() {
        return reader.may(Right.PULL_REQUESTS);
    }

    boolean has(Section section) {
        return sections.contains(section);
    }

    /** What the figures are about. */
    String scope() {
        if (!team.isEmpty()) {
            return team;
        }
        return teams().isAll() ? organisation : teams().label();
    }
}
