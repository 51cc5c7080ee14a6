package io.plumbline.schema.path;

import java.util.ArrayList;
import java.util.List;

/** Patterns of paths as in {@code .gitignore}, with {@code {a,b}}; case counts only where a pattern has a capital letter. */
public final class Glob {

    /** How a pattern can be looked for. */
    public enum Shape {
        NAME,
        DIRECTORY,
        EXTENSION,
        ENDING,
        NAME_LIKE,
        PATH_LIKE
    }

    private Glob() {}

    /** The pattern without braces: one for each choice. */
    public static List<String> alternatives(String glob) {
        int open = glob.indexOf('{');
        int close = glob.indexOf('}', open);
        if (open < 0 || close < 0) {
            return List.of(glob);
        }
        var all = new ArrayList<String>();
        for (var choice : glob.substring(open + 1, close).split(",", -1)) {
            all.addAll(alternatives(glob.substring(0, open) + choice.strip() + glob.substring(close + 1)));
        }
        return all;
    }

    public static Shape shapeOf(String glob) {
        int slash = glob.indexOf('/');
        boolean wild = glob.indexOf('*') >= 0 || glob.indexOf('?') >= 0;
        if (slash >= 0) {
            return !wild && slash == glob.length() - 1 && slash > 0 ? Shape.DIRECTORY : Shape.PATH_LIKE;
        }
        if (!wild) {
            return Shape.NAME;
        }
        boolean onlyInFront = glob.lastIndexOf('*') == 0 && glob.indexOf('?') < 0 && glob.indexOf('.') > 0;
        if (!onlyInFront) {
            return Shape.NAME_LIKE;
        }
        return glob.charAt(1) == '.' ? Shape.EXTENSION : Shape.ENDING;
    }

    public static boolean isCased(String glob) {
        return glob.chars().anyMatch(Character::isUpperCase);
    }

    /** To be found in a path, or in a file name if the pattern has no slash. */
    public static String expression(String glob) {
        boolean ofName = glob.indexOf('/') < 0;
        boolean openStart = ofName && glob.startsWith("*");
        boolean openEnd = glob.endsWith("/") || glob.endsWith("/**") || (ofName && glob.endsWith("*"));
        boolean rooted = glob.startsWith("/");
        var text = new StringBuilder(isCased(glob) ? "(?:" : "(?i:");
        text.append(openStart ? "" : ofName || rooted ? "^" : "(?:^|/)");
        int end = glob.length() - (openEnd && !glob.endsWith("/") ? (ofName ? 1 : 2) : 0);
        for (int i = openStart || rooted ? 1 : 0; i < end; i++) {
            if (glob.startsWith("**/", i)) {
                text.append("(?:.*/)?");
                i += 2;
            } else if (glob.startsWith("**", i)) {
                text.append(".*");
                i++;
            } else if (glob.charAt(i) == '*') {
                text.append("[^/]*");
            } else if (glob.charAt(i) == '?') {
                text.append("[^/]");
            } else {
                char letter = glob.charAt(i);
                text.append(Character.isLetterOrDigit(letter) ? "" : "\\").append(letter);
            }
        }
        return text.append(openEnd ? ")" : "$)").toString();
    }
}
