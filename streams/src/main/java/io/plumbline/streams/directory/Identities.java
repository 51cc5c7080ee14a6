package io.plumbline.streams.directory;

import io.plumbline.streams.directory.DirectoryFile.Listed;
import io.plumbline.streams.directory.DirectoryFile.Member;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which person each account is: what the directory lists together and what links join is one, transitively, in whatever
 * order the links come.
 *
 * <p>The person is called by the first listed of the group (people, then bots, then members that only a team names, in the
 * order of the file), else by the most lasting account: number before login before e-mail.
 */
final class Identities {

    static final String BOT = "bot:";

    /** @param ids that the login is listed with; an account with another number took the login over. Empty = any. */
    private record Login(String person, Set<Long> ids) {
        boolean fits(Long id) {
            return id == null || ids.isEmpty() || ids.contains(id);
        }
    }

    private static final class Provider {
        final Map<Long, String> byId = new HashMap<>();
        final Map<String, Login> byLogin = new HashMap<>();
    }

    private final Map<String, String> parents = new HashMap<>();
    private final Map<String, Integer> ranks = new HashMap<>();
    private final Map<String, String> listedBy = new HashMap<>();
    private final Map<String, Set<Long>> idsOfLogin = new HashMap<>();
    private final Set<String> withoutId = new HashSet<>();
    private final Map<String, String> persons = new HashMap<>();
    private final Set<String> listedPersons = new HashSet<>();
    private final Map<String, Provider> providers = new HashMap<>();
    private final List<String> warnings;

    private Identities(List<String> warnings) {
        this.warnings = warnings;
    }

    /** @param standardBots known to everybody; a bot of the file with the same id adds to it */
    static Identities of(
            DirectoryFile file, List<Listed> standardBots, Collection<IdentityLink> links, List<String> warnings) {
        var identities = new Identities(warnings);
        file.people().forEach(person -> identities.list(AccountKey.ofPerson(person.id()), person));
        file.bots().forEach(bot -> identities.list(AccountKey.ofPerson(BOT + bot.id()), bot));
        file.members().forEach(identities::list);
        for (var bot : standardBots) {
            identities.listStandard(AccountKey.ofPerson(BOT + bot.id()), bot);
        }
        identities.join(links);
        identities.settle();
        return identities;
    }

    private void list(String node, Listed listed) {
        ranks.putIfAbsent(node, ranks.size());
        for (var account : listed.accounts()) {
            note(account);
            account.keys().forEach(key -> claim(node, key, listed.where()));
        }
    }

    /** An account that the file gives to somebody else under people or bots stays there. */
    private void listStandard(String node, Listed bot) {
        for (var account : bot.accounts()) {
            var free = account.keys().stream()
                    .filter(key -> isFreeFor(node, listedBy.get(key)))
                    .toList();
            if (free.size() == account.keys().size()) {
                note(account);
            }
            for (var key : free) {
                ranks.putIfAbsent(node, ranks.size());
                listedBy.putIfAbsent(key, node);
                union(node, key);
            }
        }
    }

    private static boolean isFreeFor(String node, String owner) {
        return owner == null || owner.equals(node) || !AccountKey.isPerson(owner);
    }

    /** Somebody under people, or, when nobody there has the account, somebody named by the account. */
    private void list(Member member) {
        var node = nodeOf(member);
        ranks.putIfAbsent(node, ranks.size());
        for (var account : member.accounts()) {
            note(account);
            account.keys().forEach(key -> claim(node, key, member.where()));
        }
    }

    private String nodeOf(Member member) {
        if (member.person() != null) {
            return AccountKey.ofPerson(member.person());
        }
        var keys = member.accounts().stream()
                .flatMap(account -> account.keys().stream())
                .toList();
        return keys.stream()
                .filter(listedBy::containsKey)
                .map(listedBy::get)
                .findFirst()
                .orElse(keys.get(0));
    }

    private void claim(String node, String key, String where) {
        var earlier = listedBy.putIfAbsent(key, node);
        if (earlier == null || earlier.equals(node)) {
            union(node, key);
        } else {
            warnings.add(
                    where + ": " + key + " is listed for " + AccountKey.name(earlier) + " already; it stays there");
        }
    }

    private void note(DirectoryFile.Account account) {
        if (account.login() != null) {
            var login = AccountKey.ofLogin(account.provider(), account.login());
            if (account.id() == null) {
                withoutId.add(login);
            } else {
                idsOfLogin.computeIfAbsent(login, any -> new HashSet<>()).add(account.id());
            }
        }
    }

