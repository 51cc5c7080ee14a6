package io.plumbline.streams.directory;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which team owned which repository when. Forges do not tell upper from lower case in names, nor do we. */
final class Ownerships {

    private record Hold(String team, Span span, String where) {}

    private record Matching(Pattern pattern, Hold hold) {}

    private final Map<String, List<Hold>> byName = new HashMap<>();
    private final List<Matching> patterns = new ArrayList<>();

    private Ownerships() {}

    static Ownerships of(DirectoryFile file, List<String> warnings) {
        var ownerships = new Ownerships();
        var zone = file.zone() == null ? ZoneOffset.UTC : file.zone();
        for (var one : file.ownerships()) {
            var name = one.pattern().toLowerCase(Locale.ROOT);
            var hold = new Hold(one.team(), Span.of(one.from(), one.until(), zone), one.where());
            if (name.contains("*")) {
                ownerships.patterns.add(new Matching(pattern(name), hold));
                continue;
            }
            var holds = ownerships.byName.computeIfAbsent(name, any -> new ArrayList<>());
            for (var earlier : holds) {
                if (!earlier.team().equals(hold.team()) && earlier.span().overlaps(hold.span())) {
                    warnings.add(hold.where() + ": " + one.pattern() + " belongs to " + earlier.team() + " ("
                            + earlier.where() + ") and " + hold.team() + " at the same time; " + earlier.team()
                            + " counts");
                }
            }
            holds.add(hold);
        }
        return ownerships;
    }

    private static Pattern pattern(String name) {
        var parts = List.of(name.split("\\*", -1));
        return Pattern.compile(
                String.join("[^/]*", parts.stream().map(Pattern::quote).toList()));
    }

    Optional<String> ownerOf(String repo, Instant at) {
        var name = repo.toLowerCase(Locale.ROOT);
        var holds = byName.get(name);
        if (holds != null) {
            for (var hold : holds) {
                if (hold.span().covers(at)) {
                    return Optional.of(hold.team());
                }
            }
        }
        for (var matching : patterns) {
            if (matching.hold().span().covers(at)
                    && matching.pattern().matcher(name).matches()) {
                return Optional.of(matching.hold().team());
            }
        }
        return Optional.empty();
    }
}
