package io.plumbline.standalone.decision;

import io.plumbline.schema.config.ConfigEntry;
import io.plumbline.streams.directory.Directory;
import io.plumbline.streams.directory.IdentityLink;
import io.plumbline.streams.settings.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * Everything decided so far.
 *
 * @param entries of all kinds and ids, oldest first
 */
public record Decided(List<ConfigEntry> entries) {

    /** A link, with the entry that made it and, once it was taken back, the one that did. */
    public record LinkHistory(IdentityLink link, ConfigEntry made, Optional<ConfigEntry> undone) {}

    public Decided {
        var sorted = new ArrayList<>(entries);
        sorted.sort(Comparator.comparing((ConfigEntry entry) -> entry.getMeta().getEventTime())
                .thenComparing(entry -> entry.getMeta().getEventId()));
        entries = List.copyOf(sorted);
    }

    public static Decided nothing() {
        return new Decided(List.of());
    }

    public Settings settings() {
        return Settings.of(entries);
    }

    /** Teams and people as they count now, links included. */
    public Directory directory() {
        return settings().directory();
    }

    /** The newest of a kind that is not taken back. */
    public Optional<ConfigEntry> newest(String kind) {
        return newest(kind, "main");
    }

    Optional<ConfigEntry> newest(String kind, String id) {
        return entries.stream()
                .filter(entry -> entry.getKind().equals(kind) && entry.getId().equals(id))
                .reduce((earlier, later) -> later)
                .filter(entry -> !entry.getRetracted());
    }

    /** The directory's text as published; empty when there is none. */
    public String directoryText() {
        return newest(Settings.DIRECTORY).map(ConfigEntry::getContent).orElse("");
    }

    /** Links that nobody has taken back. */
    public List<IdentityLink> links() {
        return linkHistories().stream()
                .filter(history -> history.undone().isEmpty())
                .map(LinkHistory::link)
                .toList();
    }

    /** Of each link the newest merge, oldest first. */
    public List<LinkHistory> linkHistories() {
        var seen = new HashSet<String>();
        var histories = new ArrayList<LinkHistory>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            var newest = entries.get(i);
            if (newest.getKind().equals(Settings.IDENTITY_LINK) && seen.add(newest.getId())) {
                var made = entries.stream()
                        .filter(entry -> entry.getKind().equals(Settings.IDENTITY_LINK)
                                && entry.getId().equals(newest.getId())
                                && !entry.getRetracted())
                        .reduce((earlier, later) -> later);
                made.flatMap(Decided::link)
                        .ifPresent(link -> histories.add(
                                0,
                                new LinkHistory(
                                        link, made.get(), Optional.of(newest).filter(ConfigEntry::getRetracted))));
            }
        }
        return histories;
    }

    /** An entry that is no link is a problem of {@link Settings#problems}, and no history. */
    private static Optional<IdentityLink> link(ConfigEntry entry) {
        try {
            return Optional.of(IdentityLink.read(entry.getId(), entry.getContent()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
