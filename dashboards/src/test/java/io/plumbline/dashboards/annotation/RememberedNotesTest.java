package io.plumbline.dashboards.annotation;

/** In memory, where login is off. */
class RememberedNotesTest extends NoteBookContract {

    @Override
    NoteBook book() {
        return new RememberedNotes();
    }
}
