package io.plumbline.streams.directory;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;

/**
 * Accounts that look like one person, with the reasons. Nothing is merged here: somebody has to decide.
 *
 * <p>Each reason has a strength in (0, 1), ours and not calibrated; of several for one pair the score is 1 - the product of
 * (1 - strength). Pairs that are one person already are left out, and so are two people whom the directory lists apart.
 */
public final class IdentitySuggestions {

    /**
     * @param left the more lasting account of the two, as an {@link IdentityLink} writes it
     * @param score in (0, 1)
     * @param reasons strongest first
     * @param count events and commits in which either was seen
     */
    public record Suggestion(String left, String right, double score, List<String> reasons, long count) {}

    private record Reason(double strength, String text) {}

    private record Pair(String left, String right) {
        static Pair of(String one, String other) {
            return AccountKey.BY_WORTH.compare(one, other) <= 0 ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** What one account, or one address, was seen with. */
    private static final class Trace {
        final Set<String> logins = new TreeSet<>();
        final Set<String> names = new TreeSet<>();
        final Set<String> localParts = new TreeSet<>();
        final Set<String> addresses = new TreeSet<>();
        long count;
    }

    private static final double LOGIN_OF_COMMIT = 0.9;
    private static final double SAME_EMAIL = 0.9;
    private static final double LOGIN_WITH_NUMBER = 0.95;
    private static final double NAME_AND_LOCAL_PART = 0.75;
    private static final double LOGIN_IS_LOCAL_PART = 0.5;
    private static final double WITH_AND_WITHOUT_BOT = 0.6;

    /** So many strangers share it that it says nothing about any two of them. */
    private static final int TOO_COMMON = 8;

    private static final int SHORTEST_LOCAL_PART = 4;
    private static final Set<String> MAILBOXES = Set.of(
            "admin",
            "build",
            "contact",
            "dependabot",
            "github",
            "hello",
            "info",
            "jenkins",
            "mail",
            "noreply",
            "no-reply",
            "office",
            "root",
            "support",
            "team",
            "test",
            "user",
            "users",
            "work");
    private static final String BOT_SUFFIX = "[bot]";

    private final Directory directory;
    private final Map<String, Trace> traces = new TreeMap<>(AccountKey.BY_WORTH);
    private final Map<Pair, List<Reason>> reasons = new HashMap<>();

    private IdentitySuggestions(Directory directory) {
        this.directory = directory;
    }

    /** Best first; the same input in any order gives the same list. */
    public static List<Suggestion> of(Directory directory, Collection<SeenIdentity> seen) {
        var suggestions = new IdentitySuggestions(directory);
        seen.stream().sorted(Comparator.comparing(SeenIdentity::toString)).forEach(suggestions::see);
        suggestions.compare();
        return suggestions.ranked();
    }

    private void see(SeenIdentity seen) {
        var account = accountOf(seen);
        var address = seen.email() == null ? null : AccountKey.ofEmail(seen.email());
        if (account != null) {
            var trace = trace(account, seen);
            if (seen.login() != null) {
                trace.logins.add(seen.login().toLowerCase(Locale.ROOT));
            }
            addAddress(trace, address);
        }
        if (address != null && !address.equals(account)) {
            var trace = trace(address, seen);
            addAddress(trace, address);
            var login = AccountKey.loginOfNoReply(seen.email());
            if (login != null) {
                trace.logins.add(login);
            }
        }
        if (account != null && address != null) {
            suggest(account, address, LOGIN_OF_COMMIT, "the forge names this login for commits of this address");
        }
    }

    private static String accountOf(SeenIdentity seen) {
        if (seen.id() != null) {
            return AccountKey.ofId(seen.provider(), seen.id());
        }
        return seen.login() == null ? null : AccountKey.ofLogin(seen.provider(), seen.login());
    }

    private Trace trace(String key, SeenIdentity seen) {
        var trace = traces.computeIfAbsent(key, any -> new Trace());
        trace.count += seen.count();
        if (seen.name() != null) {
            trace.names.add(normalised(seen.name()));
        }
        return trace;
    }

    private static void addAddress(Trace trace, String address) {
        if (address != null && AccountKey.isEmail(address)) {
            trace.addresses.add(address);
            var local = address.substring(address.indexOf(':') + 1, address.indexOf('@'));
            int plus = local.indexOf('+');
            trace.localParts.add(plus > 0 ? local.substring(0, plus) : local);
        }
    }

    private void compare() {
        forPairs(sharing(trace -> trace.addresses), (one, other) -> {
            // The address itself and its account were paired when they were seen together.
            if (!AccountKey.isEmail(one) && !AccountKey.isEmail(other)) {
                suggest(one, other, SAME_EMAIL, "commits of both have the same e-mail address");
            }
        });
        forPairs(sharing(trace -> trace.logins), (one, other) -> {
            // Two numbers under one login are two accounts that had it one after the other: no reason.
            if (one.contains(":#") != other.contains(":#")) {
                suggest(one, other, LOGIN_WITH_NUMBER, "the login was seen with this number");
            }
        });
        forPairs(
                sharing(IdentitySuggestions::namesWithLocalParts),
                (one, other) -> suggest(one, other, NAME_AND_LOCAL_PART, "same name, and the same word before the @"));
        loginsThatAreLocalParts();
        botsWithoutSuffix();
    }

    private static Set<String> namesWithLocalParts(Trace trace) {
        var both = new TreeSet<String>();
        for (var name : trace.names) {
            if (name.contains(" ")) {
                trace.localParts.forEach(local -> both.add(name + " <" + local));
            }
        }
        return both;
    }

    private void loginsThatAreLocalParts() {
        var byLocalPart = sharing(trace -> trace.localParts);
        traces.forEach((key, trace) -> {
            for (var login : trace.logins) {
                if (login.length() >= SHORTEST_LOCAL_PART && !MAILBOXES.contains(login)) {
                    byLocalPart.getOrDefault(login, List.of()).stream()
                            .filter(other -> !other.equals(key))
                            .forEach(other ->
                                    suggest(key, other, LOGIN_IS_LOCAL_PART, "the login is the word before the @"));
                }
            }
        });
    }

    private void botsWithoutSuffix() {
        var byLogin = sharing(trace -> trace.logins);
        byLogin.forEach((login, keys) -> {
            if (login.endsWith(BOT_SUFFIX)) {
                var plain = login.substring(0, login.length() - BOT_SUFFIX.length());
                for (var other : byLogin.getOrDefault(plain, List.of())) {
                    keys.forEach(
                            key -> suggest(key, other, WITH_AND_WITHOUT_BOT, "the same login with and without [bot]"));
                }
            }
        });
    }

    private Map<String, List<String>> sharing(java.util.function.Function<Trace, Set<String>> features) {
        var keys = new TreeMap<String, List<String>>();
        traces.forEach((key, trace) -> features.apply(trace)
                .forEach(feature ->
                        keys.computeIfAbsent(feature, any -> new ArrayList<>()).add(key)));
        return keys;
    }

    private static void forPairs(Map<String, List<String>> sharing, BiConsumer<String, String> action) {
        for (var keys : sharing.values()) {
            if (keys.size() > TOO_COMMON) {
                continue;
            }
            for (int i = 0; i < keys.size(); i++) {
                for (int j = i + 1; j < keys.size(); j++) {
                    action.accept(keys.get(i), keys.get(j));
                }
            }
        }
    }

    private void suggest(String one, String other, double strength, String reason) {
        if (one.equals(other) || isSettled(one, other)) {
            return;
        }
        var found = reasons.computeIfAbsent(Pair.of(one, other), any -> new ArrayList<>());
        if (found.stream().noneMatch(earlier -> earlier.text().equals(reason))) {
            found.add(new Reason(strength, reason));
        }
    }

    /** One person already, or two whom somebody listed apart. */
    private boolean isSettled(String one, String other) {
        var left = person(one);
        var right = person(other);
        return left.equals(right) || (directory.lists(left) && directory.lists(right));
    }

    /** By number, else by the logins it was seen with; else the account stands for itself. */
    private String person(String key) {
        var direct = directory.personOfNormalised(key);
        if (direct.isPresent() || AccountKey.isEmail(key)) {
            return direct.orElse(AccountKey.name(key));
        }
        var provider = key.substring(0, key.indexOf(':'));
        var trace = traces.get(key);
        if (trace != null && key.contains(":#")) {
            var id = Long.valueOf(key.substring(key.indexOf('#') + 1));
            for (var login : trace.logins) {
                var person = directory.find(provider, login, id);
                if (person.isPresent()) {
                    return person.get();
                }
            }
        }
        return AccountKey.name(key);
    }

    private List<Suggestion> ranked() {
        var ranked = new ArrayList<Suggestion>();
        reasons.forEach((pair, found) -> {
            double doubt = 1;
            for (var reason : found) {
                doubt *= 1 - reason.strength();
            }
            var texts = found.stream()
                    .sorted(Comparator.comparingDouble(Reason::strength)
                            .reversed()
                            .thenComparing(Reason::text))
                    .map(Reason::text)
                    .toList();
            ranked.add(new Suggestion(
                    pair.left(), pair.right(), 1 - doubt, texts, count(pair.left()) + count(pair.right())));
        });
        ranked.sort(Comparator.comparingDouble(Suggestion::score)
                .thenComparingLong(Suggestion::count)
                .reversed()
                .thenComparing(Suggestion::left, AccountKey.BY_WORTH)
                .thenComparing(Suggestion::right, AccountKey.BY_WORTH));
        return ranked;
    }

    private long count(String key) {
        var trace = traces.get(key);
        return trace == null ? 0 : trace.count;
    }

    /** Lower case, without accents, single spaces. */
    private static String normalised(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