    private void join(Collection<IdentityLink> links) {
        for (var link : links) {
            for (var account : link.accounts()) {
                if (AccountKey.isPerson(account) && !ranks.containsKey(account)) {
                    warnings.add("identity link " + link.id() + ": the directory lists no " + account);
                }
                union(link.accounts().get(0), account);
            }
        }
        var listed = new TreeMap<String, Set<String>>();
        for (var node : ranks.keySet()) {
            if (AccountKey.isPerson(node)) {
                listed.computeIfAbsent(find(node), any -> new TreeSet<>()).add(AccountKey.name(node));
            }
        }
        for (var group : listed.entrySet()) {
            if (group.getValue().size() > 1) {
                var by = links.stream()
                        .filter(link -> find(link.accounts().get(0)).equals(group.getKey()))
                        .map(IdentityLink::id)
                        .sorted()
                        .collect(Collectors.joining(", "));
                warnings.add("identity link " + by + " makes one person of " + String.join(" and ", group.getValue())
                        + ", who are listed apart");
            }
        }
    }

    /** Names every group and lays the accounts out for looking up. */
    private void settle() {
        var groups = new LinkedHashMap<String, List<String>>();
        for (var node : List.copyOf(parents.keySet())) {
            groups.computeIfAbsent(find(node), any -> new ArrayList<>()).add(node);
        }
        for (var group : groups.values()) {
            var first = group.stream()
                    .filter(ranks::containsKey)
                    .min(Comparator.comparing(ranks::get))
                    .or(() -> group.stream().min(AccountKey.BY_WORTH))
                    .orElseThrow();
            var name = AccountKey.name(first);
            if (group.stream().anyMatch(node -> AccountKey.isPerson(node) && ranks.containsKey(node))) {
                listedPersons.add(name);
            }
            group.forEach(node -> persons.put(node, name));
            group.forEach(node -> layOut(node, name));
        }
    }

    private void layOut(String key, String person) {
        int colon = key.indexOf(':');
        if (AccountKey.isPerson(key) || AccountKey.isEmail(key)) {
            return;
        }
        var provider = providers.computeIfAbsent(key.substring(0, colon), any -> new Provider());
        var rest = key.substring(colon + 1);
        if (rest.startsWith("#")) {
            provider.byId.put(Long.parseLong(rest.substring(1)), person);
        } else {
            var ids = withoutId.contains(key) ? Set.<Long>of() : idsOfLogin.getOrDefault(key, Set.of());
            provider.byLogin.put(rest, new Login(person, Set.copyOf(ids)));
        }
    }

    private void union(String left, String right) {
        var one = find(left);
        var other = find(right);
        if (!one.equals(other)) {
            // The smaller becomes the root, so that the root of a group does not depend on the order of joining.
            boolean oneFirst = one.compareTo(other) < 0;
            parents.put(oneFirst ? other : one, oneFirst ? one : other);
        }
    }

    private String find(String node) {
        var root = node;
        parents.putIfAbsent(node, node);
        while (!parents.get(root).equals(root)) {
            root = parents.get(root);
        }
        parents.put(node, root);
        return root;
    }

    /**
     * By number first, then by login unless the login is listed with another number.
     *
     * @return null when neither the directory nor a link names the account
     */
    String person(String provider, String login, Long id) {
        var known = providers.get(provider);
        if (known == null) {
            return null;
        }
        var byId = id == null ? null : known.byId.get(id);
        if (byId != null) {
            return byId;
        }
        var byLogin = known.byLogin.isEmpty() ? null : known.byLogin.get(login.toLowerCase(Locale.ROOT));
        return byLogin != null && byLogin.fits(id) ? byLogin.person() : null;
    }

    /** @return null when unknown */
    String personOf(String key) {
        return persons.get(key);
    }

    /** Who a member of a team is. */
    String personOf(Member member) {
        return persons.get(nodeOf(member));
    }

    /** Every key that leads to the person, sorted; the directory's own id among them. */
    List<String> keysOf(String person) {
        return persons.entrySet().stream()
                .filter(entry -> entry.getValue().equals(person))
                .map(Map.Entry::getKey)
                .sorted(AccountKey.BY_WORTH)
                .toList();
    }

    /** Persons and bots of the file, then members, then standard bots; each with its accounts' own names. */
    Map<String, List<String>> inOrder() {
        var accounts = new LinkedHashMap<String, List<String>>();
        ranks.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(node -> accounts.putIfAbsent(persons.get(node.getKey()), new ArrayList<>()));
        persons.forEach((key, person) -> {
            if (!AccountKey.isPerson(key) && accounts.containsKey(person)) {
                accounts.get(person).add(AccountKey.name(key));
            }
        });
        accounts.values().forEach(names -> names.sort(null));
        return accounts;
    }

    /** Listed under people or bots. */
    boolean lists(String person) {
        return listedPersons.contains(person);
    }

    /** All persons of which anything is known. */
    Set<String> all() {
        return new TreeSet<>(persons.values());
    }
}
