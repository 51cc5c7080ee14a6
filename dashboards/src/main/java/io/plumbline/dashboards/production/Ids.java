package io.plumbline.dashboards.production;

import io.plumbline.dashboards.web.Paths;

/** Ids as facts hold them, and where they lead. */
final class Ids {

    private static final String DEPLOYMENT = "/deployment/";

    private Ids() {}

    /** @param id {@code github:owner/name#7}; null leads nowhere, and so does what is no such id */
    static String pullRequestHref(String id) {
        if (id == null) {
            return null;
        }
        int colon = id.indexOf(':');
        int hash = id.lastIndexOf('#');
        if (colon < 0 || hash < colon || !id.substring(hash + 1).matches("\\d{1,9}")) {
            return null;
        }
        return Paths.pullRequest(
                id.substring(0, colon), id.substring(colon + 1, hash), Long.parseLong(id.substring(hash + 1)));
    }

    /** @param id {@code github:owner/name/deployment/5}; null leads nowhere */
    static String deploymentHref(String id) {
        if (id == null) {
            return null;
        }
        int colon = id.indexOf(':');
        int at = id.indexOf(DEPLOYMENT);
        return colon < 0 || at < colon
                ? null
                : Paths.deployment(
                        id.substring(0, colon), id.substring(colon + 1, at), id.substring(at + DEPLOYMENT.length()));
    }

    /** What readers see of an id: {@code owner/name#7}, {@code owner/name, deployment 5}. */
    static String shown(String id) {
        var within = id.substring(id.indexOf(':') + 1);
        return within.replace(DEPLOYMENT, ", deployment ");
    }
}
