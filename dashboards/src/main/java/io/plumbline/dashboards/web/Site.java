package io.plumbline.dashboards.web;

import java.time.ZoneId;

/**
 * What every page knows about this installation.
 *
 * @param banner text such as "Demo data"; empty = no banner
 * @param zone the organisation's zone: days, weeks and all times on pages
 * @param rawPayloads whether payload pages may be opened
 */
public record Site(String organisation, String banner, ZoneId zone, boolean rawPayloads, Assets assets) {

    public String asset(String name) {
        return assets.url(name);
    }
}
