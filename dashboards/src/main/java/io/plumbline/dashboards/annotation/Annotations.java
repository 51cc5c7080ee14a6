package io.plumbline.dashboards.annotation;

import io.plumbline.dashboards.control.ControlStore;
import io.plumbline.dashboards.filter.Period;
import io.plumbline.dashboards.filter.Scope;
import io.plumbline.dashboards.format.Times;
import io.plumbline.dashboards.rights.Reader;
import io.plumbline.dashboards.rights.Right;
import io.plumbline.dashboards.sql.Database;
import io.plumbline.dashboards.sql.SqlFile;
import io.plumbline.dashboards.web.Paths;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is marked in every weekly chart. */
public final class Annotations {

    private static final SqlFile INCIDENTS = SqlFile.beside(Annotations.class, "incidents.sql");
    /** More lines than these hide the chart. */
    private static final int MOST_INCIDENTS = 8;

    private static final int MOST_NOTES = 24;
    private static final int MOST_TOLD = 3;

    /** One row of incidents.sql. */
    record Incident(String incident, LocalDate day, String impact, String place) {}

    private final Database database;
    private final NoteBook notes;

    /** @param store where notes are kept; empty = in memory */
    public Annotations(Database database, Optional<ControlStore> store) {
        this.database = database;
        this.notes = store.<NoteBook>map(StoredNotes::new).orElseGet(RememberedNotes::new);
    }

    NoteBook notes() {
        return notes;
    }

    /** Another text whenever notes change; incidents change with the version of ClickHouse's tables. */
    public String version() {
        return notes.version();
    }

    /**
     * As {@code trend.js} reads them, by day: {@code day}, {@code kind}, {@code label}, {@code text}, {@code href}. One
     * without a day is only told in the list below the chart.
     */
    public List<Map<String, Object>> of(Reader reader, Scope scope, Period period, ZoneId zone) {
        var marks = new ArrayList<Map<String, Object>>();
        long left = addIncidents(marks, reader, scope, period, zone);
        var written = notes.between(period.from(), period.to()).stream()
                .filter(note -> note.isVisibleTo(reader) && note.concerns(scope))
                .toList();
        written.stream()
                .limit(MOST_NOTES)
                .forEach(note ->
                        marks.add(mark(note.day(), note.kind().id(), note.kind().label(), text(note), null)));
        marks.sort(Comparator.comparing(one -> String.valueOf(one.get("day"))));
        if (left > 0) {
            marks.add(mark(null, "incident", "Incidents", left + " more are not marked", null));
        }
        if (written.size() > MOST_NOTES) {
            marks.add(mark(null, "note", "Notes", written.size() - MOST_NOTES + " more are not marked", null));
        }
        return List.copyOf(marks);
    }

    /** What people marked on some days, one sentence each, for mails: incidents are told there anyway. */
    public List<String> told(Reader reader, String team, LocalDate from, LocalDate to) {
        var written = notes.between(from, to).stream()
                .filter(note -> note.isVisibleTo(reader))
                .filter(note ->
                        team.isEmpty() || note.team().isEmpty() || note.team().equals(team))
                .toList();
        var told = new ArrayList<String>();
        written.stream()
                .limit(MOST_TOLD)
                .forEach(note -> told.add(note.kind().label() + " on " + Times.day(note.day()) + ": " + text(note)));
        if (written.size() > MOST_TOLD) {
            told.add(written.size() - MOST_TOLD + " more notes are on the pages.");
        }
        return List.copyOf(told);
    }

    /** @return how many were left out */
    private long addIncidents(List<Map<String, Object>> marks, Reader reader, Scope scope, Period period, ZoneId zone) {
        var parameters = new HashMap<>(scope.parameters());
        parameters.put("zone", zone.getId());
        parameters.put("from", period.from().toString());
        parameters.put("to", period.to().toString());
        var incidents = database.rows(INCIDENTS, parameters, Incident.class);
        incidents.stream()
                .limit(MOST_INCIDENTS)
                .forEach(one -> marks.add(mark(
                        one.day(),
                        "incident",
                        "Incident",
                        one.impact() + ", " + one.place(),
                        reader.may(Right.PULL_REQUESTS) ? Paths.incident(one.incident()) : null)));
        return Math.max(0, incidents.size() - MOST_INCIDENTS);
    }

    private static String text(Note note) {
        var about = note.team().isEmpty() ? note.repo() : note.team();
        return note.text() + (about.isEmpty() ? "" : " (" + about + ")") + (note.shared() ? "" : " (only you)");
    }

    private static Map<String, Object> mark(LocalDate day, String kind, String label, String text, String href) {
        var mark = new LinkedHashMap<String, Object>();
        mark.put("day", day == null ? null : day.toString());
        mark.put("kind", kind);
        mark.put("label", label);
        mark.put("text", text);
        mark.put("href", href);
        return mark;
    }
}
