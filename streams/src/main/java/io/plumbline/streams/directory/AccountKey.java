package io.plumbline.streams.directory;

import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One way to recognise somebody, as a text: {@code github:#123} (numeric id), {@code github:ada} (login, lower case),
 * {@code email:ada@example.org} (lower case), {@code person:ada} (somebody listed).
 */
final class AccountKey {

    static final String GITHUB = "github";

    private static final String EMAIL = "email:";
    private static final String PERSON = "person:";
    private static final Pattern NO_REPLY =
            Pattern.compile("(?:([0-9]{1,18})\\+)?([^@+]+)@users\\.noreply\\.github\\.com");
    private static final Pattern PROVIDER = Pattern.compile("[a-z][a-z0-9-]*");
    private static final Pattern NUMBER = Pattern.compile("#[0-9]{1,18}");
    private static final Pattern LOGIN = Pattern.compile("[^\\s:#@,]+");
    private static final Pattern ADDRESS = Pattern.compile("[^\\s@,]+@[^\\s@,]+");

    /** Whoever is one person of several accounts is called by the first of these: numbers last longest. */
    static final Comparator<String> BY_WORTH =
            Comparator.comparingInt(AccountKey::kind).thenComparing(Comparator.naturalOrder());

    private AccountKey() {}

    static String ofId(String provider, long id) {
        return provider + ":#" + id;
    }

    static String ofLogin(String provider, String login) {
        return provider + ":" + login.toLowerCase(Locale.ROOT);
    }

    /** GitHub's no-reply addresses name an account and are that account's key. */
    static String ofEmail(String email) {
        var address = email.strip().toLowerCase(Locale.ROOT);
        var noReply = NO_REPLY.matcher(address);
        if (noReply.matches()) {
            return noReply.group(1) == null
                    ? ofLogin(GITHUB, noReply.group(2))
                    : ofId(GITHUB, Long.parseLong(noReply.group(1)));
        }
        return EMAIL + address;
    }

    static boolean isEmailAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    static String ofPerson(String id) {
        return PERSON + id;
    }

    static boolean isPerson(String key) {
        return key.startsWith(PERSON);
    }

    static boolean isEmail(String key) {
        return key.startsWith(EMAIL);
    }

    /** Login of a no-reply address, null for any other address. */
    static String loginOfNoReply(String email) {
        var noReply = NO_REPLY.matcher(email.strip().toLowerCase(Locale.ROOT));
        return noReply.matches() ? noReply.group(2) : null;
    }

    /** What somebody known only by this account is called: as a fact names an account that nobody listed. */
    static String name(String key) {
        return isPerson(key) ? key.substring(PERSON.length()) : key.replaceFirst(":#", ":");
    }

    /**
     * As people write it: {@code github:ada}, {@code github:#123}, {@code email:ada@example.org}, {@code person:ada}; an
     * address alone is an e-mail.
     *
     * @throws InvalidDirectoryException when it is none of these
     */
    static String parse(String text) {
        var trimmed = text.strip();
        int colon = trimmed.indexOf(':');
        if (colon < 0 && isEmailAddress(trimmed)) {
            return ofEmail(trimmed);
        }
        var provider = colon < 0 ? "" : trimmed.substring(0, colon).toLowerCase(Locale.ROOT);
        var rest = colon < 0 ? "" : trimmed.substring(colon + 1);
        if (provider.equals("email") && isEmailAddress(rest)) {
            return ofEmail(rest);
        }
        if (provider.equals("person") && !rest.isBlank()) {
            return ofPerson(rest);
        }
        if (!provider.equals("email") && PROVIDER.matcher(provider).matches()) {
            if (NUMBER.matcher(rest).matches()) {
                return ofId(provider, Long.parseLong(rest.substring(1)));
            }
            if (LOGIN.matcher(rest).matches()) {
                return ofLogin(provider, rest);
            }
        }
        throw new InvalidDirectoryException(
                "\"" + text + "\" is no account: expected github:login, github:#number, email:address or person:id");
    }

    private static int kind(String key) {
        if (isPerson(key)) {
            return 0;
        }
        if (isEmail(key)) {
            return 3;
        }
        return key.contains(":#") ? 1 : 2;
    }
}
