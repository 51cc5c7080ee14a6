package io.plumbline.streams.suggestion;

import io.plumbline.schema.event.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Trailers {@code Co-authored-by} of a commit message, and whether one names an account. Pure. */
final class CoAuthors {

    private static final int LIMIT = 20;
    private static final String NO_REPLY = "@users.noreply.github.com";
    private static final Pattern TRAILER =
            Pattern.compile("^co-authored-by:\\s*([^<>]*?)\\s*<\\s*([^<>\\s]+)\\s*>\\s*$", Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMBERED = Pattern.compile("^(\\d{1,18})\\+(.+)$");

    private CoAuthors() {}

    /** Line-anchored: an indented or quoted line is part of the prose. */
    static List<CoAuthor> of(String message) {
        var found = new ArrayList<CoAuthor>();
        for (var line : (Iterable<String>) message.lines()::iterator) {
            var match = TRAILER.matcher(line);
            if (match.matches() && found.size() < LIMIT) {
                found.add(new CoAuthor(match.group(1), match.group(2).toLowerCase(Locale.ROOT)));
            }
        }
        return List.copyOf(found);
    }

    /** The trailer is of this very account: by the number in a no-reply address, else by its login. */
    static boolean isNoReplyOf(CoAuthor coAuthor, Account account) {
        var mail = coAuthor.getMail();
        if (!mail.endsWith(NO_REPLY)) {
            return false;
        }
        var local = mail.substring(0, mail.length() - NO_REPLY.length());
        var numbered = NUMBERED.matcher(local);
        if (!numbered.matches()) {
            return local.equals(lower(account.getLogin()));
        }
        return account.getId() == null
                ? numbered.group(2).equals(lower(account.getLogin()))
                : account.getId() == Long.parseLong(numbered.group(1));
    }

    /** Without a directory a person's address is recognised when it, or the name before it, is the login. */
    static boolean bearsLoginOf(CoAuthor coAuthor, Account account) {
        var login = lower(account.getLogin());
        int at = coAuthor.getMail().indexOf('@');
        return lower(coAuthor.getName()).equals(login)
                || (at > 0 && coAuthor.getMail().substring(0, at).equals(login));
    }

    static String text(CoAuthor coAuthor) {
        return "Co-authored-by: " + coAuthor.getName() + " <" + coAuthor.getMail() + ">";
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
