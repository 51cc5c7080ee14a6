package io.plumbline.streams.directory;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who was in which team when. */
final class Memberships {

    private record Stay(String team, Span span, String where) {}

    private final Map<String, List<Stay>> byPerson = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final List<Directory.Membership> all = new ArrayList<>();

    private Memberships() {}

    static Memberships of(DirectoryFile file, Identities identities, List<String> warnings) {
        var memberships = new Memberships();
        var zone = file.zone() == null ? ZoneOffset.UTC : file.zone();
        file.people()
                .forEach(person -> memberships.names.putIfAbsent(
                        identities.personOf(AccountKey.ofPerson(person.id())), person.name()));
        for (var member : file.members()) {
            var person = identities.personOf(member);
            var stay = new Stay(member.team(), Span.of(member.from(), member.until(), zone), member.where());
            var stays = memberships.byPerson.computeIfAbsent(person, any -> new ArrayList<>());
            for (var earlier : stays) {
                if (!earlier.team().equals(stay.team()) && earlier.span().overlaps(stay.span())) {
                    warnings.add(stay.where() + ": " + person + " is in " + earlier.team() + " (" + earlier.where()
                            + ") and " + stay.team() + " at the same time; " + earlier.team() + " counts");
                }
            }
            stays.add(stay);
            if (member.name() != null) {
                memberships.names.putIfAbsent(person, member.name());
            }
            memberships.all.add(new Directory.Membership(person, member.team(), member.from(), member.until()));
        }
        return memberships;
    }

    Optional<String> teamOf(String person, Instant at) {
        var stays = byPerson.get(person);
        if (stays != null) {
            for (var stay : stays) {
                if (stay.span().covers(at)) {
                    return Optional.of(stay.team());
                }
            }
        }
        return Optional.empty();
    }

    Optional<String> nameOf(String person) {
        return Optional.ofNullable(names.get(person));
    }

    List<Directory.Membership> all() {
        return List.copyOf(all);
    }
}
