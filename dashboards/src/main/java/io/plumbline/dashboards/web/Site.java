package io.plumbline.dashboards.web;

import java.time.ZoneId;
import java.util.function.Supplier;

/**
 * What every page knows about this installation.
 *
 * @param banner text such as "Demo data"; empty = no banner
 * @param zones the organisation's zone now: days, weeks and all times on pages
 * @param rawPayloads whether payload pages may be opened
 */
public record Site(String organisation, String banner, Supplier<ZoneId> zones, boolean rawPayloads, Assets assets) {

    public ZoneId zone() {
        return zones.get();
    }

    public String asset(String name) {
        return assets.url(name);
    }
}
