package io.plumbline.dashboards.annotation;

import io.plumbline.dashboards.control.ControlSettings;
import io.plumbline.dashboards.control.ControlStore;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** In the control store of the data directory. */
class EmbeddedNotesTest extends NoteBookContract {

    @TempDir
    private Path folder;

    private ControlStore store;

    @Override
    NoteBook book() {
        store = ControlStore.open(ControlSettings.embedded(folder));
        return new StoredNotes(store);
    }

    @AfterEach
    void close() {
        if (store != null) {
            store.close();
        }
    }
}
