package io.plumbline.standalone.decision;

import io.plumbline.streams.directory.Directory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** The difference between two directories, in words: a line for everything that comes, goes or moves. */
public final class DirectoryChange {

    private final List<String> lines = new ArrayList<>();

    private DirectoryChange() {}

    /** Empty when they say the same. */
    public static List<String> between(Directory before, Directory after) {
        var change = new DirectoryChange();
        var zones = List.of(zone(before), zone(after));
        if (!zones.get(0).equals(zones.get(1))) {
            change.lines.add("~ time zone " + zones.get(0) + " -> " + zones.get(1) + " (days are counted anew)");
        }
        change.compare("team", before.teams(), after.teams(), DirectoryChange::words);
        change.compare("member", before.memberships(), after.memberships(), DirectoryChange::words);
        change.compare("owner", before.ownerships(), after.ownerships(), DirectoryChange::words);
        change.compare("service", before.services(), after.services(), DirectoryChange::words);
        change.comparePersons(before, after);
        return List.copyOf(change.lines);
    }

    private <T> void compare(String what, Collection<T> before, Collection<T> after, Function<T, String> words) {
        Set<String> old = new LinkedHashSet<>(before.stream().map(words).toList());
        Set<String> now = new LinkedHashSet<>(after.stream().map(words).toList());
        old.stream().filter(one -> !now.contains(one)).forEach(one -> lines.add("- " + what + " " + one));
        now.stream().filter(one -> !old.contains(one)).forEach(one -> lines.add("+ " + what + " " + one));
    }

    private void comparePersons(Directory before, Directory after) {
        var persons = new TreeSet<>(before.persons());
        persons.addAll(after.persons());
        for (var person : persons) {
            var old = before.accountsOf(person);
            var now = after.accountsOf(person);
            if (!old.equals(now)) {
                lines.add(
                        old.isEmpty()
                                ? "+ person " + person + ": " + String.join(", ", now)
                                : now.isEmpty()
                                        ? "- person " + person
                                        : "~ person " + person + ": " + String.join(", ", old) + " -> "
                                                + String.join(", ", now));
            }
        }
    }

    private static String zone(Directory directory) {
        return directory.zone().map(Object::toString).orElse("(not stated)");
    }

    private static String words(Directory.Team team) {
        return team.id()
                + (team.parent() == null ? "" : ", part of " + team.parent())
                + (team.name().equals(team.id()) ? "" : " (" + team.name() + ")");
    }

    private static String words(Directory.Membership membership) {
        return membership.person() + " in " + membership.team() + days(membership.from(), membership.until());
    }

    private static String words(Directory.Ownership ownership) {
        return ownership.team() + " of " + ownership.repository() + days(ownership.from(), ownership.until());
    }

    private static String words(Directory.Service service) {
        return service.id() + " = " + service.repository();
    }

    private static String days(Object from, Object until) {
        return (from == null ? "" : " from " + from) + (until == null ? "" : " until " + until);
    }
}
