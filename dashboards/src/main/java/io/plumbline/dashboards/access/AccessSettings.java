package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How login works here.
 *
 * @param mailbox file through which the command line hands over a new administrator link; see {@link AdminLinkMailbox}
 * @param publicUrl address under which readers reach the server, such as {@code https://plumbline.example.org}; null =
 *     the one that they ask for
 * @param idle a session ends after this long without a request
 * @param longest a session ends after this long whatever happens
 * @param forwardedFor whether the last entry of X-Forwarded-For is the reader's address: only behind a proxy that sets it
 * @param oidc null = accounts with passwords only
 */
public record AccessSettings(
        ControlSettings control,
        Path mailbox,
        URI publicUrl,
        Duration idle,
        Duration longest,
        boolean forwardedFor,
        OidcSettings oidc) {

    public static final Duration IDLE = Duration.ofHours(1);
    public static final Duration LONGEST = Duration.ofHours(12);

    /** Passwords only, with the usual times. */
    public static AccessSettings local(ControlSettings control, Path mailbox) {
        return new AccessSettings(control, mailbox, null, IDLE, LONGEST, false, null);
    }

    public AccessSettings withPublicUrl(URI url) {
        return new AccessSettings(control, mailbox, url, idle, longest, forwardedFor, oidc);
    }

    public AccessSettings withOidc(OidcSettings provider) {
        return new AccessSettings(control, mailbox, publicUrl, idle, longest, forwardedFor, provider);
    }

    public AccessSettings withForwardedFor(boolean trusted) {
        return new AccessSettings(control, mailbox, publicUrl, idle, longest, trusted, oidc);
    }
}
