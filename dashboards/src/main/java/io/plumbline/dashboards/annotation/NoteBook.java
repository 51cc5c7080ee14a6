package io.plumbline.dashboards.annotation;

import java.time.LocalDate;
import java.util.List;

/** Where notes are kept. */
interface NoteBook {

    /** All of some days, both included, the oldest first; who may see them is not asked here. */
    List<Note> between(LocalDate from, LocalDate to);

    /** All, the newest day first, at most so many. */
    List<Note> newest(int most);

    /** @return false when there is none of this id */
    boolean remove(long id);

    /** @throws InvalidNoteException when there are too many already */
    void add(Note note);

    /** Another text whenever a note was added or removed. */
    String version();

    /** Whether notes outlive this process. */
    boolean lasts();
}
