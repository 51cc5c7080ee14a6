package io.plumbline.dashboards.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How readers get in. */
public enum AccessMode {
    /** Without login; on loopback only. */
    OPEN,
    /** Accounts with passwords, kept here. */
    LOCAL,
    /** An OpenID provider; accounts with passwords remain possible, for the day it does not answer. */
    OIDC;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccessMode> of(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id().equals(id)).findFirst();
    }
}
