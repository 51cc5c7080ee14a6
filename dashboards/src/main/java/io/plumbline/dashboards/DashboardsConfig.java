package io.plumbline.dashboards;

import io.plumbline.dashboards.health.FreshnessLimits;
import io.plumbline.dashboards.sqlconsole.ConsoleSettings;
import io.plumbline.dashboards.stats.compare.SmallCohorts;
import java.time.ZoneId;
import java.util.Set;

/**
 * What the pages need to know.
 *
 * @param jdbcUrl ClickHouse, such as {@code jdbc:clickhouse://127.0.0.1:8123/default}; reading rights are enough
 * @param user ClickHouse user
 * @param password empty when the user has none
 * @param organisation name in the header of every page
 * @param zone the organisation's zone: days, weeks and times on pages; unless the published directory names another; must be the one the topologies are configured with
 * @param rawPayloads whether the payload of each delivery may be looked at
 * @param banner text on top of every page, such as "Demo data"; empty = none
 * @param bindHost address that {@link DashboardServer} listens on, and by which {@link Dashboards} decides whether only
 *     loopback names may appear in the Host header
 * @param minimumPeople figures of teams with fewer are not shown; below 2, for tests, all are
 * @param freshness how old the newest delivery of a source may be
 * @param console null = there is no SQL console
 */
public record DashboardsConfig(
        String jdbcUrl,
        String user,
        String password,
        String organisation,
        ZoneId zone,
        boolean rawPayloads,
        String banner,
        String bindHost,
        int minimumPeople,
        ConsoleSettings console,
        FreshnessLimits freshness) {

    public static final String LOOPBACK = "127.0.0.1";

    private static final Set<String> LOOPBACK_HOSTS = Set.of(LOOPBACK, "localhost", "::1", "[::1]");

    /** Bound to loopback, payloads visible, no banner. */
    public static DashboardsConfig local(String jdbcUrl, String user, String password, ZoneId zone) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                "Your organisation",
                zone,
                true,
                "",
                LOOPBACK,
                SmallCohorts.MINIMUM_PEOPLE,
                null,
                FreshnessLimits.STANDARD);
    }

    public DashboardsConfig withOrganisation(String name) {
        return new DashboardsConfig(
                jdbcUrl, user, password, name, zone, rawPayloads, banner, bindHost, minimumPeople, console, freshness);
    }

    public DashboardsConfig withRawPayloads(boolean visible) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                organisation,
                zone,
                visible,
                banner,
                bindHost,
                minimumPeople,
                console,
                freshness);
    }

    public DashboardsConfig withBanner(String text) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                organisation,
                zone,
                rawPayloads,
                text,
                bindHost,
                minimumPeople,
                console,
                freshness);
    }

    public DashboardsConfig withBindHost(String host) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                organisation,
                zone,
                rawPayloads,
                banner,
                host,
                minimumPeople,
                console,
                freshness);
    }

    public DashboardsConfig withMinimumPeople(int people) {
        return new DashboardsConfig(
                jdbcUrl, user, password, organisation, zone, rawPayloads, banner, bindHost, people, console, freshness);
    }

    public DashboardsConfig withConsole(ConsoleSettings settings) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                organisation,
                zone,
                rawPayloads,
                banner,
                bindHost,
                minimumPeople,
                settings,
                freshness);
    }

    public DashboardsConfig withFreshness(FreshnessLimits limits) {
        return new DashboardsConfig(
                jdbcUrl,
                user,
                password,
                organisation,
                zone,
                rawPayloads,
                banner,
                bindHost,
                minimumPeople,
                console,
                limits);
    }

    boolean isLoopback() {
        return isLoopback(bindHost);
    }

    /** A name or number under which only this machine is reached. */
    public static boolean isLoopback(String host) {
        return LOOPBACK_HOSTS.contains(host);
    }

    /** Without the password, so that a log line cannot leak it. */
    @Override
    public String toString() {
        return "DashboardsConfig[" + jdbcUrl + ", user " + user + ", " + organisation + ", " + zone + ", bound to "
                + bindHost + "]";
    }
}
