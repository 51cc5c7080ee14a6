package io.plumbline.standalone.reconcile.recount;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rule file of metrics.md 8.2 read as a list and tried rule by rule. Slow and plain on purpose: no index, nothing
 * remembered between pull requests.
 */
final class Signals {

    private static final String LOGIN = "@([a-z0-9][a-z0-9-]{0,38})\\b";
    private static final Pattern NO_REPLY =
            Pattern.compile("(?i)(?:(\\d{1,18})\\+)?([a-z0-9-]+(?:\\[bot])?)@users\\.noreply\\.github\\.com");

    /**
     * @param rules ids of all rules that spoke, the losing ones too, sorted
     * @param accountable the person behind it; null = nobody is named
     * @param aiCommits how many of the known commits carry evidence
     */
    record Verdict(
            String origin,
            String tool,
            double confidence,
            TreeSet<String> rules,
            Who accountable,
            long knownCommits,
            long aiCommits) {}

    private final List<JsonNode> rules;
    private final List<JsonNode> reviewers;
    private final List<JsonNode> machines;
    private final List<String> requesters;

    private Signals(List<JsonNode> rules, List<JsonNode> reviewers, List<JsonNode> machines, List<String> requesters) {
        this.rules = rules;
        this.reviewers = reviewers;
        this.machines = machines;
        this.requesters = requesters;
    }

    private static Signals of(JsonNode file) {
        var machines = new ArrayList<>(list(file.get("reviewers")));
        machines.addAll(list(file.get("machines")));
        return new Signals(
                list(file.get("rules")),
                list(file.get("reviewers")),
                machines,
                list(file.get("requesters")).stream()
                        .map(words -> lower(words.asText()))
                        .toList());
    }

    /** These and an organisation's own, which may disable some of these. */
    Signals with(String additions) {
        try {
            var file = new YAMLMapper().readTree(additions);
            var disabled =
                    list(file.get("disable")).stream().map(JsonNode::asText).toList();
            var added = of(file);
            var kept = rules.stream()
                    .filter(rule -> !disabled.contains(text(rule, "id")))
                    .toList();
            return new Signals(
                    both(kept, added.rules),
                    both(reviewers, added.reviewers),
                    both(machines, added.machines),
                    both(requesters, added.requesters));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read attribution rules", e);
        }
    }

