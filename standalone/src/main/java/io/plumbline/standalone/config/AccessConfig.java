package io.plumbline.standalone.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import io.plumbline.dashboards.DashboardsConfig;
import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.dashboards.access.OidcSettings;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.rights.Role;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Who may see the pages, and where that is remembered.
 *
 * @param publicUrl null = readers reach the server directly
 * @param controlUrl null = the embedded database in the data directory
 * @param oidc null unless the mode is OIDC
 */
public record AccessConfig(
        AccessMode mode,
        URI publicUrl,
        boolean forwardedFor,
        Duration idle,
        Duration longest,
        String controlUrl,
        String controlUser,
        String controlPassword,
        OidcSettings oidc) {

    static AccessConfig read(Config config, List<String> problems) {
        return new Reader(config, problems).access();
    }

    /** Collects problems instead of stopping at the first. */
    private record Reader(Config config, List<String> problems) {

        AccessConfig access() {
            var publicUrl = url("http.public-url");
            var mode = mode(publicUrl);
            var controlUrl = text("control.url");
            if (!controlUrl.isEmpty() && !ControlSettings.isPostgresql(controlUrl)) {
                problems.add("plumbline.control.url = \"" + controlUrl
                        + "\": expected jdbc:postgresql://host:5432/database, or nothing for the embedded one");
            }
            return new AccessConfig(
                    mode,
                    publicUrl,
                    get(() -> config.getBoolean("plumbline.http.forwarded-for"), false),
                    duration("session.idle"),
                    duration("session.longest"),
                    controlUrl.isEmpty() ? null : controlUrl,
                    text("control.user"),
                    text("control.password"),
                    mode == AccessMode.OIDC ? oidc() : null);
        }

        /** Open is only for readers who sit at this machine: not behind a proxy, not on another address. */
        private AccessMode mode(URI publicUrl) {
            var host = text("http.host");
            boolean reachedHereOnly = DashboardsConfig.isLoopback(host) && publicUrl == null;
            var text = text("access");
            if (text.isEmpty()) {
                return reachedHereOnly ? AccessMode.OPEN : AccessMode.LOCAL;
            }
            var mode = AccessMode.of(text);
            if (mode.isEmpty()) {
                problems.add("plumbline.access = \"" + text + "\": expected open, local or oidc");
                return AccessMode.LOCAL;
            }
            if (mode.get() == AccessMode.OPEN && !reachedHereOnly) {
                problems.add(
                        "plumbline.access = open: only on loopback and without plumbline.http.public-url; with host "
                                + host + (publicUrl == null ? "" : " and " + publicUrl)
                                + " choose local or oidc, or leave it empty");
            }
            return mode.get();
        }

        private OidcSettings oidc() {
            var issuer = url("oidc.issuer");
            if (issuer == null) {
                problems.add(
                        "plumbline.oidc.issuer: needed with access = oidc, such as https://login.example.org/realm");
                issuer = URI.create("https://invalid");
            } else if (!issuer.getScheme().equals("https") && !DashboardsConfig.isLoopback(issuer.getHost())) {
                problems.add("plumbline.oidc.issuer = \"" + issuer + "\": expected https");
            }
            if (text("oidc.client-id").isEmpty()) {
                problems.add("plumbline.oidc.client-id: needed with access = oidc");
            }
            return new OidcSettings(
                    issuer,
                    text("oidc.client-id"),
                    text("oidc.client-secret"),
                    list("oidc.scopes"),
                    text("oidc.groups-claim"),
                    roles(),
                    teams(),
                    text("oidc.default-role").isEmpty() ? null : role("oidc.default-role", text("oidc.default-role")),
                    list("oidc.default-teams"),
                    list("oidc.allowed-domains"));
        }

        private Map<String, Role> roles() {
            var roles = new LinkedHashMap<String, Role>();
            entries("oidc.roles").forEach((group, role) -> {
                var known = role("oidc.roles." + group, String.valueOf(role));
                if (known != null) {
                    roles.put(group, known);
                }
            });
            return roles;
        }

        private Role role(String key, String text) {
            var role = Role.of(text);
            if (role.isEmpty()) {
                problems.add("plumbline." + key + " = \"" + text + "\": expected viewer, manager, analyst or admin");
            }
            return role.orElse(null);
        }

        private Map<String, List<String>> teams() {
            var teams = new LinkedHashMap<String, List<String>>();
            entries("oidc.teams").forEach((group, value) -> {
                var ids = new ArrayList<String>();
                if (value instanceof List<?> several) {
                    several.forEach(id -> ids.add(String.valueOf(id)));
                } else {
                    ids.add(String.valueOf(value));
                }
                teams.put(group, List.copyOf(ids));
            });
            return teams;
        }

        private Map<String, Object> entries(String key) {
            return get(() -> config.getObject("plumbline." + key).unwrapped(), Map.of());
        }

        private List<String> list(String key) {
            return get(() -> config.getStringList("plumbline." + key), List.of());
        }

        private String text(String key) {
            return get(() -> config.getString("plumbline." + key), "").strip();
        }

        private Duration duration(String key) {
            var duration = get(() -> config.getDuration("plumbline." + key), Duration.ofHours(1));
            if (duration.isNegative() || duration.isZero()) {
                problems.add("plumbline." + key + " = " + duration + ": expected a time such as 1 hour");
            }
            return duration;
        }

        private URI url(String key) {
            var text = text(key);
            if (text.isEmpty()) {
                return null;
            }
            try {
                var url = URI.create(
                        text.endsWith("/") && key.startsWith("http.") ? text.substring(0, text.length() - 1) : text);
                if (url.getHost() != null && List.of("http", "https").contains(url.getScheme())) {
                    return url;
                }
            } catch (IllegalArgumentException e) {
                problems.add("plumbline." + key + ": " + e.getMessage());
                return null;
            }
            problems.add("plumbline." + key + " = \"" + text + "\": expected https://host");
            return null;
        }

        private <T> T get(Supplier<T> getter, T otherwise) {
            try {
                return getter.get();
            } catch (ConfigException e) {
                problems.add(e.getMessage());
                return otherwise;
            }
        }
    }
}
