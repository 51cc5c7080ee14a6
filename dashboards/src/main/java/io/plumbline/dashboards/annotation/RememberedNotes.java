package io.plumbline.dashboards.annotation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Notes of a server without login, which has no control store: they go with the process. */
final class RememberedNotes implements NoteBook {

    private static final int MOST = 1000;

    private final List<Note> notes = new ArrayList<>();
    private long changes;

    @Override
    public synchronized List<Note> between(LocalDate from, LocalDate to) {
        return notes.stream()
                .filter(note -> !note.day().isBefore(from) && !note.day().isAfter(to))
                .sorted(Comparator.comparing(Note::day).thenComparing(Note::id))
                .toList();
    }

    @Override
    public synchronized List<Note> newest(int most) {
        return notes.stream()
                .sorted(Comparator.comparing(Note::day).thenComparing(Note::id).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized boolean remove(long id) {
        changes++;
        return notes.removeIf(note -> note.id() == id);
    }

    @Override
    public synchronized void add(Note note) {
        if (notes.size() >= MOST) {
            throw new InvalidNoteException("There are " + MOST + " notes already; remove some first.");
        }
        changes++;
        notes.add(new Note(
                changes,
                note.day(),
                note.kind(),
                note.text(),
                note.team(),
                note.repo(),
                note.shared(),
                note.accountId(),
                note.author(),
                note.createdAt()));
    }

    @Override
    public synchronized String version() {
        return Long.toString(changes);
    }

    @Override
    public boolean lasts() {
        return false;
    }
}
