package io.plumbline.streams.directory;

import io.plumbline.schema.event.Account;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who is who, and who belonged where when. Immutable; accounts that nobody listed are persons of their own.
 *
 * <p>The file's format is in docs/directory.md. Dates are days of the organisation's time zone (UTC when it states none); a
 * membership runs from the first day to the day before {@code until}. Well-known bots with several accounts are one actor
 * even when no directory is published.
 */
public final class Directory {

    private static final List<DirectoryFile.Listed> STANDARD_BOTS = standardBots();

    /** Of an organisation that has published none. */
    public static final Directory EMPTY = new Directory(DirectoryFile.EMPTY, List.of());

    /** @param parent null for none; a parent that is not there, or that leads in a circle, is none */
    public record Team(String id, String name, String parent, ZoneId zone) {}

    /** Somebody in a team, from the first day (null = always) to the day before {@code until} (null = still). */
    public record Membership(String person, String team, LocalDate from, LocalDate until) {}

    /** @param repository owner/name, or a pattern such as owner/* */
    public record Ownership(String repository, String team, LocalDate from, LocalDate until) {}

    /** Something that is deployed and can fail, and where its code is. */
    public record Service(String id, String name, String repository) {}

    private final DirectoryFile file;
    private final Identities identities;
    private final Memberships memberships;
    private final Ownerships ownerships;
    private final Services services;
    private final Teams teams;
    private final List<String> warnings;

    private Directory(DirectoryFile file, Collection<IdentityLink> links) {
        var found = new ArrayList<String>();
        this.file = file;
        this.identities = Identities.of(file, STANDARD_BOTS, links, found);
        this.memberships = Memberships.of(file, identities, found);
        this.ownerships = Ownerships.of(file, found);
        this.services = new Services(file);
        this.teams = Teams.of(file, found);
        this.warnings = List.copyOf(new LinkedHashSet<>(found));
    }

    /**
     * @param yaml content of directory.yaml; null or blank for an organisation that lists nothing
     * @param links decisions in force, in any order
     * @throws InvalidDirectoryException with every problem of the file, each with its line and path
     */
    public static Directory read(String yaml, Collection<IdentityLink> links) {
        var file = yaml == null || yaml.isBlank() ? DirectoryFile.EMPTY : DirectoryReader.read(yaml);
        return new Directory(file, links);
    }

    /** Of an organisation that has published no directory, but links. */
    public static Directory withLinks(Collection<IdentityLink> links) {
        return read(null, links);
    }

    /** @return the person's id in the directory; of an unlisted account {@code provider:number} or {@code provider:login} */
    public String personOf(String provider, Account account) {
        var person = identities.person(provider, account.getLogin(), account.getId());
        if (person != null) {
            return person;
        }
        return provider + ":"
                + (account.getId() == null
                        ? account.getLogin().toLowerCase(Locale.ROOT)
                        : account.getId().toString());
    }

    /** Who writes commits under the address; a no-reply address of GitHub names an account, listed or not. */
    public Optional<String> personOfEmail(String email) {
        if (email == null || email.isBlank()) {
            return Optional.empty();
        }
        var key = AccountKey.ofEmail(email);
        var person = identities.personOf(key);
        if (person != null) {
            return Optional.of(person);
        }
        var login = AccountKey.loginOfNoReply(email);
        if (login == null) {
            return Optional.empty();
        }
        int number = key.indexOf(":#");
        var id = number < 0 ? null : Long.valueOf(key.substring(number + 2));
        return Optional.of(personOf(AccountKey.GITHUB, new Account(login, id, null)));
    }

    /** Whether two accounts are one actor, aliases of persons and of bots included; null is nobody. */
    public boolean same(String provider, Account left, Account right) {
        if (left == null || right == null) {
            return false;
        }
        var one = identities.person(provider, left.getLogin(), left.getId());
        var other = identities.person(provider, right.getLogin(), right.getId());
        if (one != null || other != null) {
            return one != null && one.equals(other);
        }
        if (left.getId() != null && right.getId() != null) {
            return left.getId().equals(right.getId());
        }
        return left.getLogin().equalsIgnoreCase(right.getLogin());
    }

