package io.plumbline.streams.directory;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Teams and what they are part of. */
final class Teams {

    private final Map<String, String> parents;
    private final List<Directory.Team> all;
    private final Map<String, ZoneId> zones = new HashMap<>();

    private Teams(Map<String, String> parents, List<Directory.Team> all) {
        this.parents = parents;
        this.all = all;
        all.stream().filter(team -> team.zone() != null).forEach(team -> zones.putIfAbsent(team.id(), team.zone()));
    }

    static Teams of(DirectoryFile file, List<String> warnings) {
        var written = new HashMap<String, String>();
        file.teams().forEach(team -> written.put(team.id(), team.parent()));
        var parents = new HashMap<String, String>();
        for (var team : file.teams()) {
            if (team.parent() == null) {
                continue;
            }
            if (!written.containsKey(team.parent())) {
                warnings.add(team.where() + ".parent: there is no team \"" + team.parent() + "\"");
            } else if (isInCircle(team.id(), written)) {
                warnings.add(team.where() + ".parent: " + team.id() + " is part of itself, by way of " + team.parent()
                        + "; it counts as part of none");
            } else {
                parents.put(team.id(), team.parent());
            }
        }
        var all = file.teams().stream()
                .map(team -> new Directory.Team(team.id(), team.name(), parents.get(team.id()), team.zone()))
                .toList();
        return new Teams(parents, all);
    }

    private static boolean isInCircle(String team, Map<String, String> parents) {
        var seen = new HashSet<String>();
        var next = parents.get(team);
        while (next != null && seen.add(next)) {
            if (next.equals(team)) {
                return true;
            }
            next = parents.get(next);
        }
        return false;
    }

    Optional<String> parentOf(String team) {
        return Optional.ofNullable(parents.get(team));
    }

    /** Its own, else that of the nearest team above it that has one. */
    Optional<ZoneId> zoneOf(String team) {
        var zone = zones.get(team);
        for (var above = parents.get(team); zone == null && above != null; above = parents.get(above)) {
            zone = zones.get(above);
        }
        return Optional.ofNullable(zone);
    }

    List<Directory.Team> all() {
        return all;
    }
}
