package io.plumbline.streams.work;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The words inside names: {@code OAuthTokenStore}, {@code user_permissions.py}. */
final class CamelCase {

    private CamelCase() {}

    /** Lower case; split where letters end and before a capital that begins a word. Runs of capitals stay together. */
    static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean letter = i < text.length() && Character.isLetter(text.charAt(i));
            if (start >= 0 && (!letter || startsWord(text, i))) {
                parts.add(text.substring(start, i).toLowerCase(Locale.ROOT));
                start = -1;
            }
            if (letter && start < 0) {
                start = i;
            }
        }
        return parts;
    }

    private static boolean startsWord(String text, int i) {
        if (!Character.isUpperCase(text.charAt(i))) {
            return false;
        }
        return Character.isLowerCase(text.charAt(i - 1))
                || (i + 1 < text.length() && Character.isLowerCase(text.charAt(i + 1)));
    }
}
