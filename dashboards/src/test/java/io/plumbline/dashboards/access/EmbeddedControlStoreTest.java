package io.plumbline.dashboards.access;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import java.nio.file.Path;

/** In a file of this process. */
class EmbeddedControlStoreTest extends ControlStoreContract {

    private ControlSettings settings;

    @Override
    ControlSettings settings(Path folder) {
        settings = ControlSettings.embedded(folder);
        return settings;
    }

    @Override
    ControlStore secondStore() {
        return ControlStore.open(settings);
    }
}
