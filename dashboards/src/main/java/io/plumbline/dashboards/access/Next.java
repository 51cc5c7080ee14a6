package io.plumbline.dashboards.access;

import io.plumbline.dashboards.web.Paths;
import java.net.URI;
import java.net.URISyntaxException;

/** Where to go after login: a page of this server and nothing else. */
final class Next {

    private static final int LONGEST = 2000;

    private Next() {}

    /** The given address when it is a path here; otherwise the overview. */
    static String safe(String given) {
        return isHere(given) ? given : Paths.OVERVIEW;
    }

    private static boolean isHere(String given) {
        // Browsers read "//host" and "/\host" as another host, and drop tabs and line ends before they look.
        if (given == null
                || given.length() > LONGEST
                || !given.startsWith("/")
                || given.startsWith("//")
                || given.contains("\\")
                || given.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            return false;
        }
        try {
            var address = new URI(given);
            return address.getScheme() == null
                    && address.getRawAuthority() == null
                    && !address.getRawPath().startsWith("//")
                    && !address.getRawPath().startsWith(Paths.LOGIN)
                    && !address.getRawPath().startsWith(Paths.LOGOUT)
                    && !address.getRawPath().startsWith("/setup");
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
