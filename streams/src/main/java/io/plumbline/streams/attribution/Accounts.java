package io.plumbline.streams.attribution;

import io.plumbline.schema.event.Account;
import io.plumbline.streams.attribution.Rules.KnownAccount;
import io.plumbline.streams.attribution.Rules.Rule;
import io.plumbline.streams.attribution.Rules.Signal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Accounts that the rules know, by number first: a number never changes hands, a login does. */
final class Accounts {

    /** GitHub's address of an account that shows no other, with its number since 2017. */
    private static final Pattern NO_REPLY = Pattern.compile(
            "(?:(\\d{1,18})\\+)?([a-z0-9-]+(?:\\[bot])?)@users\\.noreply\\.github\\.com", Pattern.CASE_INSENSITIVE);

    private final Map<Long, List<Rule>> rulesById = new HashMap<>();
    private final Map<String, List<Rule>> rulesByLogin = new HashMap<>();
    private final Map<Long, KnownReviewer> reviewersById = new HashMap<>();
    private final Map<String, KnownReviewer> reviewersByLogin = new HashMap<>();
    private final Set<Long> machineIds = new HashSet<>();
    private final Set<String> machineLogins = new HashSet<>();
    private final Map<Long, Set<String>> loginsById = new HashMap<>();
    private final Set<String> bareLogins = new HashSet<>();

    Accounts(Rules rules) {
        for (var rule : rules.looking(Signal.ACCOUNT)) {
            for (var account : rule.accounts()) {
                if (account.id() != null) {
                    put(rulesById, account.id(), rule);
                }
                if (account.login() != null) {
                    put(rulesByLogin, lower(account.login()), rule);
                }
                know(account);
            }
        }
        for (var reviewer : rules.reviewers()) {
            if (reviewer.id() != null) {
                reviewersById.putIfAbsent(reviewer.id(), reviewer);
            }
            // Copilot the reviewer and Copilot the agent share a login that says nothing without its number.
            if (reviewer.login() != null
                    && (reviewer.id() == null || lower(reviewer.login()).endsWith("[bot]"))) {
                reviewersByLogin.putIfAbsent(lower(reviewer.login()), reviewer);
            }
            know(new KnownAccount(reviewer.login(), reviewer.id()));
        }
        rules.machines().forEach(this::know);
    }

    /** A stated number decides alone: a reviewer that shares its login with an agent is not that agent. */
    List<Rule> rulesOf(Account account) {
        return isKnownById(account)
                ? rulesById.getOrDefault(account.getId(), List.of())
                : rulesByLogin.getOrDefault(lower(account.getLogin()), List.of());
    }

    boolean isKnownById(Account account) {
        return account.getId() != null && machineIds.contains(account.getId());
    }

    Optional<KnownReviewer> reviewer(Account account) {
        return Optional.ofNullable(
                isKnownById(account)
                        ? reviewersById.get(account.getId())
                        : reviewersByLogin.get(lower(account.getLogin())));
    }

    boolean isMachine(Account account) {
        return "Bot".equals(account.getType())
                || lower(account.getLogin()).endsWith("[bot]")
                || (account.getId() == null
                        ? machineLogins.contains(lower(account.getLogin()))
                        : machineIds.contains(account.getId()));
    }

    boolean isPerson(Account account) {
        return "User".equals(account.getType()) && !isMachine(account);
    }

    /** An agent whose account reviews as well: on others' pull requests its commits come out of reviews. */
    boolean alsoReviews(Rule rule) {
        return rule.accounts().stream()
                .anyMatch(account -> account.id() == null
                        ? account.login() != null && reviewersByLogin.containsKey(lower(account.login()))
                        : reviewersById.containsKey(account.id()));
    }

    /**
     * The account that a no-reply address names. A number and a login that the rules know as two different machines are
     * not the forge's own writing, and name nobody.
     */
    Optional<Account> ofAddress(String mail) {
        var match = mail == null ? null : NO_REPLY.matcher(mail);
        if (match == null || !match.matches()) {
            return Optional.empty();
        }
        var id = match.group(1) == null ? null : Long.valueOf(match.group(1));
        var login = match.group(2);
        var bare = bare(login);
        boolean contradicts = id != null
                && loginsById.containsKey(id)
                && !loginsById.get(id).contains(bare)
                && bareLogins.contains(bare);
        return contradicts
                ? Optional.empty()
                : Optional.of(new Account(login, id, lower(login).endsWith("[bot]") ? "Bot" : "User"));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static <K> void put(Map<K, List<Rule>> rules, K key, Rule rule) {
        var same = rules.computeIfAbsent(key, any -> new ArrayList<>());
        if (!same.contains(rule)) {
            same.add(rule);
        }
    }

    private void know(KnownAccount account) {
        if (account.id() != null) {
            machineIds.add(account.id());
        }
        if (account.login() != null) {
            machineLogins.add(lower(account.login()));
            bareLogins.add(bare(account.login()));
        }
        if (account.id() != null && account.login() != null) {
            loginsById.computeIfAbsent(account.id(), id -> new HashSet<>()).add(bare(account.login()));
        }
    }

    private static String bare(String login) {
        return lower(login).replace("[bot]", "");
    }
}
