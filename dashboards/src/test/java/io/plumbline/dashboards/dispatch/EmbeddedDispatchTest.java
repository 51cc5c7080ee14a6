package io.plumbline.dashboards.dispatch;

import io.plumbline.dashboards.control.ControlSettings;
import java.nio.file.Path;

/** In a file of this process. */
class EmbeddedDispatchTest extends DispatchContract {

    @Override
    ControlSettings settings(Path folder) {
        return ControlSettings.embedded(folder);
    }
}