    /** Team that the person behind the account was a member of; of two at once the one listed first. */
    public Optional<String> teamOf(String provider, Account account, Instant at) {
        if (account == null) {
            return Optional.empty();
        }
        var person = identities.person(provider, account.getLogin(), account.getId());
        return person == null ? Optional.empty() : memberships.teamOf(person, at);
    }

    /** Team that the person was a member of. */
    public Optional<String> teamOfPerson(String person, Instant at) {
        return memberships.teamOf(person, at);
    }

    /** Team that owned the repository: one that names it before one whose pattern fits, then the one listed first. */
    public Optional<String> ownerOf(String repo, Instant at) {
        return ownerships.ownerOf(repo, at);
    }

    /** The organisation's, in which its days are counted; empty when it has published none. */
    public Optional<ZoneId> zone() {
        return Optional.ofNullable(file.zone());
    }

    /** In which the team works: its own zone, else that of a team above it, else the organisation's. Null is no team. */
    public Optional<ZoneId> zoneOf(String team) {
        return teams.zoneOf(team).or(this::zone);
    }

    /** Login of the organisation, as the file states it. */
    public Optional<String> organisation() {
        return Optional.ofNullable(file.organisation());
    }

    /** Never leads in a circle. */
    public Optional<String> parentOf(String team) {
        return teams.parentOf(team);
    }

    /** Ids, in the order of the file. */
    public List<String> servicesOf(String repo) {
        return services.of(repo);
    }

    /** By id, else by name, whatever the case. */
    public Optional<String> repositoryOfService(String service) {
        return services.repositoryOf(service);
    }

    /** What works but should be looked at: accounts listed twice, people in two teams at once, unknown parents, .. */
    public List<String> warnings() {
        return warnings;
    }

    public List<Team> teams() {
        return teams.all();
    }

    /** In the order of the file; persons by the name that {@link #personOf} gives them. */
    public List<Membership> memberships() {
        return memberships.all();
    }

    public List<Ownership> ownerships() {
        return file.ownerships().stream()
                .map(one -> new Ownership(one.pattern(), one.team(), one.from(), one.until()))
                .toList();
    }

    public List<Service> services() {
        return file.services().stream()
                .map(one -> new Service(one.id(), one.name(), one.repository()))
                .toList();
    }

    /** Everybody who is listed or linked, bots included, as {@link #personOf} names them; sorted. */
    public Set<String> persons() {
        return identities.all();
    }

    /** Accounts by which a person is recognised, as an {@link IdentityLink} writes them; empty when unknown. */
    public List<String> accountsOf(String person) {
        return identities.keysOf(person).stream()
                .filter(key -> !AccountKey.isPerson(key))
                .toList();
    }

    /**
     * Everybody whom the file names and every known bot, in the order in which they name a group of linked ones, with their
     * accounts as {@link #personOf} calls accounts that nobody listed.
     */
    public Map<String, List<String>> accounts() {
        return identities.inOrder();
    }

    /** Listed under people or bots, not only as somebody's account. */
    public boolean lists(String person) {
        return identities.lists(person);
    }

    /**
     * Who is meant by an account as a link writes it.
     *
     * @throws InvalidDirectoryException when it is no account
     */
    public Optional<String> personOfKey(String account) {
        return personOfNormalised(AccountKey.parse(account));
    }

    Optional<String> personOfNormalised(String key) {
        return Optional.ofNullable(identities.personOf(key));
    }

    Optional<String> find(String provider, String login, Long id) {
        return Optional.ofNullable(identities.person(provider, login, id));
    }

    /** Display name of somebody listed. */
    public Optional<String> nameOf(String person) {
        return memberships.nameOf(person);
    }

    private static List<DirectoryFile.Listed> standardBots() {
        try (var in = Directory.class.getResourceAsStream("bots.yaml")) {
            return DirectoryReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .bots();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read bots.yaml", e);
        }
    }
}
