package io.plumbline.dashboards.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages. */
public final class Paths {

    public static final String OVERVIEW = "/";
    public static final String PULL_REQUESTS = "/pulls";
    public static final String PULL_REQUEST = "/pr/{provider}/{owner}/{name}/{number}";
    public static final String PULL_REQUEST_ORIGIN = PULL_REQUEST + "/origin";
    public static final String DELIVERY = "/raw/{source}/<delivery>";
    public static final String DEFINITIONS = "/definitions";
    public static final String AI_IMPACT = "/ai-impact";
    public static final String ACCEPTANCE = "/acceptance";
    public static final String REWORK = "/rework";
    public static final String DEFECTS = "/defects";
    public static final String FLOW = "/flow";
    public static final String TEAMS = "/teams";
    public static final String DATA_HEALTH = "/data-health";
    public static final String SQL = "/sql";
    public static final String DIGESTS = "/digests";
    public static final String AGREEMENTS = "/agreements";
    /** Ends a subscription; short, because it stands in a mail header. */
    public static final String UNSUBSCRIBE = "/u/{token}";

    public static final String ADMIN = "/admin";
    public static final String ME = "/me";
    public static final String LOGIN = "/login";
    public static final String LOGIN_OIDC = "/login/oidc";
    public static final String LOGIN_OIDC_BACK = "/login/oidc/callback";
    public static final String LOGOUT = "/logout";
    public static final String SETUP = "/setup/{secret}";
    public static final String ACCOUNT = "/account";
    public static final String ADMIN_ACCESS = "/admin/access";
    public static final String SQL_CONNECT = "/sql/connect";

    public static final String DEAD_LETTER = "/dead-letter/{id}";
    public static final String INCIDENT = "/incident/{provider}/<incident>";
    public static final String DEPLOYMENT = "/deployment/{provider}/{owner}/{name}/<deployment>";
    public static final String NOTES = "/notes";

    /** Where browsers tell how fast a page was. */
    public static final String UI_SPEED = "/data/ui-speed";

    private Paths() {}

    /** @param repo owner/name */
    public static String pullRequest(String provider, String repo, long number) {
        int slash = repo.indexOf('/');
        var owner = slash < 0 ? "-" : repo.substring(0, slash);
        return "/pr/" + segment(provider) + "/" + segment(owner) + "/" + segment(repo.substring(slash + 1)) + "/"
                + number;
    }

    public static String delivery(String source, String deliveryId) {
        return "/raw/" + segment(source) + "/" + segment(deliveryId);
    }

    public static String deadLetter(String id) {
        return DEAD_LETTER.replace("{id}", segment(id));
    }

    /** @param id as incidents have it in tables: {@code pagerduty:incident/Q1} */
    public static String incident(String id) {
        int colon = id.indexOf(':');
        var within = id.substring(colon + 1);
        return "/incident/" + segment(colon < 0 ? "-" : id.substring(0, colon)) + "/"
                + segment(within.startsWith("incident/") ? within.substring("incident/".length()) : within);
    }

    /** @param repo owner/name */
    public static String deployment(String provider, String repo, String deploymentId) {
        int slash = repo.indexOf('/');
        return "/deployment/" + segment(provider) + "/" + segment(slash < 0 ? "-" : repo.substring(0, slash)) + "/"
                + segment(repo.substring(slash + 1)) + "/" + segment(deploymentId);
    }

    public static String unsubscribe(String token) {
        return UNSUBSCRIBE.replace("{token}", segment(token));
    }

    public static String setup(String secret) {
        return SETUP.replace("{secret}", segment(secret));
    }

    public static String definition(String metricId) {
        return DEFINITIONS + "#" + metricId;
    }

    /** Address of one card of a page. */
    public static String card(String name) {
        return "/card/" + name;
    }

    /** The console with a statement in its editor. */
    public static String console(String sql) {
        return SQL + "?sql=" + segment(sql);
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