    /** @param yaml in the form of {@code attribution-rules.yaml} */
    static Signals read(InputStream yaml) {
        try {
            return of(new YAMLMapper().readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read attribution rules", e);
        }
    }

    private static <T> List<T> both(List<T> first, List<T> then) {
        return Stream.concat(first.stream(), then.stream()).toList();
    }

    private static List<JsonNode> list(JsonNode array) {
        return array == null
                ? List.of()
                : StreamSupport.stream(array.spliterator(), false).toList();
    }

    boolean isMachine(Who who) {
        if ("Bot".equals(who.type()) || lower(who.login()).endsWith("[bot]")) {
            return true;
        }
        return knownAccounts().stream()
                .anyMatch(known -> who.id() != null
                        ? hasId(known, who)
                        : lower(who.login()).equals(login(known)));
    }

    boolean isPerson(Who who) {
        return "User".equals(who.type()) && !isMachine(who);
    }

    /** Tool that acts under the account. */
    Optional<String> toolOf(Who who) {
        return accountRules(who).stream()
                .map(rule -> text(rule, "tool"))
                .filter(tool -> tool != null)
                .findFirst();
    }

    /** @param commits of the pull request; empty when none is known */
    Verdict judge(Who author, String branch, String body, List<String> labels, List<Branching.Commit> commits) {
        var words = OwnWords.of(body);
        var spoke = new LinkedHashSet<JsonNode>(author == null ? List.of() : accountRules(author));
        for (var rule : rules) {
            boolean speaks =
                    switch (text(rule, "signal")) {
                        case "trailer", "session-trailer" -> mentions(words.beforeRevert(), rule);
                        case "quoted-commit" -> mentions(words.quotedTrailers(), rule);
                        case "body" -> hasValue(rule, value -> words.lowerCase().contains(value));
                        case "branch" -> branch != null && hasValue(rule, lower(branch)::startsWith);
                        case "label" -> labels.stream().anyMatch(label -> hasValue(rule, lower(label)::equals));
                        default -> false;
                    };
            if (speaks) {
                spoke.add(rule);
            }
        }
        return Weighing.verdict(
                this,
                new ArrayList<>(spoke),
                commits.stream().map(commit -> Marks.of(commit, this)).toList(),
                Optional.ofNullable(accountable(author, words)),
                author != null && isMachine(author));
    }

    int place(JsonNode rule) {
        return rules.indexOf(rule);
    }

    List<JsonNode> rules(String signal) {
        return rules.stream()
                .filter(rule -> text(rule, "signal").equals(signal))
                .toList();
    }

    List<JsonNode> trailerRules() {
        return rules.stream()
                .filter(rule -> text(rule, "signal").equals("trailer")
                        || text(rule, "signal").equals("session-trailer"))
                .toList();
    }

    /** A reviewer by number; by login where no rule knows its number, and the login is one that nobody can choose. */
    boolean reviews(Who who) {
        boolean knownNumber = knownAccounts().stream().anyMatch(known -> hasId(known, who));
        return reviewers.stream()
                .anyMatch(one -> knownNumber
                        ? hasId(one, who)
                        : isByLogin(one) && lower(who.login()).equals(login(one)));
    }

    /** An agent that reviews under the same account. */
    boolean alsoReviews(JsonNode rule) {
        return list(rule.get("accounts")).stream()
                .anyMatch(account -> account.hasNonNull("id")
                        ? reviewers.stream()
                                .anyMatch(one -> one.hasNonNull("id")
                                        && one.get("id").asLong()
                                                == account.get("id").asLong())
                        : reviewers.stream()
                                .anyMatch(one -> isByLogin(one)
                                        && !login(account).isEmpty()
                                        && login(one).equals(login(account))));
    }

    private static boolean isByLogin(JsonNode reviewer) {
        return !reviewer.hasNonNull("id") || login(reviewer).endsWith("[bot]");
    }

    /** Of GitHub's no-reply addresses; null for others, and where number and login are those of two known machines. */
    Who accountOf(String mail) {
        var match = NO_REPLY.matcher(mail == null ? "" : mail);
        if (!match.matches()) {
            return null;
        }
        var login = match.group(2);
        var who = new Who(
                login,
                match.group(1) == null ? null : Long.valueOf(match.group(1)),
                lower(login).endsWith("[bot]") ? "Bot" : "User");
        var sameNumber = knownAccounts().stream()
                .filter(known -> hasId(known, who) && !login(known).isEmpty())
                .toList();
        boolean contradicts = !sameNumber.isEmpty()
                && sameNumber.stream().noneMatch(known -> bare(login(known)).equals(bare(login)))
                && knownAccounts().stream().anyMatch(known -> bare(login(known)).equals(bare(login)));
        return contradicts ? null : who;
    }

    private static String bare(String login) {
        return lower(login).replace("[bot]", "");
    }

    /** In lower case. */
    static List<String> names(JsonNode rule, String field) {
        return list(rule.get(field)).stream()
                .map(value -> lower(value.asText()))
                .toList();
    }

    /** Who opened it, when that is a person; of a machine's pull request the one who asked for it. */
    private Who accountable(Who author, OwnWords words) {
        if (author == null || isPerson(author)) {
            return author;
        }
        if (!isMachine(author)) {
            return null;
        }
        for (var line : words.lines()) {
            var login = requester(line);
            if (login != null) {
                return new Who(login, null, null);
            }
        }
        return null;
    }

    /**
     * At the beginning of a line a name may stand between the words and the login ("Requested by: Ada Lovelace (@ada)");
     * in the middle of one the login follows at once.
     */
    private String requester(String line) {
        if (requesters.isEmpty()) {
            return null;
        }
        var words = requesters.stream().map(Pattern::quote).collect(Collectors.joining("|", "(?i:", ")"));
        var marks = ":?[*_]*:?\\s*";
        var first = Pattern.compile("(?i)^[\\s*_-]*" + words + marks + "([^@]{0,80}[\\s(\\[])?[\\[(]?" + LOGIN)
                .matcher(line);
        if (first.find()) {
            return first.group(2);
        }
        var within = Pattern.compile("(?i)\\b" + words + marks + "\\[?" + LOGIN).matcher(line);
        return within.find() ? within.group(1) : null;
    }

    /** A number that any rule knows decides; otherwise the login does. */
    List<JsonNode> accountRules(Who who) {
        boolean knownNumber = knownAccounts().stream().anyMatch(known -> hasId(known, who));
        return rules.stream()
                .filter(rule -> list(rule.get("accounts")).stream()
                        .anyMatch(known -> knownNumber
                                ? hasId(known, who)
                                : lower(who.login()).equals(login(known))))
                .toList();
    }

    private List<JsonNode> knownAccounts() {
        var all = new ArrayList<>(machines);
        rules.forEach(rule -> all.addAll(list(rule.get("accounts"))));
        return all;
    }

    private static boolean mentions(List<String> lines, JsonNode rule) {
        return lines.stream().map(Mention::of).anyMatch(mention -> mention != null && mention.fits(rule));
    }

    private static boolean hasValue(JsonNode rule, Predicate<String> test) {
        return list(rule.get("values")).stream()
                .map(value -> lower(value.asText()))
                .anyMatch(test);
    }

    private static boolean hasId(JsonNode account, Who who) {
        return who.id() != null && account.hasNonNull("id") && account.get("id").asLong() == who.id();
    }

    private static String login(JsonNode account) {
        return account.hasNonNull("login") ? lower(account.get("login").asText()) : "";
    }

    private static String text(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.get(field).asText() : null;
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
