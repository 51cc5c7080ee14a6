package io.plumbline.dashboards.decision;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything decided: the directory in force, merged identities, rules, and which tasks have applied it.
 *
 * @param organisation empty when no directory states it
 * @param zone id; empty when no directory states it
 * @param version of the configuration; facts that were made with it carry the same
 * @param warnings of the directory
 * @param problems entries that cannot be used
 */
public record DecisionBook(
        String organisation,
        String zone,
        String version,
        List<Team> teams,
        List<Person> people,
        List<Merge> merges,
        List<Rules> rules,
        Optional<Entry> directory,
        List<String> warnings,
        List<String> problems) {

    public static final DecisionBook NOTHING = new DecisionBook(
            "", "", "", List.of(), List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of());

    /** Accounts of this provider are logins of Plumbline itself. */
    public static final String OWN = "plumbline:";

    private static final String EMAIL = "email:";

    /** Who decided something, when and why. */
    public record Entry(Instant at, String author, String reason) {}

    /** @param parent empty = none */
    public record Team(String id, String name, String parent, List<Member> members, List<Owned> repositories) {}

    /**
     * @param from null = always
     * @param until first day that no longer counts, null = still
     */
    public record Member(String person, LocalDate from, LocalDate until) {}

    /**
     * @param from null = always
     * @param until first day that no longer counts, null = still
     */
    public record Owned(String repository, LocalDate from, LocalDate until) {}

    /**
     * Somebody whom the directory lists.
     *
     * @param name empty when it states none
     * @param accounts such as {@code github:ada}, {@code github:#7}, {@code email:ada@example.org}
     */
    public record Person(String id, String name, List<String> accounts) {}

    /** @param undone null while it is in force */
    public record Merge(String id, List<String> accounts, Entry made, Entry undone) {

        public boolean inForce() {
            return undone == null;
        }
    }

    /** @param own null when the standard ones of this version decide */
    public record Rules(String kind, String version, Entry own) {}

    /**
     * Whom an account of Plumbline belongs to: the directory lists the account's login as a {@code plumbline} account, or as
     * an e-mail address. Nothing else will do: somebody of the same login elsewhere may be somebody else.
     */
    public Optional<Person> personOf(String login) {
        var name = login.toLowerCase(Locale.ROOT);
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var found = people.stream()
                .filter(person -> person.accounts().stream()
                        .map(account -> account.toLowerCase(Locale.ROOT))
                        .anyMatch(account -> account.equals(OWN + name) || account.equals(EMAIL + name)))
                .toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }
}
