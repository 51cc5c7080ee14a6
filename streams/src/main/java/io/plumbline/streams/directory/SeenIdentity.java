package io.plumbline.streams.directory;

/**
 * Somebody as events and commits show them; what a source does not say is null.
 *
 * @param provider forge of the login and id
 * @param login of the account
 * @param id number of the account
 * @param name as a commit states it
 * @param email as a commit states it
 * @param count in how many events or commits
 */
public record SeenIdentity(String provider, String login, Long id, String name, String email, long count) {

    public SeenIdentity {
        login = blankToNull(login);
        name = blankToNull(name);
        email = blankToNull(email);
    }

    private static String blankToNull(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
