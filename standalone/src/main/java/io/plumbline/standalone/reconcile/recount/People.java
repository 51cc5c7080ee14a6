package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The directory of docs/directory.md read naively: groups of account keys that are put together until nothing changes, and
 * lists of stays and holds that are gone through from the top.
 *
 * <p>A key is {@code provider:#number}, {@code provider:login}, {@code email:address} or {@code person:id}.
 */
final class People {

    private static final String BOTS = "/io/plumbline/streams/directory/bots.yaml";
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Pattern NO_REPLY = Pattern.compile("(?:(\\d+)\\+)?([^@+]+)@users\\.noreply\\.github\\.com");

    /** From the first day to the one before {@code until}; null = no limit. */
    private record Stay(String subject, String team, LocalDate from, LocalDate until) {}

    private final Map<String, String> ownerOfKey = new LinkedHashMap<>();
    private final List<String> listed = new ArrayList<>();
    private final Map<String, Set<Long>> numbersOfLogin = new HashMap<>();
    private final Set<String> loginsOfAnyNumber = new LinkedHashSet<>();
    private final List<Stay> stays = new ArrayList<>();
    private final List<Stay> holds = new ArrayList<>();
    private final Map<String, String> names = new HashMap<>();
    private String zone = "";

    private People() {}

    /**
     * @param yaml empty for an organisation that lists nothing
     * @param links lists of accounts, each of one person
     */
    static People read(String yaml, Collection<String> links) {
        try (var bots = People.class.getResourceAsStream(BOTS)) {
            var people = new People();
            var file = YAML.readTree(yaml.isBlank() ? "{}" : yaml);
            people.zone = file.path("zone").asText("");
            if (!people.zone.isEmpty()) {
                ZoneId.of(people.zone);
            }
            people.list(file.path("people"), "person:");
            people.list(file.path("bots"), "person:bot:");
            file.path("teams").forEach(people::team);
            if (bots != null) {
                people.list(YAML.readTree(bots).path("bots"), "person:bot:");
            }
            people.settle(links);
            return people;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the directory", e);
        }
    }

    /** IANA name; empty when the organisation has stated none. */
    String zone() {
        return zone;
    }

    /** Who the account is; of an account that nobody listed, its number or login. */
    String personOf(String provider, Who who) {
        return known(provider, who)
                .orElse(provider + ":"
                        + (who.id() == null ? lower(who.login()) : who.id().toString()));
    }

    boolean same(String provider, Who left, Who right) {
        if (left == null || right == null) {
            return false;
        }
        var one = known(provider, left);
        var other = known(provider, right);
        return (one.isEmpty() && other.isEmpty()) ? Who.same(left, right) : one.equals(other);
    }

    Optional<String> teamOf(String provider, Who who, Instant at) {
        return known(provider, who)
                .flatMap(person -> first(stays, stay -> person.equals(names.get(stay.subject())), at));
    }

    /** A team that names the repository comes before one whose pattern fits. */
    Optional<String> ownerOf(String repo, Instant at) {
        return first(holds, hold -> hold.subject().equals(lower(repo)), at)
                .or(() -> first(holds, hold -> hold.subject().contains("*") && fits(hold.subject(), repo), at));
    }

    private static boolean fits(String pattern, String repo) {
        return lower(repo)
                .matches(List.of(pattern.split("\\*", -1)).stream()
                        .map(Pattern::quote)
                        .collect(Collectors.joining("[^/]*")));
    }

    private Optional<String> first(List<Stay> all, java.util.function.Predicate<Stay> about, Instant at) {
        var today = LocalDate.ofInstant(at, zone.isEmpty() ? ZoneId.of("UTC") : ZoneId.of(zone));
        return all.stream()
                .filter(about)
                .filter(stay -> (stay.from() == null || !today.isBefore(stay.from()))
                        && (stay.until() == null || today.isBefore(stay.until())))
                .map(Stay::team)
                .findFirst();
    }

    /** By number first; by login unless the login is listed with other numbers only. */
    private Optional<String> known(String provider, Who who) {
        var byNumber = who.id() == null ? null : names.get(provider + ":#" + who.id());
        if (byNumber != null) {
            return Optional.of(byNumber);
        }
        var login = provider + ":" + lower(who.login());
        var numbers = numbersOfLogin.getOrDefault(login, Set.of());
        boolean takenOver = who.id() != null
                && !loginsOfAnyNumber.contains(login)
                && !numbers.isEmpty()
                && !numbers.contains(who.id());
        return takenOver ? Optional.empty() : Optional.ofNullable(names.get(login));
    }

    private void list(JsonNode all, String prefix) {
        for (var one : all) {
            var node = prefix + one.path("id").asText();
            enlist(node);
            one.path("accounts").forEach(account -> account(node, account));
            one.path("emails").forEach(email -> claim(node, email(email.asText())));
        }
    }

    private void team(JsonNode team) {
        var id = team.path("id").asText();
        for (var repository : team.path("repositories")) {
            holds.add(
                    repository.isTextual()
                            ? new Stay(lower(repository.asText()), id, null, null)
                            : new Stay(
                                    lower(repository.path("repository").asText()),
                                    id,
                                    date(repository, "from"),
                                    date(repository, "until")));
        }
        for (var member : team.path("members")) {
            var keys = keys(member);
            var node = member.hasNonNull("person")
                    ? "person:" + member.get("person").asText()
                    : keys.stream()
                            .filter(ownerOfKey::containsKey)
                            .map(ownerOfKey::get)
                            .findFirst()
                            .orElse(keys.get(0));
            enlist(node);
            account(node, member);
            stays.add(new Stay(node, id, date(member, "from"), date(member, "until")));
        }
    }

    private void enlist(String node) {
        if (!listed.contains(node)) {
            listed.add(node);
        }
    }

    private void account(String node, JsonNode account) {
        var keys = keys(account);
        keys.forEach(key -> claim(node, key));
        if (account.hasNonNull("login")) {
            var login = provider(account) + ":" + lower(account.get("login").asText());
            if (account.hasNonNull("id")) {
                numbersOfLogin
                        .computeIfAbsent(login, any -> new LinkedHashSet<>())
                        .add(account.get("id").asLong());
            } else {
                loginsOfAnyNumber.add(login);
            }
        }
    }

    private static List<String> keys(JsonNode account) {
        var keys = new ArrayList<String>();
        if (account.hasNonNull("id") && account.get("id").isIntegralNumber()) {
            keys.add(provider(account) + ":#" + account.get("id").asLong());
        }
        if (account.hasNonNull("login")) {
            keys.add(provider(account) + ":" + lower(account.get("login").asText()));
        }
        if (account.hasNonNull("email")) {
            keys.add(email(account.get("email").asText()));
        }
        return keys;
    }

    /** Whoever lists an account first has it. */
    private void claim(String node, String key) {
        ownerOfKey.putIfAbsent(key, node);
    }

    private void settle(Collection<String> links) throws IOException {
        var groups = new ArrayList<Set<String>>();
        listed.forEach(node -> groups.add(new LinkedHashSet<>(Set.of(node))));
        ownerOfKey.forEach((key, node) -> groups.add(new LinkedHashSet<>(List.of(node, key))));
        for (var link : links) {
            var group = new LinkedHashSet<String>();
            YAML.readTree(link).forEach(account -> group.add(key(account.asText())));
            groups.add(group);
        }
        for (var group : joined(groups)) {
            var first = listed.stream()
                    .filter(group::contains)
                    .findFirst()
                    .or(() -> group.stream()
                            .min(Comparator.comparing(People::worth).thenComparing(Comparator.naturalOrder())))
                    .orElseThrow();
            var name =
                    first.startsWith("person:") ? first.substring("person:".length()) : first.replaceFirst(":#", ":");
            group.forEach(key -> names.put(key, name));
        }
    }

    /** Groups with a key in common become one. */
    private static Collection<Set<String>> joined(List<Set<String>> groups) {
        var groupOf = new HashMap<String, Set<String>>();
        for (var group : groups) {
            var whole = new LinkedHashSet<String>();
            for (var key : group) {
                whole.add(key);
                whole.addAll(groupOf.getOrDefault(key, Set.of()));
            }
            whole.forEach(key -> groupOf.put(key, whole));
        }
        return Set.copyOf(groupOf.values());
    }

    private static int worth(String key) {
        return key.startsWith("person:") ? 0 : key.startsWith("email:") ? 3 : key.contains(":#") ? 1 : 2;
    }

    private static String key(String account) {
        var text = account.strip();
        if (text.indexOf(':') < 0) {
            return email(text);
        }
        return text.startsWith("email:")
                ? email(text.substring("email:".length()))
                : text.startsWith("person:") ? text : lower(text);
    }

    /** GitHub's no-reply addresses name an account. */
    private static String email(String address) {
        var match = NO_REPLY.matcher(lower(address.strip()));
        if (!match.matches()) {
            return "email:" + lower(address.strip());
        }
        return match.group(1) == null ? "github:" + match.group(2) : "github:#" + Long.parseLong(match.group(1));
    }

    private static String provider(JsonNode account) {
        return account.path("provider").asText("github");
    }

    private static LocalDate date(JsonNode node, String field) {
        return node.hasNonNull(field) ? LocalDate.parse(node.get(field).asText()) : null;
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
