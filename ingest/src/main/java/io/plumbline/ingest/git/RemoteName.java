package io.plumbline.ingest.git;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The repository that a remote's URL names.
 *
 * @param provider github, gitlab or bitbucket, as the host tells; others count as github
 * @param repo owner/name
 */
record RemoteName(String provider, String repo) {

    private static final Pattern URL = Pattern.compile(
            "(?:[a-z+]+://(?:[^@/]*@)?(?<host>[^/:]+)(?::\\d+)?/|(?:[^@/]+@)?(?<scp>[^/:]{2,}):/?)(?<path>[^?#]+?)(?:\\.git)?/*");

    /** Empty for paths of this machine and whatever else names no owner. */
    static Optional<RemoteName> of(String url) {
        var match = URL.matcher(url.strip());
        if (url.startsWith("file:") || !match.matches()) {
            return Optional.empty();
        }
        var path = match.group("path").replaceFirst("^/+", "");
        if (path.split("/").length < 2) {
            return Optional.empty();
        }
        var host = match.group("host") == null ? match.group("scp") : match.group("host");
        return Optional.of(new RemoteName(provider(host), path));
    }

    private static String provider(String host) {
        return host.contains("gitlab") ? "gitlab" : host.contains("bitbucket") ? "bitbucket" : "github";
    }
}
