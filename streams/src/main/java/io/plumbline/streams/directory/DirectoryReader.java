package io.plumbline.streams.directory;

import io.plumbline.streams.directory.DirectoryFile.Account;
import io.plumbline.streams.directory.DirectoryFile.Listed;
import io.plumbline.streams.directory.DirectoryFile.Member;
import io.plumbline.streams.directory.DirectoryFile.Ownership;
import io.plumbline.streams.directory.DirectoryFile.Service;
import io.plumbline.streams.directory.DirectoryFile.Team;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads {@code directory.yaml} (docs/directory.md) and collects every problem instead of stopping at the first. */
final class DirectoryReader {

    private static final Pattern ID = Pattern.compile("[^\\s:,#@][^\\s:,#]*");
    private static final Pattern REPOSITORY = Pattern.compile("[^\\s/*]+/[^\\s/*]+");
    private static final Pattern REPOSITORY_PATTERN = Pattern.compile("[^\\s/]+/[^\\s/]+");
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]*");

    private final List<String> problems = new ArrayList<>();
    private final List<Team> teams = new ArrayList<>();
    private final List<Ownership> ownerships = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private final Map<String, String> ids = new HashMap<>();

    private DirectoryReader() {}

    /**
     * @param yaml empty = nothing listed
     * @throws InvalidDirectoryException with all problems
     */
    static DirectoryFile read(String yaml) {
        var tree = YamlTree.read(yaml);
        if (tree == null) {
            return DirectoryFile.EMPTY;
        }
        var reader = new DirectoryReader();
        var file = reader.file(Part.root(tree, reader.problems));
        if (!reader.problems.isEmpty()) {
            throw new InvalidDirectoryException(reader.problems);
        }
        return file;
    }

    private DirectoryFile file(Part root) {
        root.allow("organisation", "zone", "teams", "people", "bots", "services");
        var people = listed(root, "people");
        root.parts("teams").forEach(this::team);
        for (var member : members) {
            if (member.person() != null && !ids.containsKey("person " + member.person())) {
                problems.add(member.where() + ".person: nobody under people has the id \"" + member.person() + "\"");
            }
        }
        return new DirectoryFile(
                root.text("organisation"),
                root.zone("zone"),
                List.copyOf(teams),
                List.copyOf(ownerships),
                List.copyOf(members),
                people,
                listed(root, "bots"),
                services(root));
    }

    private void team(Part part) {
        part.allow("id", "name", "parent", "zone", "repositories", "members");
        var id = id(part, "team");
        var name = part.text("name");
        teams.add(new Team(id, name == null ? id : name, part.text("parent"), part.zone("zone"), part.where()));
        for (var repository : part.children("repositories")) {
            if (repository.isText()) {
                ownerships.add(new Ownership(
                        repository.matching(REPOSITORY_PATTERN, "owner/name or owner/*"),
                        id,
                        null,
                        null,
                        repository.where()));
            } else {
                repository.allow("repository", "id", "from", "until");
                repository.number("id");
                ownerships.add(new Ownership(
                        repository.needMatching("repository", REPOSITORY_PATTERN, "owner/name or owner/*"),
                        id,
                        repository.date("from"),
                        until(repository),
                        repository.where()));
            }
        }
        part.parts("members").forEach(member -> member(member, id));
    }

    private void member(Part part, String team) {
        part.allow("person", "provider", "login", "id", "name", "email", "from", "until");
        var person = part.text("person");
        var accounts = new ArrayList<Account>();
        var login = part.text("login");
        var number = part.number("id");
        if (login != null || number != null) {
            accounts.add(new Account(provider(part), login, number, null));
        }
        var email = part.email("email");
        if (email != null) {
            accounts.add(new Account(null, null, null, email));
        }
        if (person == null && accounts.isEmpty()) {
            part.problem("says nobody: give a person (an id under people), a login, an id or an email");
        }
        members.add(new Member(
                team, person, part.text("name"), List.copyOf(accounts), part.date("from"), until(part), part.where()));
    }

    private List<Listed> listed(Part root, String field) {
        var all = new ArrayList<Listed>();
        for (var part : root.parts(field)) {
            part.allow("id", "name", "accounts", "emails");
            var accounts = new ArrayList<Account>();
            for (var account : part.parts("accounts")) {
                account.allow("provider", "login", "id");
                var login = account.text("login");
                var number = account.number("id");
                if (login == null && number == null) {
                    account.problem("needs a login, an id, or both");
                } else {
                    accounts.add(new Account(provider(account), login, number, null));
                }
            }
            for (var email : part.children("emails")) {
                var address = email.emailAddress();
                if (address != null) {
                    accounts.add(new Account(null, null, null, address));
                }
            }
            var id = id(part, field.equals("people") ? "person" : "bot");
            var name = part.text("name");
            all.add(new Listed(id, name == null ? id : name, List.copyOf(accounts), part.where()));
        }
        return List.copyOf(all);
    }

    private List<Service> services(Part root) {
        var services = new ArrayList<Service>();
        for (var part : root.parts("services")) {
            part.allow("id", "name", "repository");
            var id = id(part, "service");
            var name = part.text("name");
            services.add(new Service(
                    id,
                    name == null ? id : name,
                    part.needMatching("repository", REPOSITORY, "owner/name"),
                    part.where()));
        }
        return List.copyOf(services);
    }

    /** Never null, so that reading can go on to the next problem. */
    private String id(Part part, String kind) {
        var id = part.needMatching("id", ID, "a word without spaces, ':', ',' or '#'");
        var earlier = id.isEmpty() ? null : ids.putIfAbsent(kind + " " + id, part.where());
        if (earlier != null) {
            part.problem("id: the " + kind + " \"" + id + "\" is there already (" + earlier + ")");
        }
        return id;
    }

    private static String provider(Part part) {
        var provider = part.text("provider");
        if (provider == null) {
            return AccountKey.GITHUB;
        }
        if (!PROVIDER.matcher(provider).matches() || provider.equals("email") || provider.equals("person")) {
            part.problem("provider: \"" + provider + "\" is no forge; expected github, gitlab, ..");
        }
        return provider;
    }

    private static LocalDate until(Part part) {
        var from = part.date("from");
        var until = part.date("until");
        if (from != null && until != null && !from.isBefore(until)) {
            part.problem("until " + until + " is not after from " + from
                    + " (until is the first day that no longer counts)");
        }
        return until;
    }
}
