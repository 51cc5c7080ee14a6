package io.plumbline.streams.directory;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * The directory as it was written, checked for what can be said of each line alone.
 *
 * @param organisation null when not stated
 * @param zone null when not stated
 */
record DirectoryFile(
        String organisation,
        ZoneId zone,
        List<Team> teams,
        List<Ownership> ownerships,
        List<Member> members,
        List<Listed> people,
        List<Listed> bots,
        List<Service> services) {

    static final DirectoryFile EMPTY =
            new DirectoryFile(null, null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    /** @param parent as written, null when there is none */
    record Team(String id, String name, String parent, ZoneId zone, String where) {}

    /** @param pattern owner/name, or with * for any characters but the slash */
    record Ownership(String pattern, String team, LocalDate from, LocalDate until, String where) {}

    /** @param person id of somebody under people; null when the entry itself says who it is, by its keys */
    record Member(
            String team,
            String person,
            String name,
            List<Account> accounts,
            LocalDate from,
            LocalDate until,
            String where) {}

    /** A person or a bot with all accounts. */
    record Listed(String id, String name, List<Account> accounts, String where) {}

    /**
     * Login, number, or both of one account, or an e-mail address.
     *
     * @param provider null for an e-mail address
     */
    record Account(String provider, String login, Long id, String email) {

        List<String> keys() {
            if (email != null) {
                return List.of(AccountKey.ofEmail(email));
            }
            if (id == null) {
                return List.of(AccountKey.ofLogin(provider, login));
            }
            return login == null
                    ? List.of(AccountKey.ofId(provider, id))
                    : List.of(AccountKey.ofId(provider, id), AccountKey.ofLogin(provider, login));
        }
    }

    record Service(String id, String name, String repository, String where) {}
}
