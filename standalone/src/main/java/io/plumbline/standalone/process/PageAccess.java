package io.plumbline.standalone.process;

import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.access.AccessMode;
import io.plumbline.dashboards.access.AccessSettings;
import io.plumbline.dashboards.access.AdminLinkMailbox;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStoreException;
import io.plumbline.standalone.config.AccessConfig;
import io.plumbline.standalone.config.PlumblineConfig;
import java.nio.file.Path;
import java.time.Clock;

/** From settings to who may see the pages. */
public final class PageAccess {

    private static final String MAILBOX = "admin-link";

    private PageAccess() {}

    /** @throws ProcessException when the control store cannot be opened */
    static Access start(PlumblineConfig config, DataDirectory data, Clock clock) {
        if (config.access().mode() == AccessMode.OPEN) {
            return Access.withoutLogin();
        }
        return withLogin(config.access(), data, clock);
    }

    static Access withLogin(AccessConfig access, DataDirectory data, Clock clock) {
        try {
            return Access.start(
                    new AccessSettings(
                            control(access, data),
                            mailbox(data),
                            access.publicUrl(),
                            access.idle(),
                            access.longest(),
                            access.forwardedFor(),
                            access.oidc()),
                    clock);
        } catch (ControlStoreException e) {
            throw new ProcessException(e.getMessage(), e);
        }
    }

    private static ControlSettings control(AccessConfig access, DataDirectory data) {
        return access.controlUrl() == null
                ? ControlSettings.embedded(data.control())
                : ControlSettings.postgresql(access.controlUrl(), access.controlUser(), access.controlPassword());
    }

    private static Path mailbox(DataDirectory data) {
        return data.secretFile(MAILBOX);
    }

    /**
     * Makes a link for an administrator, whether pages are being served or not. The embedded store belongs to the running
     * process, so there the link is handed over through the data directory.
     *
     * @return its path on the server
     */
    public static String administratorLink(PlumblineConfig config, DataDirectory data, Clock clock) {
        if (config.access().controlUrl() == null) {
            return new AdminLinkMailbox(mailbox(data)).post(clock);
        }
        try (var access = withLogin(config.access(), data, clock)) {
            return access.administratorLink();
        }
    }
}
