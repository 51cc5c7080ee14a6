package io.plumbline.dashboards.web;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages. */
public final class Paths {

    public static final String OVERVIEW = "/";
    public static final String PULL_REQUESTS = "/pulls";
    public static final String PULL_REQUEST = "/pr/{provider}/{owner}/{name}/{number}";
    public static final String DELIVERY = "/raw/{source}/<delivery>";
    public static final String DEFINITIONS = "/definitions";
    public static final String DIGESTS = "/digests";
    public static final String AGREEMENTS = "/agreements";
    /** Ends a subscription; short, because it stands in a mail header. */
    public static final String UNSUBSCRIBE = "/u/{token}";

    public static final String LOGIN = "/login";
    public static final String LOGIN_OIDC = "/login/oidc";
    public static final String LOGIN_OIDC_BACK = "/login/oidc/callback";
    public static final String LOGOUT = "/logout";
    public static final String SETUP = "/setup/{secret}";
    public static final String ACCOUNT = "/account";
    public static final String ADMIN_ACCESS = "/admin/access";

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

    public static String unsubscribe(String token) {
        return UNSUBSCRIBE.replace("{token}", segment(token));
    }

    public static String setup(String secret) {
        return SETUP.replace("{secret}", segment(secret));
    }

    public static String definition(String metricId) {
        return DEFINITIONS + "#" + metricId;
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
