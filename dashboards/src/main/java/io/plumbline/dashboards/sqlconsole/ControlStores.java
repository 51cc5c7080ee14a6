package io.plumbline.dashboards.sqlconsole;

import io.plumbline.dashboards.access.Access;
import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import java.util.UUID;

/**
 * The control store of the accounts; where login is off there is none, and history and saved queries are kept in memory until
 * this process ends.
 */
final class ControlStores {

    private final Access access;
    private ControlStore inMemory;

    ControlStores(Access access) {
        this.access = access;
    }

    /** Opened at the first question: most processes without login never need it. */
    synchronized ControlStore get() {
        return access.store().orElseGet(() -> {
            if (inMemory == null) {
                inMemory = ControlStore.open(new ControlSettings("jdbc:h2:mem:" + UUID.randomUUID(), "plumbline", ""));
            }
            return inMemory;
        });
    }
}
